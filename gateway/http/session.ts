// Who is asking; and on loopback without auth, the identities that can be taken.

import type { Person } from '../auth/people.ts';
import { OPERATIONS } from '../protocol/openapi-operations.ts';
import type { DevelopmentPerson } from '../protocol/rest.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import { NotFoundError } from './error-replies.ts';
import type { HttpDeps } from './ports.ts';
import { type AddRoute, isLocal } from './route.ts';

export function addSessionRoutes(add: AddRoute, { development, transcriber, now }: HttpDeps): void {
  add(OPERATIONS.getSession, ({ identity, request }) => ({
    protocol: PROTOCOL_VERSION,
    identity: identity ?? null,
    developmentIdentities: development && isLocal(request) ? development.people.all.map(offered) : [],
    transcriber: transcriber ?? null,
  }));
  add(OPERATIONS.takeDevelopmentIdentity, async ({ body, request }) => {
    if (!development) throw new NotFoundError('development identities are off: auth is configured');
    if (!isLocal(request)) throw new NotFoundError('development identities are for this machine only');
    return { token: await development.tokenFor(body.personId, now()) };
  });
}

function offered({ id, name, roles, language }: Person): DevelopmentPerson {
  return { personId: id, name, roles, language: language ?? null };
}
