import { describe, expect, it } from 'vitest';
import type { EventOf } from '../../../engine/events.ts';
import type { Signal } from '../../../engine/observations.ts';
import { Playbook } from '../../../engine/playbook.ts';
import { topicsPipeline } from '../../../pipelines/topics.ts';
import {
  CUSTOMER,
  callContext,
  event,
  ms,
  ofType,
  REP,
  runPipeline,
  speechEnded,
  utterance,
} from '../../support/signals.ts';

const playbook = Playbook.parse({
  id: 'p',
  title: 'P',
  language: 'en',
  topics: [
    { id: 'technical', title: 'T', phrases: [{ text: 'throughput' }, { text: 'gRPC' }] },
    { id: 'business', title: 'B', phrases: [{ text: 'front desk' }] },
  ],
});
const shown = (atMs: number): EventOf<'slide.shown'> => event({ type: 'slide.shown', atMs: ms(atMs), slideId: 'a' });
const hidden = (atMs: number): EventOf<'slides.hidden'> => event({ type: 'slides.hidden', atMs: ms(atMs) });
const turn = (startMs: number, endMs: number, role: 'rep' | 'customer' = 'rep'): EventOf<'turn.ended'> => {
  const participantId = role === 'rep' ? REP : CUSTOMER;
  const span = { startMs: ms(startMs), endMs: ms(endMs), speechMs: endMs - startMs };
  return event({
    type: 'turn.ended',
    atMs: ms(endMs + 700),
    turnId: 't',
    participantId,
    role,
    ...span,
    segmentIds: [],
  });
};
const technical = (id: string, startMs: number, endMs: number) =>
  utterance(REP, id, startMs, endMs, 'the throughput of gRPC');
const business = (id: string, startMs: number, endMs: number) =>
  utterance(REP, id, startMs, endMs, 'at the front desk');
const plain = (id: string, startMs: number, endMs: number) => utterance(REP, id, startMs, endMs, 'well, let us see');

async function run(signals: Signal[], options?: unknown) {
  const samples = ofType(
    await runPipeline(topicsPipeline, signals, callContext({ playbook }), options),
    'metric.sampled',
  );
  const last = (metric: string, dimension: string | null = null) =>
    samples.findLast((each) => each.metric === metric && each.dimension === dimension)?.value;
  return { samples, last };
}

describe('topic shares', () => {
  it('are of the rep’s speech time while slides are on', async () => {
    const { last } = await run([
      technical('s0', 0, 9_000),
      shown(10_000),
      technical('s1', 10_000, 16_000),
      business('s2', 16_000, 18_000),
      plain('s3', 18_000, 20_000),
      hidden(20_000),
      technical('s4', 21_000, 30_000),
    ]);
    expect(last('presenting-ms')).toBe(10_000);
    expect(last('topic-share', 'technical')).toBeCloseTo(0.6);
    expect(last('topic-share', 'business')).toBeCloseTo(0.2);
    expect(last('topic-share', 'other')).toBeCloseTo(0.2);
  });

  it('are told of as the presentation goes', async () => {
    const { samples } = await run([shown(0), technical('s1', 0, 6_000), business('s2', 6_000, 12_000)]);
    const technicals = samples
      .filter(({ dimension }) => dimension === 'technical')
      .map(({ atMs, value }) => [atMs, value]);
    expect(technicals.slice(0, 2)).toEqual([
      [6_000, 1],
      [12_000, 0.5],
    ]);
  });

  it('count by voice where there is one', async () => {
    const { last } = await run([shown(0), speechEnded(REP, 'v1', 1_000, 4_000), technical('s1', 0, 6_000)]);
    expect(last('presenting-ms')).toBe(3_000);
  });

  it('take in a turn of more than 20 s without slides, when it ends', async () => {
    const { samples, last } = await run([technical('s1', 0, 12_000), plain('s2', 12_000, 24_000), turn(0, 24_000)]);
    expect(samples[0]?.atMs).toBe(24_700);
    expect(last('topic-share', 'technical')).toBeCloseTo(0.5);
  });

  it('take in the words of a long turn that come after it', async () => {
    const late = { ...technical('s1', 0, 24_000), atMs: ms(26_000) };
    expect((await run([turn(0, 24_000), late])).last('presenting-ms')).toBe(24_000);
  });

  it('leave out what the customer says while slides are on', async () => {
    const question = utterance(CUSTOMER, 's2', 6_000, 12_000, 'and the front desk');
    const { samples, last } = await run([shown(0), technical('s1', 0, 6_000), question]);
    expect(last('topic-share', 'technical')).toBe(1);
    expect(new Set(samples.map(({ participantId }) => participantId))).toEqual(new Set(['rep']));
  });

  it('are none of short turns, nor of the customer', async () => {
    const customer = utterance(CUSTOMER, 's2', 10_000, 40_000, 'the throughput');
    const { samples } = await run([
      technical('s1', 0, 9_000),
      turn(0, 9_000),
      customer,
      turn(10_000, 40_000, 'customer'),
    ]);
    expect(samples).toEqual([]);
  });

  it('let the topic with most phrases have the whole utterance', async () => {
    const mixed = utterance(REP, 's1', 0, 6_000, 'throughput, gRPC and the front desk');
    expect((await run([shown(0), mixed])).last('topic-share', 'technical')).toBe(1);
  });

  it('tell of a topic that a correction takes away', async () => {
    const corrected = utterance(REP, 's1', 0, 6_000, 'at the front desk', { revision: 1, atMs: 8_000 });
    const { last } = await run([shown(0), technical('s1', 0, 6_000), corrected]);
    expect(last('topic-share', 'technical')).toBe(0);
    expect(last('topic-share', 'business')).toBe(1);
  });
});
