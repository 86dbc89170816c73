// What viewers say back: what the rep did with a card. Part of events.ts.

import { z } from 'zod';
import { CardId } from '../ids.ts';
import { MediaMs } from '../media-time.ts';

const by = { personId: z.string().max(128).optional() };
/** The rep's page put the card before the rep's eyes. */
const CardShown = z.object({ type: z.literal('card.shown'), cardId: CardId, ...by });
/** The rep took the offer. */
const CardAccepted = z.object({ type: z.literal('card.accepted'), cardId: CardId, ...by });
/** The rep put the offer aside. */
const CardDismissed = z.object({ type: z.literal('card.dismissed'), cardId: CardId, ...by });
/** The rep wants no more cards of this rule until `untilMs`. */
const CardSnoozed = z.object({
  type: z.literal('card.snoozed'),
  ruleId: z.string().max(128),
  untilMs: MediaMs,
  ...by,
});
export const VIEWER_EVENT_SCHEMAS = [CardShown, CardAccepted, CardDismissed, CardSnoozed] as const;
