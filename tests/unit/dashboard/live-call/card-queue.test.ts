import { describe, expect, it } from 'vitest';
import { IN_USE_MS, type QueueInput, queueCards } from '../../../../dashboard/live-call/card-queue.ts';
import type { TimelineCard } from '../../../../dashboard/state/wire.ts';

const card = (cardId: string, given: Partial<TimelineCard> = {}): TimelineCard => ({
  cardId,
  ruleId: `rule-of-${cardId}`,
  kind: 'objection',
  severity: 'info',
  pack: { title: cardId, wording: 'words' },
  evidence: [],
  reason: [1],
  confidence: 0.8,
  isCalibrated: true,
  raisedAtMs: 10_000,
  expiresAtMs: 100_000,
  fate: 'raised',
  fateAtMs: 10_000,
  ...given,
});
const queue = (cards: readonly TimelineCard[], given: Partial<QueueInput> = {}) => {
  const rest = { nowMs: 20_000, pending: new Map(), snoozed: new Map(), putAway: new Set<string>() };
  const { main, folded } = queueCards({ cards, ...rest, previousMainId: null, ...given });
  return [main, ...folded].map((each) => each?.card.cardId);
};

describe('the cards before the rep', () => {
  it('are one main card and at most two folded', () => {
    expect(queue([card('a'), card('b'), card('c'), card('d')])).toHaveLength(3);
  });

  it('begin with what is worth acting on, then the newest', () => {
    const cards = [card('old'), card('new', { raisedAtMs: 15_000 }), card('urgent', { severity: 'act-now' })];
    expect(queue(cards)).toEqual(['urgent', 'new', 'old']);
  });

  it('leave the card that is being read in its place, unless a more urgent one comes', () => {
    const cards = [card('read'), card('new', { raisedAtMs: 15_000 })];
    expect(queue(cards, { previousMainId: 'read' })).toEqual(['read', 'new']);
    const urgent = card('urgent', { severity: 'act-now' });
    expect(queue([...cards, urgent], { previousMainId: 'read' })[0]).toBe('urgent');
  });

  it('drop what has passed, was put aside, or is paused', () => {
    expect(queue([card('a', { expiresAtMs: 19_000 })])).toEqual([undefined]);
    expect(queue([card('a', { fate: 'dismissed' })])).toEqual([undefined]);
    expect(queue([card('a')], { pending: new Map([['a', 'dismissed']]) })).toEqual([undefined]);
    expect(queue([card('a')], { snoozed: new Map([['rule-of-a', 30_000]]) })).toEqual([undefined]);
  });

  it('keep the wording of a card in use for a while, below a new card', () => {
    const used = card('used', { fate: 'accepted', fateAtMs: 18_000 });
    expect(queue([used])).toEqual(['used']);
    expect(queue([used, card('new')])).toEqual(['new', 'used']);
    expect(queue([used], { nowMs: 18_000 + IN_USE_MS })).toEqual([undefined]);
    expect(queue([used], { putAway: new Set(['used']) })).toEqual([undefined]);
  });
});
