import { describe, expect, test } from 'vitest';
import type { EventDraft } from '../../../engine/events.ts';
import { readyRules } from '../../../pipelines/rule-match.ts';
import { initialSignals } from '../../../pipelines/rule-signal-types.ts';
import { RulesOptions, rulesMachine } from '../../../pipelines/rules.ts';
import * as f from './rule-fixtures.ts';

function rulesOver(rules: readonly unknown[], log: readonly Record<string, unknown>[], more = {}): EventDraft[] {
  const context = f.contextOf({ rules, ...more });
  return f.run(rulesMachine(readyRules(context.playbook), initialSignals(context), RulesOptions.parse({})), log);
}
const shown = (drafts: readonly EventDraft[]) =>
  drafts.map((draft) => {
    const { type, ruleId, reasonKey, atMs } = draft as EventDraft & { type: 'rule.matched' };
    return `${atMs} ${type} ${ruleId} ${reasonKey}`;
  });
const matches = (drafts: readonly EventDraft[]) => drafts.filter((draft) => draft.type === 'rule.matched');

describe('a question that waits', () => {
  const slowAnswer = f.rule('slow-answer', 'question.isOverdue', {
    pack: { title: 'Waiting {{ seconds(question.waitingMs) }} s', wording: 'You could begin with …' },
  });

  test('matches at the very moment it is overdue, about that question, and clears with the answer', () => {
    const log = f.logOf(f.asked(1_000), f.tick(5_200), f.overdue(5_200), f.tick(5_300), f.measured(5_350));
    expect(shown(rulesOver([slowAnswer], log))).toEqual([
      '5200 rule.matched slow-answer q1',
      '5350 rule.cleared slow-answer q1',
    ]);
  });

  test('carries the words, the moment, the reason and the confidence of the question', () => {
    const [match] = matches(rulesOver([slowAnswer], f.logOf(f.asked(1_000), f.overdue(5_200))));
    expect(match).toMatchObject({
      causedBy: [1, 2],
      evidence: [
        { seq: 1, atMs: 1_000, text: 'How long does it take?', participantId: 'c' },
        { seq: 2, atMs: 5_200 },
      ],
      confidence: 0.81,
      isCalibrated: false,
      pack: { title: 'Waiting 4.2 s' },
    });
  });

  test('quotes a question of one segment once', () => {
    const log = f.logOf(f.asked(1_000, { segmentId: 's1' }), f.overdue(5_200, { questionSegmentIds: ['s1'] }));
    const [match] = matches(rulesOver([slowAnswer], log));
    expect(match).toMatchObject({ causedBy: [1, 2], evidence: [{ seq: 1, text: 'How long does it take?' }] });
  });

  test('matches again when the wait has grown by a quarter, and not at every tick', () => {
    const log = f.logOf(f.asked(1_000), f.overdue(5_200), ...f.ticks(5_300, 8_000));
    expect(matches(rulesOver([slowAnswer], log)).map(({ atMs }) => atMs)).toEqual([5_200, 6_300, 7_700]);
  });

  test('does not match twice about one question, even when it is overdue again after an answer', () => {
    const log = f.logOf(f.asked(1_000), f.overdue(5_200), f.measured(6_000), f.overdue(9_000));
    expect(matches(rulesOver([slowAnswer], log))).toHaveLength(1);
  });

  test('falls silent before the next question makes it speak again', () => {
    const log = f.logOf(f.asked(1_000), f.overdue(5_200), f.asked(6_000, { questionId: 'q2' }));
    const second = [...log, ...f.logOf(f.overdue(10_200, { questionId: 'q2', seq: 4 }))];
    expect(shown(rulesOver([slowAnswer], second))).toEqual([
      '5200 rule.matched slow-answer q1',
      '6000 rule.cleared slow-answer q1',
      '10200 rule.matched slow-answer q2',
    ]);
  });

  test("a rep's own question never counts", () => {
    const log = f.logOf(f.asked(1_000, f.rep), f.tick(1_100));
    expect(rulesOver([f.rule('open', 'question.isOpen')], log)).toEqual([]);
  });
});

