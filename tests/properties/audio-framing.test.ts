import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelTimeline } from '../../engine/audio/channel-timeline.ts';
import { audioFraming } from '../../engine/audio/framing.ts';
import type { TimelineInput, TimelineOutput } from '../../engine/audio/timeline-events.ts';
import { foldMachine } from '../../engine/machine.ts';
import { sampleIndex } from '../../engine/media-time.ts';
import { frame, frames, play, RATE_HZ, spansOf, streamOf } from '../support/signal-timeline.ts';
import { cut, isSame, joined, noise, ramp } from '../support/signal-waves.ts';

const rate = fc.constantFrom(8000 as const, 16000 as const);
const lengths = fc
  .array(fc.integer({ min: 0, max: 1200 }), { minLength: 1, maxLength: 12 })
  .filter((all) => all.some((length) => length > 0));

/** Anything a feed could send: any order, any length, also before the call, far ahead, empty; and any clock. */
const anyInput: fc.Arbitrary<TimelineInput> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({ start: fc.integer({ min: -500, max: 20_000 }), length: fc.integer({ min: 0, max: 700 }) })
      .map(({ start, length }) => ({
        kind: 'frame' as const,
        startSample: sampleIndex(start),
        samples: ramp(start + 1_000_000, length),
      })),
  },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: -100, max: 20_000 })
      .map((to) => ({ kind: 'advance' as const, toSample: sampleIndex(to) })),
  },
);

const anyOptions = fc.record({
  reorderMs: fc.integer({ min: 0, max: 400 }),
  driftToleranceMs: fc.integer({ min: 0, max: 5 }),
  maxPendingMs: fc.integer({ min: 0, max: 500 }),
});

describe('framing', () => {
  it('gives the same windows however the samples are cut', () => {
    fc.assert(
      fc.property(rate, fc.integer({ min: 0, max: 9000 }), lengths, (rateHz, samples, pieces) => {
        const input = noise(samples, { samples });
        const machine = audioFraming(rateHz);
        expect(foldMachine(machine, cut(input, pieces))).toEqual(foldMachine(machine, [input]));
      }),
    );
  });

  it('keeps every sample, once and in order', () => {
    fc.assert(
      fc.property(rate, fc.integer({ min: 0, max: 9000 }), lengths, (rateHz, samples, pieces) => {
        const windows = foldMachine(audioFraming(rateHz), cut(ramp(1, samples), pieces));
        expect(joined(windows.map((window) => window.samples)).subarray(0, samples)).toEqual(ramp(1, samples));
        expect(windows.reduce((sum, { heardSamples }) => sum + heardSamples, 0)).toBe(samples);
      }),
    );
  });
});

describe('the timeline of a channel', () => {
  it('is contiguous from sample 0 whatever is fed', () => {
    fc.assert(
      fc.property(fc.array(anyInput, { maxLength: 60 }), anyOptions, (inputs, options) => {
        expect(() => streamOf(play(inputs, options))).not.toThrow();
      }),
    );
  });

  it('accounts for every sample: as sound, or as dropped; and for every zero: as a gap', () => {
    fc.assert(
      fc.property(fc.array(anyInput, { maxLength: 60 }), anyOptions, (inputs, options) => {
        const outputs = play(inputs, options);
        const received = inputs.reduce((sum, input) => sum + (input.kind === 'frame' ? input.samples.length : 0), 0);
        const stream = streamOf(outputs);
        const zeros = stream.filter((sample) => sample === 0).length;
        expect(stream.length - zeros + lengthOf(outputs, 'dropped')).toBe(received);
        expect(lengthOf(outputs, 'gap')).toBe(zeros);
      }),
    );
  });

  it('never stays behind the clock, and holds no more than it may', () => {
    fc.assert(
      fc.property(fc.array(anyInput, { maxLength: 60 }), anyOptions, (inputs, options) => {
        const machine = channelTimeline({ sampleRateHz: RATE_HZ, ...options });
        let state = machine.initial;
        for (const input of inputs) {
          state = machine.step(state, input)[0];
          if (input.kind === 'advance') expect(state.nextSample).toBeGreaterThanOrEqual(input.toSample);
          expect(state.pendingSamples).toBe(state.pending.reduce((sum, { samples }) => sum + samples.length, 0));
          expect(state.pendingSamples).toBeLessThanOrEqual((options.maxPendingMs * RATE_HZ) / 1000);
        }
      }),
    );
  });

  it('puts shuffled frames in order, and drops every repeated one, when they come within the reorder time', () => {
    const nearlyInOrder = fc.array(
      fc.record({ delay: fc.integer({ min: 0, max: 4 }), times: fc.integer({ min: 1, max: 3 }) }),
      {
        minLength: 1,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(nearlyInOrder, (arrivals) => {
        const sent = arrivals.flatMap(({ delay, times }, i) =>
          Array.from({ length: times }, () => ({ i, at: i + delay })),
        );
        const inputs = sent.sort((a, b) => a.at - b.at).map(({ i }) => frame(i * 20));
        const outputs = play(inputs);
        expect(isSame(streamOf(outputs), streamOf(play(frames(0, arrivals.length * 20))))).toBe(true);
        expect(spansOf(outputs, 'gap')).toEqual([]);
        expect(spansOf(outputs, 'dropped').every(([reason]) => reason === 'duplicate')).toBe(true);
      }),
    );
  });

  it('makes a gap of each run of lost frames and of nothing else, with stamps that jitter by half of the tolerance', () => {
    const sent = fc.record({ lost: fc.boolean(), jitterSamples: fc.integer({ min: -20, max: 19 }) });
    const first = { lost: false, jitterSamples: 0 };
    fc.assert(
      fc.property(fc.array(sent, { maxLength: 80 }), fc.constantFrom(10, 20), (others, lengthMs) => {
        const all = [first, ...others];
        const inputs = all.flatMap(({ lost, jitterSamples }, i) =>
          lost ? [] : [frame(i * lengthMs, lengthMs, i * lengthMs + jitterSamples / 8)],
        );
        const runs = all.filter(({ lost }, i) => !lost && all[i - 1]?.lost);
        const outputs = play(inputs);
        expect(spansOf(outputs, 'gap')).toHaveLength(runs.length);
        expect(spansOf(outputs, 'dropped')).toEqual([]);
      }),
    );
  });
});

function lengthOf(outputs: readonly TimelineOutput[], kind: 'gap' | 'dropped'): number {
  return spansOf(outputs, kind).reduce((sum, [, fromMs, toMs]) => sum + (toMs - fromMs) * (RATE_HZ / 1000), 0);
}
