// What the rep did with a card: into the call while it is live, so that it is part of the log; else into the store.

import { EngineError } from '../../engine/errors.ts';
import type { CallId, CardId } from '../../engine/ids.ts';
import { mediaMs } from '../../engine/media-time.ts';
import type { FeedbackAction, Identity } from '../protocol/rest.ts';
import type { CallAccess } from './call-access.ts';
import { readTimeline } from './call-log.ts';
import type { HttpDeps } from './ports.ts';

const EVENT_OF = { shown: 'card.shown', accepted: 'card.accepted', dismissed: 'card.dismissed' } as const;

export type FeedbackDeps = Pick<HttpDeps, 'reads' | 'live' | 'sessions' | 'now'> & {
  readonly access: CallAccess;
  readonly eventsPerRead: number;
};

export interface Feedback {
  readonly callId: CallId;
  readonly cardId: CardId;
  readonly action: FeedbackAction;
}

export async function giveFeedback(deps: FeedbackDeps, identity: Identity, feedback: Feedback): Promise<void> {
  const { callId, cardId, action } = feedback;
  await assertOwnCall(deps.access, identity, callId);
  const { personId } = identity;
  const session = deps.sessions.find(callId);
  if (session?.isLive) {
    if (!deps.live.hasCard(callId, cardId)) throw noCard(cardId);
    session.receiveEvent({ type: EVENT_OF[action], cardId, personId });
    return;
  }
  if (!deps.live.hasCard(callId, cardId)) {
    const { cards } = await readTimeline(deps, callId, deps.eventsPerRead);
    if (!cards.some((card) => card.cardId === cardId)) throw noCard(cardId);
  }
  await deps.reads.cardFeedbackAfterCall({ callId, cardId, action, personId, at: deps.now() });
}

/** No more cards of a rule for a while; only while the call is live. */
export async function snoozeRule(
  deps: Pick<FeedbackDeps, 'access' | 'sessions'>,
  identity: Identity,
  { callId, ruleId, forMs }: { readonly callId: CallId; readonly ruleId: string; readonly forMs: number },
): Promise<void> {
  await assertOwnCall(deps.access, identity, callId);
  const session = deps.sessions.find(callId);
  if (!session?.isLive) throw new EngineError('call.ended', 'the call has ended; there is nothing to snooze');
  const untilMs = mediaMs(session.receivedMs + forMs);
  session.receiveEvent({ type: 'card.snoozed', ruleId, untilMs, personId: identity.personId });
}

async function assertOwnCall(access: CallAccess, identity: Identity, callId: CallId): Promise<void> {
  const { as } = await access.find(identity, callId);
  if (as === 'rep') return;
  const whoCan = 'the rep of the call';
  throw new EngineError('auth.forbidden', `only ${whoCan} answers its cards`, { details: { whoCan } });
}

const noCard = (cardId: CardId) =>
  new EngineError('card.not-found', `there is no card ${JSON.stringify(cardId)} in this call`);
