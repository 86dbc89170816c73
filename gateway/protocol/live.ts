// `/v1/live`: what a viewer asks for and is sent. JSON text messages.

import { z } from 'zod';
import { CallEvent } from '../../engine/events.ts';
import { CallId, CardId } from '../../engine/ids.ts';
import { Authenticate, ErrorMessage } from './ingest.ts';
import { CallSummary, Identity } from './rest.ts';

/** One call; or every live call that is mine (rep); or of my direct reports (coach). */
export const Scope = z.union([z.object({ callId: CallId }), z.enum(['mine', 'team'])]);

/** Subscriptions add up. `afterSeq` (one call) resumes: everything after it comes first, then what is live. */
export const Subscribe = z.object({
  type: z.literal('subscribe'),
  scope: Scope,
  afterSeq: z.number().int().min(0).optional(),
  /** Event types to send, `card.*` allowed; absent: all. */
  types: z.array(z.string().max(80)).max(64).optional(),
  /** Why this is read; goes to the audit log. */
  purpose: z.string().max(200).optional(),
});
export const Unsubscribe = z.object({ type: z.literal('unsubscribe'), scope: Scope });
/** What the rep did with a card. */
export const CardFeedback = z.object({
  type: z.literal('card.feedback'),
  callId: CallId,
  cardId: CardId,
  action: z.enum(['shown', 'accepted', 'dismissed']),
});
/** No cards of this rule's kind for a while. */
export const SnoozeRule = z.object({
  type: z.literal('rule.snooze'),
  callId: CallId,
  ruleId: z.string().max(128),
  /** Media ms from now; default ten minutes. */
  forMs: z.number().positive().max(86_400_000).default(600_000),
});
export const LiveRequest = z.discriminatedUnion('type', [
  Authenticate,
  Subscribe,
  Unsubscribe,
  CardFeedback,
  SnoozeRule,
]);
export type LiveRequest = z.infer<typeof LiveRequest>;

export const Welcome = z.object({ type: z.literal('welcome'), protocol: z.number().int(), identity: Identity });
export const Subscribed = z.object({ type: z.literal('subscribed'), scope: Scope });
export const LiveEvent = z.object({ type: z.literal('event'), event: CallEvent });
/** Everything up to `seq` has been sent; what follows is live. */
export const CaughtUp = z.object({ type: z.literal('caught-up'), callId: CallId, seq: z.number().int().min(0) });
/** The viewer read too slowly: these events were not sent. Ask for them with `subscribe` and `afterSeq`, or over REST. */
export const Missed = z.object({
  type: z.literal('missed'),
  callId: CallId,
  fromSeq: z.number().int(),
  toSeq: z.number().int(),
});
/** A visible call began, changed or ended (`mine` and `team`). */
export const CallListed = z.object({ type: z.literal('call.listed'), call: CallSummary });

export const LiveReply = z.discriminatedUnion('type', [
  Welcome,
  Subscribed,
  LiveEvent,
  CaughtUp,
  Missed,
  CallListed,
  ErrorMessage,
]);
export type LiveReply = z.infer<typeof LiveReply>;
