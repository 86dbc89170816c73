// Cards: the rule that wants one, what it offers, what becomes of it. Part of events.ts.

import { z } from 'zod';
import { CardId, ParticipantId } from '../ids.ts';
import { MediaMs } from '../media-time.ts';
import { probability, text } from './fields.ts';

/** One part of a card's reason: the words or the figure, and the moment. */
export const Evidence = z.object({
  seq: z.number().int().positive(),
  atMs: MediaMs,
  text,
  participantId: ParticipantId.optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** What a card offers: never a reprimand. Every part is optional but the wording. */
export const Pack = z.object({
  title: text,
  wording: text,
  resource: z.object({ id: z.string(), title: text, url: z.string().optional(), body: text.optional() }).optional(),
  case: z.object({ id: z.string(), title: text, body: text.optional() }).optional(),
  script: z.object({ id: z.string(), title: text, keyPoints: z.array(text).optional() }).optional(),
});
export type Pack = z.infer<typeof Pack>;

/** A playbook rule's condition has held for as long as it asks: a card is wanted. */
const RuleMatched = z.object({
  type: z.literal('rule.matched'),
  ruleId: z.string(),
  /** What the rule matched about; one card per rule and reason key. */
  reasonKey: z.string(),
  pack: Pack,
  evidence: z.array(Evidence),
  confidence: probability,
  isCalibrated: z.boolean(),
});
/** The condition no longer holds. */
const RuleCleared = z.object({ type: z.literal('rule.cleared'), ruleId: z.string(), reasonKey: z.string() });

const cardFields = {
  cardId: CardId,
  ruleId: z.string(),
  kind: z.string(),
  severity: z.enum(['info', 'act-now']),
  pack: Pack,
  evidence: z.array(Evidence),
  /** Sequence numbers of the events that are the reason. */
  reason: z.array(z.number().int().positive()),
  confidence: probability,
  /** False where the confidence is a rule of thumb and not measured on labelled data. */
  isCalibrated: z.boolean(),
  expiresAtMs: MediaMs,
};
const CardRaised = z.object({ type: z.literal('card.raised'), ...cardFields });
/** The reason goes on: newer evidence, same card. */
const CardUpdated = z.object({ type: z.literal('card.updated'), ...cardFields });
/** The card can no longer help: its time has passed, or its reason has gone. */
const CardExpired = z.object({
  type: z.literal('card.expired'),
  cardId: CardId,
  ruleId: z.string(),
  cause: z.enum(['time', 'resolved', 'call-ended']),
});

export const CARD_EVENT_SCHEMAS = [RuleMatched, RuleCleared, CardRaised, CardUpdated, CardExpired] as const;
