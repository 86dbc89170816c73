import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventBody, type EventDraft } from '../../engine/events.ts';
import type { Signal } from '../../engine/observations.ts';
import type { PipelineDefinition } from '../../engine/pipeline.ts';
import { emotionPipeline } from '../../pipelines/emotion.ts';
import { speechPipeline } from '../../pipelines/speech.ts';
import { talkMetricsPipeline } from '../../pipelines/talk-metrics.ts';
import { turnsPipeline } from '../../pipelines/turns.ts';
import { CUSTOMER, merged, REP, runGraph, ticks, utterance, windows } from '../support/signals.ts';

const DEFINITIONS: readonly PipelineDefinition[] = [
  talkMetricsPipeline,
  emotionPipeline,
  turnsPipeline,
  speechPipeline,
];

const manner = fc.record({
  count: fc.integer({ min: 1, max: 200 }),
  speechProbability: fc.constantFrom(0, 0.2, 0.4, 0.9, 1),
  rmsDb: fc.integer({ min: -100, max: 0 }),
  f0Hz: fc.option(fc.integer({ min: 60, max: 450 })),
  spectralTiltDb: fc.integer({ min: -40, max: 20 }),
});
const track = fc.array(manner, { maxLength: 8 });
const words = fc.array(
  fc.record({
    startMs: fc.nat(30_000),
    lengthMs: fc.nat(8_000),
    text: fc.constantFrom('', 'mm-hm', 'this is terrible', '太好了', 'um, you know, so the price'),
  }),
  { maxLength: 5 },
);

type Drawn<A> = A extends fc.Arbitrary<infer T> ? T : never;

function call(tracks: readonly Drawn<typeof track>[], said: Drawn<typeof words>): Signal[] {
  const heard = tracks.map((list, channel) => {
    const readings = list.flatMap(({ count, ...reading }) => Array(count).fill(reading));
    // Silence to the end: a channel that says nothing more is still analysed.
    return windows(channel, 0, 1_750, (index) => readings[index] ?? {});
  });
  const spoken = said.map(({ startMs, lengthMs, text }, index) =>
    utterance(index % 2 === 0 ? REP : CUSTOMER, `s${index}`, startMs, startMs + lengthMs, text),
  );
  return merged(...heard, spoken, ticks(0, 55_000));
}

describe('a call of any two voices and any words', () => {
  const run = (signals: Signal[]) => runGraph(DEFINITIONS, signals as EventDraft[]);

  test('makes only events that the vocabulary allows', () => {
    fc.assert(
      fc.property(track, track, words, (one, other, said) => {
        for (const each of run(call([one, other], said))) {
          expect(each.type).not.toBe('pipeline.degraded');
          EventBody.parse(each);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('leaves no monologue and no dead air running, wherever it ends', () => {
    fc.assert(
      fc.property(track, track, words, fc.nat(3_000), (one, other, said, cut) => {
        const last = new Map<string, number>();
        for (const each of run(call([one, other], said).slice(0, cut))) {
          if (each.type !== 'metric.sampled') continue;
          if (['monologue-ms', 'dead-air-ms'].includes(each.metric))
            last.set(`${each.metric} ${each.participantId}`, each.value);
        }
        expect([...last.values()].every((value) => value === 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('never takes speech time back', () => {
    fc.assert(
      fc.property(track, track, (one, other) => {
        const told = new Map<string, number>();
        for (const each of run(call([one, other], []))) {
          if (each.type !== 'metric.sampled' || each.metric !== 'speech-ms') continue;
          const who = each.participantId ?? '';
          expect(each.value).toBeGreaterThanOrEqual(told.get(who) ?? 0);
          told.set(who, each.value);
        }
      }),
      { numRuns: 60 },
    );
  });
});
