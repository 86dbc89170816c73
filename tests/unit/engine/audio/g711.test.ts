// Reference values are built from the decision values of ITU-T G.711, tables 1 and 2, not from the bit layout.

import { describe, expect, it } from 'vitest';
import { decodeAlaw, decodeMulaw, encodeAlaw, encodeMulaw } from '../../../../engine/audio/g711.ts';

interface Law {
  readonly name: string;
  readonly decode: (bytes: Uint8Array) => Float32Array;
  readonly encode: (samples: Float32Array) => Uint8Array;
  /** The positive decision values of the standard, from 0 up. */
  readonly decisions: readonly number[];
  readonly fullScale: number;
  readonly valueOf: (interval: number, decisions: readonly number[]) => number;
  readonly byteOf: (interval: number, negative: boolean) => number;
}

const middle = (interval: number, decisions: readonly number[]) =>
  ((decisions[interval] ?? 0) + (decisions[interval + 1] ?? 0)) / 2;

function decisionValues(segments: readonly (readonly [intervals: number, step: number])[]): number[] {
  const values = [0];
  for (const [intervals, step] of segments) {
    for (let i = 0; i < intervals; i++) values.push((values.at(-1) ?? 0) + step);
  }
  return values;
}

const LAWS: readonly Law[] = [
  {
    name: 'µ-law',
    decode: decodeMulaw,
    encode: encodeMulaw,
    decisions: decisionValues([[1, 1], [15, 2], ...[4, 8, 16, 32, 64, 128, 256].map((step) => [16, step] as const)]),
    fullScale: 8192,
    valueOf: (interval, decisions) => (interval === 0 ? 0 : middle(interval, decisions)),
    byteOf: (interval, negative) => (negative ? 0x7f : 0xff) - interval,
  },
  {
    name: 'A-law',
    decode: decodeAlaw,
    encode: encodeAlaw,
    decisions: decisionValues([[32, 2], ...[4, 8, 16, 32, 64, 128].map((step) => [16, step] as const)]),
    fullScale: 4096,
    valueOf: middle,
    byteOf: (interval, negative) => ((negative ? 0 : 0x80) + interval) ^ 0x55,
  },
];

describe.each(LAWS)('$name', (law) => {
  const intervals = Array.from({ length: 128 }, (_, interval) => interval);
  const byteFor = (sample: number) => law.encode(Float32Array.of(sample))[0];

  it('has 128 intervals on each side in the reference', () => {
    expect(law.decisions).toHaveLength(129);
  });

  it('decodes each of the 256 codes to the value of the standard', () => {
    for (const interval of intervals) {
      const value = law.valueOf(interval, law.decisions) / law.fullScale;
      const codes = Uint8Array.of(law.byteOf(interval, false), law.byteOf(interval, true));
      const [positive, negative] = law.decode(codes);
      expect(positive).toBe(value);
      expect(negative).toBe(value === 0 ? 0 : -value);
    }
  });

  it('encodes what lies between two decision values to the code of that interval', () => {
    for (const interval of intervals) {
      const [from, to] = law.decisions.slice(interval, interval + 2).map((value) => value / law.fullScale);
      const inside = [(from ?? 0) + 1 / 32768, ((from ?? 0) + (to ?? 0)) / 2, (to ?? 0) - 1 / 32768];
      for (const sample of inside) {
        expect(byteFor(sample)).toBe(law.byteOf(interval, false));
        expect(byteFor(-sample)).toBe(law.byteOf(interval, true));
      }
    }
  });

  it('gives every code back, but for the two zeros of µ-law', () => {
    for (let code = 0; code < 256; code++) {
      const [sample] = law.decode(Uint8Array.of(code));
      const negativeZero = law.name === 'µ-law' && code === 0x7f;
      expect(byteFor(sample ?? 0)).toBe(negativeZero ? 0xff : code);
    }
  });

  it('clips what is beyond full scale to the loudest code', () => {
    expect([byteFor(1), byteFor(7)]).toEqual([law.byteOf(127, false), law.byteOf(127, false)]);
    expect([byteFor(-1), byteFor(-7)]).toEqual([law.byteOf(127, true), law.byteOf(127, true)]);
  });
});
