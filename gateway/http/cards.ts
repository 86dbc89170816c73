// What became of a card, over REST; `/v1/live` takes the same.

import { OPERATIONS } from '../protocol/openapi-operations.ts';
import { type FeedbackDeps, giveFeedback } from './card-feedback.ts';
import type { AddRoute } from './route.ts';

export function addCardRoutes(add: AddRoute, deps: FeedbackDeps): void {
  add(OPERATIONS.giveFeedback, async ({ identity, params, body }) => {
    await giveFeedback(deps, identity, { ...params, action: body.action });
    return undefined;
  });
}
