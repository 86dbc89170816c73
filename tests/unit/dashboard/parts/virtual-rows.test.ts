import { describe, expect, it } from 'vitest';
import {
  estimatedHeight,
  offsetsOf,
  rowAt,
  rowsInSight,
  SPARE_ROWS,
} from '../../../../dashboard/parts/virtual-rows.ts';

describe('the rows in sight', () => {
  const offsets = offsetsOf(1_000, () => 30);
  it('are those in view and a few more on each side', () => {
    expect(rowsInSight(offsets, 3_000, 300)).toEqual({ first: 100 - SPARE_ROWS, end: 111 + SPARE_ROWS });
    expect(rowsInSight(offsets, 0, 300).first).toBe(0);
    expect(rowsInSight(offsets, 1e9, 300).end).toBe(1_000);
  });
  it('are all rows of a short list', () => {
    expect(
      rowsInSight(
        offsetsOf(40, () => 30),
        600,
        100,
      ),
    ).toEqual({ first: 0, end: 40 });
    expect(
      rowsInSight(
        offsetsOf(0, () => 30),
        0,
        100,
      ),
    ).toEqual({ first: 0, end: 0 });
  });
  it('follow rows of different heights', () => {
    const { tops } = offsetsOf(4, (row) => [10, 50, 10, 20][row] ?? 0);
    expect([0, 9, 10, 59, 60, 500].map((y) => rowAt(tops, y))).toEqual([0, 0, 1, 1, 2, 3]);
  });
  it('are guessed higher for longer words, and Chinese letters count double', () => {
    expect(estimatedHeight('short', 400)).toBe(32);
    expect(estimatedHeight('x'.repeat(100), 400)).toBe(52);
    expect(estimatedHeight('字'.repeat(100), 400)).toBe(92);
  });
});
