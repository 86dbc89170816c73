import { describe, expect, it } from 'vitest';
import { SAMPLES_PER_MS, voicedSpans } from '../../../samples/voiced-spans.ts';

/** `[amplitude, ms]` after each other, at 200 Hz. */
function soundOf(parts: readonly (readonly [number, number])[]): Float32Array {
  const samples = parts.flatMap(([amplitude, lengthMs]) =>
    Array.from({ length: lengthMs * SAMPLES_PER_MS }, (_, index) => amplitude * Math.sin((index * Math.PI) / 40)),
  );
  return Float32Array.from(samples);
}
const inMs = (samples: Float32Array) =>
  voicedSpans(samples).map(({ start, end }) => [start / SAMPLES_PER_MS, end / SAMPLES_PER_MS]);

describe('the voice in a clean recording', () => {
  it('begins and ends where the level comes near its loudest', () => {
    const quiet = 10 ** (-50 / 20);
    const parts = [
      [quiet, 200],
      [0.5, 300],
      [quiet, 100],
    ] as const;
    expect(inMs(soundOf(parts))).toEqual([[200, 500]]);
  });

  it('holds its short pauses and is parted by long ones', () => {
    const parts = [
      [0.5, 100],
      [0, 310],
      [0.5, 100],
      [0, 320],
      [0.5, 100],
    ] as const;
    expect(inMs(soundOf(parts))).toEqual([
      [0, 510],
      [830, 930],
    ]);
  });

  it('is nowhere in silence', () => {
    expect(inMs(soundOf([[0, 500]]))).toEqual([]);
  });
});