describe('figures', () => {
  const competitor = f.rule('competitor', 'competitor.ratio > 2.3 && competitor.evidenceShare < 0.5');

  test('of one moment are taken together, at the next tick', () => {
    const log = f.logOf(
      f.metric(9_000, 'competitor-ratio', 3),
      f.metric(9_000, 'competitor-evidence-share', 0.2),
      f.metric(9_000, 'competitor-evidence-share', 0.6),
      f.tick(9_100),
      f.metric(9_200, 'competitor-evidence-share', 0.4),
      f.tick(9_300),
    );
    expect(shown(rulesOver([competitor], log))).toEqual(['9300 rule.matched competitor since-9300']);
  });

  test('bring the words behind them, the latest three mentions', () => {
    const log = f.logOf(
      ...[1_000, 2_000, 3_000, 4_000].map((atMs) => f.mentioned(atMs, 'Corvanta')),
      f.metric(4_000, 'competitor-ratio', 3.456, { confidence: 0.75 }),
      f.metric(4_000, 'competitor-evidence-share', 0),
      f.tick(4_100),
    );
    const [match] = matches(rulesOver([competitor], log));
    expect(match?.type === 'rule.matched' && match.evidence.map(({ text }) => text)).toEqual([
      'we also talk to Corvanta',
      'we also talk to Corvanta',
      'we also talk to Corvanta',
      'competitor-ratio 3.46',
      'competitor-evidence-share 0',
    ]);
    expect(match).toMatchObject({ causedBy: [2, 3, 4, 5, 6], confidence: 0.75 });
  });

  test('leave out mentions in words that were corrected, and quote one utterance once', () => {
    const inOne = { segmentId: 's1', context: 'we have Nimbuswork and core Wanda' };
    const corrected = { segmentId: 's1', context: 'we have Nimbuswork and Corvanta', revision: 1 };
    const log = f.logOf(
      f.said(1_000, 's1', inOne.context),
      { ...f.mentioned(1_000, 'Nimbuswork'), ...inOne },
      f.said(2_000, 's1', corrected.context, { revision: 1 }),
      { ...f.mentioned(2_000, 'Nimbuswork'), ...corrected },
      { ...f.mentioned(2_000, 'Corvanta'), ...corrected },
      f.metric(2_000, 'competitor-ratio', 3),
      f.metric(2_000, 'competitor-evidence-share', 0),
      f.tick(2_100),
    );
    const [match] = matches(rulesOver([competitor], log));
    expect(match).toMatchObject({
      causedBy: [4, 5, 6, 7],
      evidence: [{ seq: 4, text: corrected.context }, { seq: 6 }, { seq: 7 }],
    });
  });

  test('a new mention is new evidence of the same reason', () => {
    const log = f.logOf(
      f.mentioned(1_000, 'Corvanta'),
      f.metric(1_000, 'competitor-ratio', 3),
      f.metric(1_000, 'competitor-evidence-share', 0),
      f.tick(1_100),
      f.metric(1_150, 'competitor-ratio', 3.1),
      f.tick(1_200),
      f.mentioned(1_300, 'Tallyrix'),
      f.metric(1_300, 'competitor-ratio', 3.2),
      f.tick(1_400),
    );
    expect(shown(rulesOver([competitor], log))).toEqual([
      '1100 rule.matched competitor since-1100',
      '1400 rule.matched competitor since-1100',
    ]);
  });

  test('a condition that holds anew is a new reason', () => {
    const silence = f.rule('dead-air', 'speech.deadAirMs >= 6000 && !question.isOpen');
    const log = f.logOf(
      f.metric(6_000, 'dead-air-ms', 6_000),
      f.tick(6_100),
      f.metric(6_200, 'dead-air-ms', 0),
      f.tick(6_300),
      f.metric(20_000, 'dead-air-ms', 6_000),
      f.tick(20_100),
    );
    expect(shown(rulesOver([silence], log))).toEqual([
      '6100 rule.matched dead-air since-6100',
      '6300 rule.cleared dead-air since-6100',
      '20100 rule.matched dead-air since-20100',
    ]);
  });

  test('a topic that has not been sampled counts as 0', () => {
    const topics = [{ id: 'technical', title: 'T', phrases: [{ text: 'sharding' }] }];
    const technical = f.rule('technical', 'topic.share.technical > 0.65 && topic.presentingMs >= 180000');
    const share = (value: number) => f.metric(200_000, 'topic-share', value, { dimension: 'technical' });
    const presenting = f.metric(200_000, 'presenting-ms', 185_000);
    expect(rulesOver([technical], f.logOf(presenting, f.tick(200_100)), { topics })).toEqual([]);
    expect(rulesOver([technical], f.logOf(presenting, share(0.7), f.tick(200_100)), { topics })).toHaveLength(1);
  });

  test('a monologue belongs to the role of who speaks', () => {
    const rules = [f.rule('rep', 'speech.repMonologueMs > 5'), f.rule('customer', 'speech.customerMonologueMs > 5')];
    const log = f.logOf(f.metric(1_000, 'monologue-ms', 9, { participantId: 'c' }), f.tick(1_100));
    expect(shown(rulesOver(rules, log))).toEqual(['1100 rule.matched customer since-1100']);
  });
});

