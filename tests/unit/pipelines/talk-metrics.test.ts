import { describe, expect, test } from 'vitest';
import type { EventDraft } from '../../../engine/events.ts';
import type { ParticipantId } from '../../../engine/ids.ts';
import type { Signal } from '../../../engine/observations.ts';
import { talkMetricsPipeline } from '../../../pipelines/talk-metrics.ts';
import { turnsPipeline } from '../../../pipelines/turns.ts';
import {
  CUSTOMER,
  event,
  merged,
  ms,
  ofType,
  REP,
  runGraph,
  runPipeline,
  speechEnded,
  speechStarted,
  ticks,
  utterance,
} from '../../support/signals.ts';

const voice = (who: ParticipantId, id: string, startMs: number, endMs: number) => [
  speechStarted(who, id, startMs),
  speechEnded(who, id, startMs, endMs),
];
const samplesOf = (drafts: readonly { type: string }[], metric: string, who?: ParticipantId | null) =>
  ofType(drafts, 'metric.sampled').filter(
    (each) => each.metric === metric && (who === undefined || each.participantId === who),
  );
const run = (untilMs: number, ...sources: readonly (readonly Signal[])[]) =>
  runPipeline(talkMetricsPipeline, merged(...sources, ticks(0, untilMs)));
/** Turns and figures together, as in a call. */
const runWithTurns = (untilMs: number, ...sources: readonly (readonly Signal[])[]) =>
  runGraph([talkMetricsPipeline, turnsPipeline], merged(...sources, ticks(0, untilMs)) as EventDraft[]);
const values = (list: readonly { value: number }[]) => list.map((each) => each.value);
const timed = (list: readonly { atMs: number; value: number }[]) => list.map(({ atMs, value }) => [atMs, value]);

describe('shares', () => {
  test('are told when speech ends: rep over rep and customer', async () => {
    const drafts = await run(5_000, voice(REP, 'a', 0, 1_000), voice(CUSTOMER, 'b', 1_200, 4_200));
    expect(timed(samplesOf(drafts, 'talk-ratio')).slice(0, 2)).toEqual([
      [1_320, 1],
      [4_520, 0.25],
    ]);
    expect(values(samplesOf(drafts, 'speech-ms', CUSTOMER)).at(-1)).toBe(3_000);
  });

  test('grow every 5 s while somebody speaks, and never shrink', async () => {
    const drafts = await run(20_000, voice(REP, 'a', 0, 12_000));
    const told = samplesOf(drafts, 'speech-ms', REP);
    expect(timed(told)).toEqual([
      [5_000, 4_520],
      [10_000, 9_520],
      [12_320, 12_000],
      [20_000, 12_000],
    ]);
  });

  test('count time in which one participant has two segments once', async () => {
    const segments = [
      speechEnded(REP, 's1', 0, 2_000, { basis: 'segment' }),
      speechEnded(REP, 's2', 1_500, 3_000, { basis: 'segment' }),
    ];
    expect(values(samplesOf(await run(4_000, segments), 'speech-ms', REP)).at(-1)).toBe(3_000);
  });
});

describe('dead air', () => {
  test('runs from 3 s of silence on and ends with the next voice', async () => {
    const drafts = await run(8_000, voice(REP, 'a', 0, 1_000), [speechStarted(CUSTOMER, 'b', 5_100)]);
    expect(timed(samplesOf(drafts, 'dead-air-ms'))).toEqual([
      [4_000, 3_000],
      [4_500, 3_500],
      [5_000, 4_000],
      [5_196, 0],
    ]);
  });

  test('is not told before anybody has spoken, nor where segments tell of speech only when it is over', async () => {
    expect(samplesOf(await run(9_000), 'dead-air-ms')).toEqual([]);
    const segment = speechEnded(REP, 's1', 0, 1_000, { basis: 'segment' });
    expect(samplesOf(await run(9_000, [segment]), 'dead-air-ms')).toEqual([]);
  });

  test('ends when the call does', async () => {
    const drafts = await run(6_000, voice(REP, 'a', 0, 1_000));
    expect(values(samplesOf(drafts, 'dead-air-ms')).at(-1)).toBe(0);
  });
});

