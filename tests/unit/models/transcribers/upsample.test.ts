import { describe, expect, it } from 'vitest';
import { Upsampler } from '../../../../models/transcribers/upsample.ts';

const tone = (hz: number, rateHz: number, samples: number) =>
  Float32Array.from({ length: samples }, (_, n) => Math.sin((2 * Math.PI * hz * n) / rateHz));

/** All output for `input`, pushed in pieces of `piece` samples. */
function upsampled(input: Float32Array, fromHz: number, toHz: number, piece = input.length): Float32Array {
  const upsampler = new Upsampler(fromHz, toHz);
  const parts: Float32Array[] = [];
  for (let at = 0; at < input.length; at += piece) parts.push(upsampler.push(input.subarray(at, at + piece)));
  parts.push(upsampler.flush());
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

/** Largest difference, away from the edges where the tone is cut off. */
function worst(a: Float32Array, b: Float32Array, edge: number): number {
  let most = 0;
  for (let n = edge; n < Math.min(a.length, b.length) - edge; n++) {
    most = Math.max(most, Math.abs((a[n] ?? 0) - (b[n] ?? 0)));
  }
  return most;
}

describe('upsampling', () => {
  it.each([
    [8_000, 16_000],
    [8_000, 24_000],
    [16_000, 24_000],
  ])('from %d to %d Hz keeps a tone where it is and as loud as it is', (fromHz, toHz) => {
    const seconds = 0.2;
    const output = upsampled(tone(1_000, fromHz, fromHz * seconds), fromHz, toHz);
    expect(output.length).toBe(toHz * seconds);
    expect(worst(output, tone(1_000, toHz, output.length), 100)).toBeLessThan(0.01);
  });

  it.each([1, 7, 160])('gives the same samples however they are cut: %d at a time', (piece) => {
    const input = tone(440, 16_000, 800);
    expect(upsampled(input, 16_000, 24_000, piece)).toEqual(upsampled(input, 16_000, 24_000));
  });

  it('is at most 16 input samples late', () => {
    const output = new Upsampler(8_000, 16_000).push(tone(440, 8_000, 100));
    expect(output.length).toBeGreaterThanOrEqual(2 * (100 - 16));
    expect(output.length).toBeLessThanOrEqual(200);
  });

  it('passes samples on as they are where the rates are the same', () => {
    const input = tone(440, 16_000, 50);
    expect(upsampled(input, 16_000, 16_000, 20)).toEqual(input);
  });
});
