import { describe, expect, it } from 'vitest';
import type { Signal } from '../../../engine/observations.ts';
import { Playbook } from '../../../engine/playbook.ts';
import { scriptMatchPipeline } from '../../../pipelines/script-match.ts';
import { CUSTOMER, callContext, event, ms, ofType, REP, runPipeline, tick, utterance } from '../../support/signals.ts';

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
});
