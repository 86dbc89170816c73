// Which cards stand before the rep now: one main, at most two folded. What is worth acting on comes first, then the
// newest; a card that is being read stays where it is unless a more urgent one comes. Pure.

import type { CardAction, TimelineCard } from '../state/wire.ts';

export interface CardQueue {
  readonly main: QueuedCard | null;
  readonly folded: readonly QueuedCard[];
}

interface QueuedCard {
  readonly card: TimelineCard;
  /** The rep took the offer; its wording stays in sight for a while. */
  readonly isInUse: boolean;
}

export interface QueueInput {
  readonly cards: readonly TimelineCard[];
  readonly nowMs: number;
  readonly pending: ReadonlyMap<string, CardAction>;
  readonly snoozed: ReadonlyMap<string, number>;
  /** Cards in use that were put away. */
  readonly putAway: ReadonlySet<string>;
  readonly previousMainId: string | null;
}

const FOLDED_CARDS = 2;
/** How long the wording of a card in use stays, media ms. */
export const IN_USE_MS = 45_000;

export function queueCards(input: QueueInput): CardQueue {
  const open = input.cards.filter((card) => isOpen(card, input));
  const queued = open.map((card) => ({ card, isInUse: fateOf(card, input) === 'accepted' }));
  queued.sort((a, b) => rank(b, input) - rank(a, input) || b.card.raisedAtMs - a.card.raisedAtMs);
  const [main = null, ...rest] = queued;
  return { main, folded: rest.slice(0, FOLDED_CARDS) };
}

function isOpen(card: TimelineCard, { nowMs, snoozed, putAway, ...input }: QueueInput): boolean {
  if ((snoozed.get(card.ruleId) ?? 0) > nowMs && card.fate !== 'accepted') return false;
  const fate = fateOf(card, { ...input, nowMs, snoozed, putAway });
  if (fate === 'accepted') {
    const takenAtMs = card.fate === 'accepted' ? card.fateAtMs : nowMs;
    return !putAway.has(card.cardId) && nowMs - takenAtMs < IN_USE_MS;
  }
  return (fate === 'raised' || fate === 'shown') && card.expiresAtMs > nowMs;
}

function fateOf(card: TimelineCard, { pending }: QueueInput): TimelineCard['fate'] {
  return pending.get(card.cardId) ?? card.fate;
}

function rank({ card, isInUse }: QueuedCard, { previousMainId }: QueueInput): number {
  const urgency = card.severity === 'act-now' && !isInUse ? 4 : 0;
  const isRead = card.cardId === previousMainId ? 2 : 0;
  return urgency + isRead + (isInUse ? 0 : 1);
}
