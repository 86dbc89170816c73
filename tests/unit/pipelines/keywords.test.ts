import { describe, expect, it } from 'vitest';
import type { Signal } from '../../../engine/observations.ts';
import { Playbook } from '../../../engine/playbook.ts';
import { keywordsPipeline } from '../../../pipelines/keywords.ts';
import {
  CUSTOMER,
  callContext,
  ms,
  ofType,
  REP,
  runPipeline,
  speechEnded,
  speechStarted,
  utterance,
} from '../../support/signals.ts';

const playbook = Playbook.parse({
  id: 'p',
  title: 'P',
  language: 'en',
  keywords: [
    {
      id: 'price',
      title: 'Price',
      phrases: [{ text: 'discount', inflect: true }, { text: '折扣' }, { text: 'budget' }],
    },
    { id: 'process', title: 'Process', phrases: [{ text: 'budget approval' }, { text: 'discount' }] },
  ],
});
async function run(signals: Signal[], options?: unknown) {
  const outputs = await runPipeline(keywordsPipeline, signals, callContext({ playbook }), options);
  return { hits: ofType(outputs, 'keyword.hit'), samples: ofType(outputs, 'metric.sampled') };
}
type Samples = Awaited<ReturnType<typeof run>>['samples'];
const last = (samples: Samples, metric: string, category: string, windowMs: number | null) =>
  samples.findLast(
    (each) => each.metric === `keyword-density-${metric}` && each.dimension === category && each.windowMs === windowMs,
  );

describe('a keyword', () => {
  it('is hit with its place and its moment, in proportion to its place in the text', async () => {
    const { hits } = await run([utterance(CUSTOMER, 's1', 10_000, 14_000, 'is there a discount?')]);
    expect(hits.filter(({ category }) => category === 'price')).toMatchObject([
      {
        participantId: 'customer',
        role: 'customer',
        segmentId: 's1',
        revision: 0,
        phrase: 'discount',
        matched: 'discount',
        startChar: 11,
        endChar: 19,
        saidAtMs: 12_200,
      },
    ]);
  });

  it('is said when its word was, where the words have times', async () => {
    const words = [
      { text: 'A', startMs: ms(10_000), endMs: ms(10_100) },
      { text: ' Discount?', startMs: ms(13_000), endMs: ms(13_500) },
    ];
    const { hits } = await run([utterance(CUSTOMER, 's1', 10_000, 14_000, 'a discount?', { words })]);
    expect(hits[0]?.saidAtMs).toBe(13_000);
  });

  it('of two categories hits in both', async () => {
    const { hits } = await run([utterance(REP, 's1', 0, 1_000, 'a discount')]);
    expect(hits.map(({ category }) => category)).toEqual(['price', 'process']);
  });

  it('gives way to a longer one that it is part of, in whatever category', async () => {
    const { hits } = await run([utterance(REP, 's1', 0, 1_000, 'budget approval takes budget')]);
    expect(hits.map(({ category, matched }) => [category, matched])).toEqual([
      ['process', 'budget approval'],
      ['price', 'budget'],
    ]);
  });

  it('said twice counts twice', async () => {
    const { hits } = await run([utterance(REP, 's1', 0, 1_000, '折扣再折扣', { language: 'zh' })]);
    expect(hits).toHaveLength(2);
  });

  it('that is only read alike is hit with less confidence, where the playbook asks for it', async () => {
    const misheard = Playbook.parse({
      ...playbook,
      keywords: [
        { id: 'security', title: 'S', phrases: [{ text: '等保三级', soundsLike: true }, { text: '灰度发布' }] },
      ],
    });
    const said = utterance(CUSTOMER, 's1', 0, 4_000, '灯保三极，灰读发布，等保三级', { language: 'zh' });
    const outputs = await runPipeline(keywordsPipeline, [said], callContext({ playbook: misheard }));
    const hits = ofType(outputs, 'keyword.hit');
    expect(hits.map(({ matched, match }) => [matched, match])).toEqual([
      ['灯保三极', 'sound'],
      ['等保三级', 'exact'],
    ]);
    expect(hits[0]?.confidence).toBeLessThan(hits[1]?.confidence ?? 0);
  });

  it('is hit again in each revision of its segment', async () => {
    const { hits, samples } = await run([
      utterance(REP, 's1', 0, 60_000, 'a budget and a budget'),
      utterance(REP, 's1', 0, 60_000, 'a budget', { revision: 1, atMs: 61_000 }),
    ]);
    expect(hits.map(({ revision }) => revision)).toEqual([0, 0, 1]);
    expect(last(samples, 'per-min', 'price', null)?.value).toBe(1);
  });
});

describe('keyword density', () => {
  const filler = 'one two three four five six seven eight nine';

  it('is hits per minute of that participant’s speech, and per 100 of their tokens', async () => {
    const { samples } = await run([
      speechEnded(CUSTOMER, 'v0', 0, 25_000),
      speechStarted(REP, 'v1', 30_000),
      speechEnded(REP, 'v1', 30_000, 42_000),
      utterance(REP, 's1', 30_000, 42_000, `${filler} discount`, { atMs: 43_000 }),
    ]);
    expect(last(samples, 'per-min', 'price', 60_000)).toMatchObject({
      value: 5,
      unit: 'per-min',
      participantId: 'rep',
    });
    expect(last(samples, 'per-100-tokens', 'price', 60_000)).toMatchObject({ value: 10 });
    expect(last(samples, 'per-100-tokens', 'price', 60_000)?.confidence).toBeCloseTo(0.76);
  });

  it('is of each participant alone', async () => {
    const { samples } = await run([
      utterance(REP, 's1', 0, 30_000, 'discount discount'),
      utterance(CUSTOMER, 's2', 30_000, 60_000, 'discount'),
    ]);
    expect(last(samples, 'per-min', 'price', null)).toMatchObject({ participantId: 'customer', value: 2 });
  });

  it('forgets in its window what the whole call remembers', async () => {
    const { samples } = await run([
      utterance(REP, 's1', 0, 30_000, `${filler} discount`),
      utterance(REP, 's2', 100_000, 130_000, `${filler} ten`),
    ]);
    expect(last(samples, 'per-min', 'price', 60_000)?.value).toBe(0);
    expect(last(samples, 'per-min', 'price', null)?.value).toBe(1);
  });

  it('takes speech from segments where there is no voice', async () => {
    const { samples } = await run([utterance(REP, 's1', 0, 30_000, 'discount')]);
    expect(last(samples, 'per-min', 'price', null)?.value).toBe(2);
  });

  it('is told of every category at the end, of those without a hit as well', async () => {
    const { samples } = await run([utterance(REP, 's1', 0, 30_000, filler)]);
    expect(samples.map(({ metric, dimension, value, windowMs }) => [metric, dimension, value, windowMs])).toEqual([
      ['keyword-density-per-min', 'price', 0, null],
      ['keyword-density-per-100-tokens', 'price', 0, null],
      ['keyword-density-per-min', 'process', 0, null],
      ['keyword-density-per-100-tokens', 'process', 0, null],
    ]);
  });
});
