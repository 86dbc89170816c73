// De-identified views for analysts. No name of a person, no id of a call, no word that was said leaves here.

import { OPERATIONS } from '../protocol/openapi-operations.ts';
import type { CallAccess } from './call-access.ts';
import { NotFoundError } from './error-replies.ts';
import type { HttpDeps } from './ports.ts';
import type { AddRoute } from './route.ts';

export function addViewRoutes(add: AddRoute, { reads }: HttpDeps, access: CallAccess): void {
  add(OPERATIONS.listViews, async () => ({ views: [...(await reads.listViews())] }));
  add(OPERATIONS.readView, async ({ identity, params: { name }, query, purpose }) => {
    await access.audit(identity, 'analyst', null, { resource: `view:${name}`, purpose });
    const rows = await reads.analystView(name, query.limit);
    if (!rows) throw new NotFoundError(`there is no view ${JSON.stringify(name)}; GET /v1/views lists them`);
    return { name, rows: [...rows] };
  });
}
