// Erasure on request, for operators: they open no call, but they can make one go away.

import { OPERATIONS } from '../protocol/openapi-operations.ts';
import type { HttpDeps } from './ports.ts';
import type { AddRoute } from './route.ts';

export function addErasureRoutes(add: AddRoute, { erase }: HttpDeps): void {
  add(OPERATIONS.erase, ({ identity, body, purpose }) => erase(body, { personId: identity.personId, purpose }));
}
