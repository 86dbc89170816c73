import { describe, expect, it } from 'vitest';
import {
  axisTicks,
  clampView,
  lengthOf,
  msAt,
  panBy,
  SHORTEST_VIEW_MS,
  viewWith,
  xOf,
  zoomAt,
} from '../../../../dashboard/review/geometry.ts';

const CALL_MS = 600_000;
const view = { fromMs: 100_000, toMs: 200_000 };

describe('the view of the time line', () => {
  it('places moments and finds them again', () => {
    expect(xOf(view, 500, 150_000)).toBe(250);
    expect(msAt(view, 500, 250)).toBe(150_000);
  });

  it('zooms around a moment that stays where it is', () => {
    const closer = zoomAt(view, 0.5, 120_000, CALL_MS);
    expect(lengthOf(closer)).toBe(50_000);
    expect(xOf(closer, 500, 120_000)).toBe(xOf(view, 500, 120_000));
  });

  it('never leaves the call and never comes closer than it may', () => {
    expect(zoomAt(view, 100, 120_000, CALL_MS)).toEqual({ fromMs: 0, toMs: CALL_MS });
    expect(lengthOf(zoomAt(view, 0.0001, 120_000, CALL_MS))).toBe(SHORTEST_VIEW_MS);
    expect(panBy(view, -900_000, CALL_MS)).toEqual({ fromMs: 0, toMs: 100_000 });
    expect(panBy(view, 900_000, CALL_MS)).toEqual({ fromMs: 500_000, toMs: CALL_MS });
    expect(clampView({ fromMs: -5, toMs: 1 }, 1_000)).toEqual({ fromMs: 0, toMs: SHORTEST_VIEW_MS });
  });

  it('moves no more than it must to show a moment', () => {
    expect(viewWith(view, 150_000, CALL_MS)).toBe(view);
    expect(viewWith(view, 250_000, CALL_MS)).toEqual({ fromMs: 160_000, toMs: 260_000 });
    expect(viewWith(view, 50_000, CALL_MS)).toEqual({ fromMs: 40_000, toMs: 140_000 });
  });

  it('writes round times on the axis, with room between them', () => {
    expect(axisTicks({ fromMs: 0, toMs: 60_000 }, 600)).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000]);
    const wide = axisTicks({ fromMs: 0, toMs: 7_200_000 }, 600);
    expect(wide).toHaveLength(9);
    expect(wide.every((atMs) => atMs % 900_000 === 0)).toBe(true);
  });
});
