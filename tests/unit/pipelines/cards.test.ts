import { describe, expect, test } from 'vitest';
import { CallGraph } from '../../../engine/call-graph.ts';
import type { CallEvent, EventDraft } from '../../../engine/events.ts';
import type { CallId } from '../../../engine/ids.ts';
import { mediaMs } from '../../../engine/media-time.ts';
import { cardsMachine, cardsPipeline } from '../../../pipelines/cards.ts';
import { rulesPipeline } from '../../../pipelines/rules.ts';
import * as f from './rule-fixtures.ts';

const RULES = [
  f.rule('slow', 'question.isOverdue', {
    cooldownMs: 30_000,
    expiresMs: 20_000,
    minConfidence: 0.5,
    severity: 'act-now',
  }),
  f.rule('budget', 'question.isOpen', { cooldownMs: 0, expiresMs: 20_000, kind: 'money' }),
  f.rule('price', 'question.isOpen', { cooldownMs: 0, expiresMs: 20_000, kind: 'money' }),
];
const matched = (atMs: number, ruleId: string, reasonKey: string, more = {}) => ({
  type: 'rule.matched',
  atMs,
  ruleId,
  reasonKey,
  causedBy: [7],
  pack: { title: 't', wording: 'w' },
  evidence: [{ seq: 7, atMs: 900, text: 'How long?' }],
  confidence: 0.8,
  isCalibrated: false,
  ...more,
});
const cleared = (atMs: number, ruleId: string, reasonKey: string) => ({
  type: 'rule.cleared',
  atMs,
  ruleId,
  reasonKey,
});
const did = (atMs: number, what: string, cardId: string) => ({ type: `card.${what}`, atMs, cardId });
const snoozed = (atMs: number, ruleId: string, untilMs: number) => ({ type: 'card.snoozed', atMs, ruleId, untilMs });
const SLOW_1 = 'call-1:slow:1';

const cardsOver = (...log: readonly Record<string, unknown>[]) =>
  f.run(cardsMachine(f.contextOf({ rules: RULES })), f.logOf(...log));
const shown = (...log: readonly Record<string, unknown>[]) =>
  cardsOver(...log)
    .map((draft) => {
      const { type, cardId, cause, atMs } = draft as unknown as Record<string, string>;
      return [atMs, type, cardId, cause].filter((part) => part !== undefined).join(' ');
    })
    .filter((line) => !line.endsWith('call-ended'));

describe('raising', () => {
  test('a match becomes a card with reason, evidence, confidence, pack and the time it can help until', () => {
    expect(cardsOver(matched(1_000, 'slow', 'q1'))[0]).toEqual({
      type: 'card.raised',
      atMs: 1_000,
      causedBy: [1],
      cardId: SLOW_1,
      ruleId: 'slow',
      kind: 'slow-kind',
      severity: 'act-now',
      pack: { title: 't', wording: 'w' },
      evidence: [{ seq: 7, atMs: 900, text: 'How long?' }],
      reason: [7],
      confidence: 0.8,
      isCalibrated: false,
      expiresAtMs: 21_000,
    });
  });

  test('a match that is less sure than its rule asks for raises nothing, a surer one does', () => {
    expect(shown(matched(1_000, 'slow', 'q1', { confidence: 0.4 }), matched(2_000, 'slow', 'q1'))).toEqual([
      `2000 card.raised ${SLOW_1}`,
    ]);
  });

  test('the cool-down keeps another reason of the same rule away, then lets it through', () => {
    const log = [matched(1_000, 'slow', 'q1'), matched(30_900, 'slow', 'q2'), matched(31_000, 'slow', 'q3')];
    expect(shown(...log)).toEqual([`1000 card.raised ${SLOW_1}`, '31000 card.raised call-1:slow:2']);
  });

  test('one reason has one card, whatever became of it', () => {
    const log = [matched(1_000, 'slow', 'q1'), did(2_000, 'dismissed', SLOW_1), matched(90_000, 'slow', 'q1')];
    expect(shown(...log)).toEqual([`1000 card.raised ${SLOW_1}`]);
  });

  test('the card id of a very long call id is still an id', () => {
    const context = f.contextOf({ rules: RULES }, 'x'.repeat(128) as CallId);
    const [card] = f.run(cardsMachine(context), f.logOf(matched(1_000, 'slow', 'q1')));
    expect(card?.type === 'card.raised' && card.cardId).toMatch(/^x{121}:slow:1$/);
  });

  test('a match of a rule that the playbook does not have is passed over', () => {
    expect(shown(matched(1_000, 'gone', 'q1'))).toEqual([]);
  });
});

