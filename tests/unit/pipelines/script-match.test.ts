import { describe, expect, it } from 'vitest';
import type { Signal } from '../../../engine/observations.ts';
import { Playbook } from '../../../engine/playbook.ts';
import { scriptMatchPipeline } from '../../../pipelines/script-match.ts';
import {
  CUSTOMER,
  callContext,
  event,
  ms,
  ofType,
  REP,
  runPipeline,
  segment,
  tick,
  utterance,
} from '../../support/signals.ts';

const playbook = Playbook.parse({
  id: 'p',
  title: 'P',
  language: 'en',
  scripts: [
    {
      id: 'worth',
      title: 'From price to worth',
      answers: 'price',
      keyPoints: [
        { text: 'compare', phrases: ['compared with'] },
        { text: 'smaller', phrases: ['one team'] },
      ],
      body: 'Begin with one team.',
    },
  ],
});
const objected = (endMs: number, objection: 'price' | 'timing' = 'price') =>
  event({
    type: 'objection.raised',
    atMs: ms(endMs),
    participantId: CUSTOMER,
    segmentId: 'o1' as never,
    objection,
    startMs: ms(endMs - 2_000),
    endMs: ms(endMs),
    text: 'too much',
    confidence: 0.8,
    isCalibrated: true,
  });
/** Two key points that a model tells apart: along the first axis, and along the second. */
const playbookVectors = {
  topics: new Map(),
  scripts: new Map([
    [
      'worth',
      [
        [Float32Array.of(1, 0), Float32Array.of(0.96, 0.28)],
        [Float32Array.of(0, 1), Float32Array.of(0.28, 0.96)],
      ],
    ],
  ]),
};
const embedded = (id: string, atMs: number, ...vector: number[]): Signal => {
  return { type: 'segment.embedded', atMs: ms(atMs), segmentId: segment(id), vector: Float32Array.of(...vector) };
};
const run = async (signals: Signal[], options?: unknown) =>
  ofType(await runPipeline(scriptMatchPipeline, signals, callContext({ playbook }), options), 'script.matched');

describe('the match of a reply with the script', () => {
  it('is said as the rep speaks, and finally when 30 s and the recogniser’s delay have passed', async () => {
    const matches = await run([
      objected(10_000),
      utterance(REP, 's1', 11_000, 14_000, 'compared with what'),
      utterance(REP, 's2', 20_000, 24_000, 'we can begin with one team'),
      tick(41_900),
      tick(42_000),
      tick(42_100),
    ]);
    expect(matches.map(({ atMs, isFinal, matchedPoints }) => [atMs, isFinal, matchedPoints])).toEqual([
      [14_000, false, ['compare']],
      [24_000, false, ['compare', 'smaller']],
      [42_000, true, ['compare', 'smaller']],
    ]);
    expect(matches.at(-1)).toMatchObject({
      objectionSegmentId: 'o1',
      objection: 'price',
      participantId: REP,
      replySegmentIds: ['s1', 's2'],
      scriptId: 'worth',
      missedPoints: [],
      isCalibrated: false,
    });
  });

  it('takes what begins within 30 s of the objection and nothing later', async () => {
    const late = [objected(10_000), utterance(REP, 's1', 40_000, 42_000, 'compared with what'), tick(43_000)];
    expect(await run(late)).toEqual([]);
    const inTime = [objected(10_000), utterance(REP, 's1', 39_999, 42_000, 'compared with what'), tick(43_000)];
    expect(await run(inTime)).toHaveLength(2);
  });

  it('says nothing again that has not changed', async () => {
    const matches = await run([
      objected(10_000),
      utterance(REP, 's1', 11_000, 12_000, 'compared with what'),
      utterance(REP, 's2', 13_000, 14_000, 'hm'),
    ]);
    expect(matches.map(({ isFinal }) => isFinal)).toEqual([false, true]);
  });

  it('follows a correction of the words', async () => {
    const matches = await run([
      objected(10_000),
      utterance(REP, 's1', 11_000, 12_000, 'compared with what'),
      utterance(REP, 's1', 11_000, 12_000, 'come here with what', { revision: 1 }),
    ]);
    expect(matches.map(({ matchedPoints }) => matchedPoints)).toEqual([['compare'], [], []]);
  });

  it('ends with the call', async () => {
    const matches = await run([objected(10_000), utterance(REP, 's1', 11_000, 12_000, 'one team')]);
    expect(matches.at(-1)).toMatchObject({ isFinal: true, matchedPoints: ['smaller'], missedPoints: ['compare'] });
  });

  it('is none of what the customer says, nor without a reply, nor without a script', async () => {
    expect(await run([objected(10_000), utterance(CUSTOMER, 's1', 11_000, 12_000, 'compared with')])).toEqual([]);
    expect(await run([objected(10_000), tick(60_000)])).toEqual([]);
    expect(await run([objected(10_000, 'timing'), utterance(REP, 's1', 11_000, 12_000, 'one team')])).toEqual([]);
  });

  it('hears a key point in other words where a sentence model says what they mean', async () => {
    const said = [
      objected(10_000),
      embedded('s1', 14_000, 0.98, 0.2),
      utterance(REP, 's1', 11_000, 14_000, 'which other offer do you hold that number against'),
      embedded('s2', 24_000, -1, 0),
      utterance(REP, 's2', 20_000, 24_000, 'well, let me see'),
    ];
    const matches = ofType(
      await runPipeline(scriptMatchPipeline, said, callContext({ playbook, playbookVectors })),
      'script.matched',
    );
    expect(matches.at(-1)).toMatchObject({ matchedPoints: ['compare'], missedPoints: ['smaller'] });
    expect(matches.at(-1)?.matchRatio).toBeGreaterThan(0.6);
    expect((await run(said)).at(-1)).toMatchObject({ matchedPoints: [], missedPoints: ['compare', 'smaller'] });
  });
});