describe('a monologue', () => {
  test('is told about once a second from 5 s on, and 0 when it ends', async () => {
    const drafts = await run(12_000, voice(REP, 'a', 0, 4_000), voice(REP, 'b', 4_500, 8_000));
    expect(timed(samplesOf(drafts, 'monologue-ms', REP))).toEqual([
      [5_500, 5_020],
      [6_500, 6_020],
      [7_500, 7_020],
      [8_500, 8_000],
      [8_700, 0],
    ]);
  });

  test('goes on through a backchannel of the other side', async () => {
    const drafts = await run(
      12_000,
      voice(REP, 'a', 0, 4_000),
      voice(CUSTOMER, 'm', 4_050, 4_450),
      voice(REP, 'b', 4_500, 8_000),
    );
    expect(Math.max(...values(samplesOf(drafts, 'monologue-ms', REP)))).toBe(8_000);
  });

  test('is over where the other side says more', async () => {
    const drafts = await run(
      14_000,
      voice(REP, 'a', 0, 6_000),
      voice(CUSTOMER, 'm', 5_900, 7_500),
      voice(REP, 'b', 6_500, 13_000),
    );
    const told = timed(samplesOf(drafts, 'monologue-ms', REP));
    expect(told.slice(0, 2)).toEqual([
      [5_500, 5_020],
      [6_500, 6_000],
    ]);
    // At 7.4 s the customer has spoken too long for a backchannel: what the rep has said since 6.5 s is another turn.
    expect(told[2]).toEqual([7_400, 0]);
    expect(told.at(-2)).toEqual([13_000, 6_020]);
  });

  test('is broken by a short remark as soon as its words are known', async () => {
    const drafts = runWithTurns(
      14_000,
      voice(REP, 'a', 0, 4_000),
      voice(CUSTOMER, 'm', 4_050, 4_450),
      [utterance(CUSTOMER, 'u', 4_050, 4_450, 'Wait, why?')],
      voice(REP, 'b', 4_500, 11_000),
    );
    const told = timed(samplesOf(drafts, 'monologue-ms', REP));
    expect(told.find(([, value]) => value === 0)).toEqual([6_100, 0]);
    expect(Math.max(...told.filter(([atMs = 0]) => atMs > 6_100).map(([, value = 0]) => value))).toBeLessThanOrEqual(
      6_500,
    );
  });

  test('known only from its segment is told once, when the segment arrives', async () => {
    const segment = speechEnded(REP, 's1', 1_000, 41_000, { basis: 'segment' });
    expect(values(samplesOf(await run(45_000, [segment]), 'monologue-ms', REP))).toEqual([40_000, 0]);
  });

  test('that was the longest turn is kept', async () => {
    const drafts = runWithTurns(
      20_000,
      voice(REP, 'a', 0, 6_000),
      voice(CUSTOMER, 'b', 6_200, 8_000),
      voice(REP, 'c', 8_100, 9_500),
    );
    expect(values(samplesOf(drafts, 'longest-monologue-ms', REP))).toEqual([6_000, 6_000]);
    expect(values(samplesOf(drafts, 'longest-monologue-ms', CUSTOMER)).at(-1)).toBe(1_800);
  });
});

describe('the floor', () => {
  test('gives patience as the median gap before rep turns that follow the customer', () => {
    const gaps = [200, 900, 300];
    const talk = gaps.flatMap((gap, index) => {
      const atMs = index * 10_000;
      return [
        ...voice(CUSTOMER, `c${index}`, atMs, atMs + 3_000),
        ...voice(REP, `r${index}`, atMs + 3_000 + gap, atMs + 6_000),
      ];
    });
    const drafts = runWithTurns(32_000, talk);
    expect(values(samplesOf(drafts, 'patience-ms')).at(-1)).toBe(300);
    // Five changes of speaker in 32 s.
    expect(values(samplesOf(drafts, 'interactivity-per-min')).at(-1)).toBeCloseTo(5 / (32 / 60));
  });

  test('counts interruptions by who made them', () => {
    const drafts = runWithTurns(12_000, voice(CUSTOMER, 'c', 0, 5_000), voice(REP, 'r', 4_500, 8_000));
    expect(values(samplesOf(drafts, 'interruptions', REP))).toEqual([1, 1]);
  });
});