describe('updating', () => {
  test('newer evidence of the same reason updates the card and gives it time again', () => {
    const [, updated] = cardsOver(matched(1_000, 'slow', 'q1'), matched(5_000, 'slow', 'q1', { confidence: 0.9 }));
    expect(updated).toMatchObject({ type: 'card.updated', cardId: SLOW_1, confidence: 0.9, expiresAtMs: 25_000 });
  });

  test.each(['accepted', 'dismissed'])('a card that was %s is left in peace', (what) => {
    const log = [matched(1_000, 'slow', 'q1'), did(2_000, what, SLOW_1), matched(5_000, 'slow', 'q1')];
    expect(shown(...log)).toEqual([`1000 card.raised ${SLOW_1}`]);
  });
});

describe('expiring', () => {
  test('by time, at the tick that reaches it, also when it was shown', () => {
    const log = [
      matched(1_000, 'slow', 'q1'),
      did(1_100, 'shown', SLOW_1),
      f.tick(20_900),
      f.tick(21_000),
      f.tick(21_100),
    ];
    expect(shown(...log)).toEqual([`1000 card.raised ${SLOW_1}`, `21000 card.expired ${SLOW_1} time`]);
  });

  test('when its cause has gone', () => {
    const log = [matched(1_000, 'slow', 'q1'), cleared(2_000, 'slow', 'q0'), cleared(3_000, 'slow', 'q1')];
    expect(shown(...log)).toEqual([`1000 card.raised ${SLOW_1}`, `3000 card.expired ${SLOW_1} resolved`]);
  });

  test('never once it was accepted', () => {
    const log = [
      matched(1_000, 'slow', 'q1'),
      did(2_000, 'accepted', SLOW_1),
      cleared(3_000, 'slow', 'q1'),
      f.tick(90_000),
    ];
    expect(cardsOver(...log)).toHaveLength(1);
  });

  test('with the call, at the last moment that was seen', () => {
    expect(cardsOver(matched(1_000, 'slow', 'q1'), f.tick(1_500)).at(-1)).toEqual({
      type: 'card.expired',
      atMs: 1_500,
      cardId: SLOW_1,
      ruleId: 'slow',
      cause: 'call-ended',
    });
  });
});

describe('snoozing', () => {
  test('by a rule silences every rule of its kind until the time is over', () => {
    const log = [
      snoozed(500, 'budget', 10_000),
      matched(1_000, 'price', 'a'),
      matched(2_000, 'slow', 'q1'),
      matched(10_000, 'price', 'b'),
    ];
    expect(shown(...log)).toEqual([`2000 card.raised ${SLOW_1}`, '10000 card.raised call-1:price:1']);
  });

  test('by a kind does the same', () => {
    expect(shown(snoozed(500, 'money', 10_000), matched(1_000, 'price', 'a'), matched(1_100, 'budget', 'a'))).toEqual(
      [],
    );
  });

  test('a snooze that is taken back lets cards through again', () => {
    const log = [snoozed(500, 'money', 10_000), snoozed(900, 'money', 0), matched(1_000, 'price', 'a')];
    expect(shown(...log)).toEqual(['1000 card.raised call-1:price:1']);
  });
});

test('in the call graph a question that is overdue raises its card at that very moment, and the end of the call takes it back', () => {
  const events: CallEvent[] = [];
  const graph = new CallGraph({
    definitions: [cardsPipeline, rulesPipeline],
    context: f.contextOf({ rules: RULES.slice(0, 1) }),
    stamp: (draft) => ({ ...draft, callId: f.callId, seq: events.length + 1 }) as CallEvent,
    onEvent: (event) => events.push(event),
  });
  graph.push(f.overdue(5_200) as unknown as EventDraft);
  graph.finish(mediaMs(6_000));
  expect(events.map(({ atMs, seq, type, causedBy }) => [atMs, seq, type, causedBy])).toEqual([
    [5_200, 1, 'response.overdue', undefined],
    [5_200, 2, 'rule.matched', [1]],
    [5_200, 3, 'card.raised', [2]],
    [6_000, 4, 'card.expired', undefined],
  ]);
});
