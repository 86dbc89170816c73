import { describe, expect, it } from 'vitest';
import { type AudioEncoding, bytesPerSample, decodeAudio } from '../../../../engine/audio/decode.ts';
import { encodeAlaw, encodeMulaw } from '../../../../engine/audio/g711.ts';
import { encodeS16le } from '../../../../engine/audio/pcm.ts';

const ENCODERS: readonly (readonly [AudioEncoding, (samples: Float32Array) => Uint8Array, number])[] = [
  ['pcm_s16le', encodeS16le, 2],
  ['pcm_f32le', (samples) => new Uint8Array(samples.slice().buffer), 4],
  ['mulaw', encodeMulaw, 1],
  ['alaw', encodeAlaw, 1],
];

describe.each(ENCODERS)('decodeAudio of %s', (encoding, encode, size) => {
  it('gives one array per interleaved channel', () => {
    const [left, right] = decodeAudio(encoding, encode(Float32Array.of(0.5, -0.25, 0.125, -0.0625)), 2);
    for (const [i, expected] of [0.5, 0.125].entries()) expect(left?.[i]).toBeCloseTo(expected, 1);
    for (const [i, expected] of [-0.25, -0.0625].entries()) expect(right?.[i]).toBeCloseTo(expected, 1);
    expect([left?.length, right?.length]).toEqual([2, 2]);
  });

  it('takes three channels apart, wherever the bytes begin', () => {
    const encoded = encode(Float32Array.of(0.5, 0.25, -0.5, 0.25, 0.125, -0.25));
    const shifted = new Uint8Array(encoded.length + 1);
    shifted.set(encoded, 1);
    const expected = decodeAudio(encoding, encoded, 1)[0] ?? [];
    expect(decodeAudio(encoding, shifted.subarray(1), 3).map((samples) => [...samples])).toEqual([
      [expected[0], expected[3]],
      [expected[1], expected[4]],
      [expected[2], expected[5]],
    ]);
  });

  it.each([0, -1, 1.5])('refuses %d channels', (channels) => {
    expect(() => decodeAudio(encoding, new Uint8Array(6 * size), channels)).toThrowError(
      expect.objectContaining({ code: 'input.audio-format' }),
    );
  });

  it('knows its size', () => {
    expect(bytesPerSample(encoding)).toBe(size);
    expect(encode(new Float32Array(10))).toHaveLength(10 * size);
  });

  it('refuses bytes that leave a channel short', () => {
    expect(() => decodeAudio(encoding, new Uint8Array(3 * size), 2)).toThrowError(
      expect.objectContaining({ code: 'input.audio-format' }),
    );
  });
});