describe('words', () => {
  test('per minute of speech, pauses left out, over the last 30 s of it', async () => {
    const ten = 'one two three four five six seven eight nine ten';
    const drafts = await run(12_000, voice(REP, 'a', 0, 2_000), voice(REP, 'b', 8_000, 10_000), [
      utterance(REP, 'u1', 0, 10_000, ten),
    ]);
    const [rate] = samplesOf(drafts, 'speech-rate-per-min', REP);
    expect(rate).toMatchObject({ unit: 'words/min', windowMs: 30_000 });
    expect(rate?.value).toBeCloseTo(10 / (4 / 60));
  });

  test('slide: what lies before the last 30 s of speech counts no more', async () => {
    const slow = utterance(REP, 'u1', 0, 30_000, 'slow');
    const fast = utterance(REP, 'u2', 30_000, 50_000, Array(60).fill('quick').join(' '));
    const drafts = await run(51_000, [slow, fast]);
    expect(values(samplesOf(drafts, 'speech-rate-per-min', REP)).at(-1)).toBeCloseTo((60 + 1 / 3) / 0.5);
  });

  test('are characters in Chinese, and a foreign word among them counts as one', async () => {
    const said = utterance(REP, 'u1', 0, 6_000, '我们的 ERP 系统支持 2 种部署。', { language: 'zh-CN' });
    const [rate] = samplesOf(await run(7_000, [said]), 'speech-rate-per-min', REP);
    expect(rate).toMatchObject({ unit: 'chars/min', value: 120 });
  });

  test('that fill are counted per 100 tokens, and a revision replaces what it corrects', async () => {
    const first = utterance(REP, 'u1', 0, 3_000, 'um so you know we can');
    const second = utterance(REP, 'u1', 0, 3_000, 'so we really can do it', { revision: 1, atMs: 3_500 });
    const drafts = await run(4_000, [first, second]);
    expect(values(samplesOf(drafts, 'filler-rate', REP))).toEqual([(2 / 6) * 100, 0, 0]);
  });
});

describe('questions', () => {
  const question = (atMs: number, isOpen: boolean, form: 'wh' | 'yes-no' | 'turn' = 'wh') =>
    event({
      type: 'question.asked',
      questionId: `q${atMs}`,
      participantId: REP,
      role: 'rep',
      startMs: ms(atMs - 500),
      endMs: ms(atMs),
      text: '',
      form,
      isOpen,
      confidence: 0.9,
      basis: 'words',
      atMs: ms(atMs),
    });

  test('are counted open and closed apart, per call and per hour of speech', async () => {
    const asked = [question(40_000, true), question(50_000, false, 'yes-no'), question(55_000, true)];
    const drafts = await run(60_000, voice(REP, 'a', 0, 36_000), asked);
    const open = samplesOf(drafts, 'questions', REP).filter((each) => each.dimension === 'open');
    expect(values(open)).toEqual([1, 2, 2]);
    const rates = samplesOf(drafts, 'question-rate-per-hour', REP).filter((each) => each.dimension === 'closed');
    expect(values(rates)).toEqual([100, 100]);
  });

  test('that only stand for a turn without words are none', async () => {
    expect(samplesOf(await run(2_000, [question(1_000, true, 'turn')]), 'questions')).toEqual([]);
  });
});

test('confidence is low where there was little to measure', async () => {
  const drafts = await run(40_000, voice(REP, 'a', 0, 3_000), voice(CUSTOMER, 'b', 3_200, 39_000));
  const [early, ...later] = samplesOf(drafts, 'talk-ratio');
  expect(early?.confidence).toBeLessThan(0.1);
  expect(later.at(-1)?.confidence).toBeGreaterThan(0.5);
});
