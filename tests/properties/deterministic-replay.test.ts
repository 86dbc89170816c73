import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_PIPELINES } from '../../pipelines/index.ts';
import { logOf, smallCall, voice } from '../support/call-inputs.ts';
import { createFakeVoiceModel } from '../support/voice-model-fake.ts';

const run = (call: ReturnType<typeof smallCall>, frameMs: number, shuffleSeed?: number) =>
  logOf(call, {
    frameMs,
    definitions: ALL_PIPELINES,
    voice: createFakeVoiceModel(shuffleSeed === undefined ? {} : { shuffleSeed }),
  });

const span = fc.tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 50, max: 1500 })).map(([start, length]) => {
  const endMs = Math.min(6000, start + length);
  return [start, endMs] as const;
});
const call = fc
  .tuple(fc.array(span, { maxLength: 4 }), fc.array(span, { maxLength: 4 }))
  .map(([rep, customer]) =>
    smallCall({ audio: { sampleRateHz: 8000, is16Bit: false, channels: [voice(6000, rep), voice(6000, customer)] } }),
  );

describe('deterministic replay', () => {
  it('gives the same log, byte for byte, however the audio is cut into frames', async () => {
    await fc.assert(
      fc.asyncProperty(call, fc.integer({ min: 10, max: 200 }), async (input, frameMs) => {
        expect(await run(input, frameMs)).toBe(await run(input, 20));
      }),
      { numRuns: 15 },
    );
  });

  it('gives the same log, byte for byte, in whatever order the model answers across channels', async () => {
    await fc.assert(
      fc.asyncProperty(call, fc.integer(), async (input, seed) => {
        expect(await run(input, 100, seed)).toBe(await run(input, 100));
      }),
      { numRuns: 15 },
    );
  });
});
