import { describe, expect, it } from 'vitest';
import { byteRange } from '../../../../gateway/recordings/byte-range.ts';

describe('a range of bytes', () => {
  it.each([
    ['bytes=0-3', 0, 4],
    ['bytes=4-', 4, 10],
    ['bytes=-3', 7, 10],
    ['bytes=-30', 0, 10],
    ['bytes=8-99', 8, 10],
  ])('%s of ten bytes is %i up to %i', (header, from, to) => {
    expect(byteRange(header, 10)).toEqual({ kind: 'part', from, to });
  });

  it.each([undefined, 'bytes=', 'bytes=-', 'items=0-1', 'bytes=0-1,3-4', 'bytes=5-2'])(
    '%s asks for the whole',
    (header) => {
      expect(byteRange(header, 10)).toEqual({ kind: 'whole' });
    },
  );

  it.each(['bytes=10-', 'bytes=10-12', 'bytes=-0'])('%s cannot be answered', (header) => {
    expect(byteRange(header, 10)).toEqual({ kind: 'unsatisfiable' });
  });
});