describe('`for`', () => {
  const held = f.rule('held', 'speech.deadAirMs > 0', { forMs: 500 });

  test('is measured in media time from where the condition began to hold', () => {
    const log = f.logOf(f.metric(950, 'dead-air-ms', 1), ...f.ticks(1_000, 2_000));
    expect(shown(rulesOver([held], log))).toEqual(['1500 rule.matched held since-1000']);
  });

  test('begins anew after a break', () => {
    const log = f.logOf(
      f.metric(950, 'dead-air-ms', 1),
      ...f.ticks(1_000, 1_300),
      f.metric(1_350, 'dead-air-ms', 0),
      f.tick(1_400),
      f.metric(1_450, 'dead-air-ms', 1),
      ...f.ticks(1_500, 2_000),
    );
    expect(shown(rulesOver([held], log))).toEqual(['2000 rule.matched held since-1500']);
  });
});

describe('utterances', () => {
  const budget = f.rule('budget', 'utterance.role == "customer" && "budget-process" in utterance.categories');

  test('are looked at once their keyword hits are in: at the next tick', () => {
    const log = f.logOf(
      f.said(1_000, 's1', 'the budget approval takes months'),
      f.hit(1_000, 's1', 'budget-process', 'budget approval'),
      f.hit(1_000, 's1', 'timeline', 'takes months', { confidence: 0.2 }),
      f.tick(1_100),
      f.tick(1_200),
    );
    const drafts = rulesOver([budget], log);
    expect(shown(drafts)).toEqual(['1100 rule.matched budget s1']);
    expect(drafts[0]).toMatchObject({
      evidence: [{ text: 'the budget approval takes months' }, { text: 'budget approval' }],
      causedBy: [1, 2],
      confidence: 0.7,
    });
  });

  test('or at the next utterance, whichever comes first', () => {
    const log = f.logOf(
      f.said(1_000, 's1', 'budget approval'),
      f.hit(1_000, 's1', 'budget-process', 'budget approval'),
      f.said(1_050, 's2', 'right', f.rep),
      f.tick(1_100),
    );
    expect(shown(rulesOver([budget], log))).toEqual(['1050 rule.matched budget s1']);
  });

  test('match again when their words are corrected, about the same and with the new words', () => {
    const log = f.logOf(
      f.said(1_000, 's1', 'budget approve all'),
      f.hit(1_000, 's1', 'budget-process', 'budget'),
      f.tick(1_100),
      f.said(2_000, 's1', 'budget approval', { revision: 1 }),
      f.hit(2_000, 's1', 'budget-process', 'budget approval', { revision: 1 }),
      f.tick(2_100),
    );
    const drafts = rulesOver([budget], log);
    expect(shown(drafts)).toEqual(['1100 rule.matched budget s1', '2100 rule.matched budget s1']);
    expect(drafts[1]).toMatchObject({ evidence: [{ seq: 3, text: 'budget approval' }], causedBy: [3, 4] });
  });

  test('say nothing new for a hit that comes late, nor for a correction after which they no longer hold', () => {
    const log = f.logOf(
      f.said(1_000, 's1', 'budget approval'),
      f.hit(1_000, 's1', 'budget-process', 'budget approval'),
      f.tick(1_100),
      f.hit(1_150, 's1', 'budget-process', 'approval'),
      f.tick(1_200),
      f.said(2_000, 's1', 'but get a parcel', { revision: 1 }),
      f.tick(2_100),
    );
    expect(shown(rulesOver([budget], log))).toEqual(['1100 rule.matched budget s1']);
  });

  test('an objection stands when its words are corrected, and quotes the new ones once', () => {
    const log = f.logOf(
      f.said(1_000, 's1', 'core Wanda is cheaper'),
      f.objected(1_000, 's1', 'price'),
      f.tick(1_100),
      f.said(2_000, 's1', 'Corvanta is cheaper', { revision: 1 }),
      f.tick(2_100),
    );
    const drafts = rulesOver([f.rule('price', 'utterance.objection == "price"')], log);
    expect(shown(drafts)).toEqual(['1100 rule.matched price s1', '2100 rule.matched price s1']);
    expect(drafts[1]).toMatchObject({ evidence: [{ text: 'Corvanta is cheaper' }], causedBy: [2, 3] });
  });

  test('are quoted as the objection in them, by which the reply to it is found', () => {
    const objection = f.objected(1_000, 's1', 'price');
    const log = f.logOf(f.said(1_000, 's1', objection.text), objection, f.tick(1_100));
    const rule = f.rule('price', 'utterance.role == "customer" && utterance.objection == "price"');
    const [match] = matches(rulesOver([rule], log));
    expect(match).toMatchObject({ causedBy: [1, 2], evidence: [{ seq: 2, text: objection.text }] });
    expect(match?.evidence).toHaveLength(1);
  });

  test('an objection that is found a little later is still about its utterance', () => {
    const log = f.logOf(
      f.said(1_000, 's1', 'that is a lot'),
      f.tick(1_100),
      f.objected(1_150, 's1', 'price'),
      f.tick(1_200),
    );
    const drafts = rulesOver([f.rule('price', 'utterance.objection == "price"')], log);
    expect(shown(drafts)).toEqual(['1200 rule.matched price s1']);
    expect(drafts[0]).toMatchObject({ confidence: 0.66 });
  });

  test('hits of another segment are not theirs', () => {
    const log = f.logOf(f.said(1_000, 's2', 'hello'), f.hit(1_000, 's1', 'budget-process', 'x'), f.tick(1_100));
    expect(rulesOver([budget], log)).toEqual([]);
  });
});

describe('the pack', () => {
  test('brings title and body of what the rule names', () => {
    const pack = { title: 't', wording: 'w', resource: 'guide', case: 'city', script: 'talk' };
    const drafts = rulesOver(
      [f.rule('budget', 'call.stage == "proposal"', { pack })],
      f.logOf({ type: 'stage.changed', atMs: 5, stage: 'proposal' }),
      {
        resources: [{ id: 'guide', title: 'Guide', url: 'https://example.org/g', body: 'How to' }],
        cases: [{ id: 'city', title: 'City', industry: 'public', body: 'They did' }],
        scripts: [{ id: 'talk', title: 'Talk', body: 'Say' }],
      },
    );
    expect(drafts[0]).toMatchObject({
      pack: {
        title: 't',
        wording: 'w',
        resource: { id: 'guide', title: 'Guide', url: 'https://example.org/g', body: 'How to' },
        case: { id: 'city', title: 'City', body: 'They did' },
        script: { id: 'talk', title: 'Talk' },
      },
    });
  });

  test('a rule that does not compile stops the call from beginning with it', () => {
    expect(() => rulesOver([f.rule('x', 'question.isOverdu')], [])).toThrow(/unknown signal question.isOverdu/);
  });
});
