import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstWhere, indexSpans, nearestSpan, spansIn } from '../../../../dashboard/review/span-index.ts';

const span = fc
  .tuple(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 0, max: 300 }))
  .map(([startMs, length]) => ({ startMs, endMs: startMs + length }));

describe('the index of spans', () => {
  it('finds just those that touch the view, long ones from before it too', () => {
    fc.assert(
      fc.property(fc.array(span), fc.nat(1_000), fc.nat(400), (spans, fromMs, length) => {
        const toMs = fromMs + length;
        const expected = spans.filter((each) => each.startMs <= toMs && each.endMs >= fromMs);
        const found = [...spansIn(indexSpans(spans), fromMs, toMs)];
        expect(found).toHaveLength(expected.length);
        expect(new Set(found)).toEqual(new Set(expected));
      }),
    );
  });

  it('looks at few of many', () => {
    let looked = 0;
    const items = Array.from({ length: 10_000 }, (_, at) => ({
      get startMs() {
        looked += 1;
        return at * 10;
      },
      endMs: at * 10 + 5,
    }));
    const index = indexSpans(items);
    looked = 0;
    expect([...spansIn(index, 50_000, 50_100)]).toHaveLength(11);
    expect(looked).toBeLessThan(40);
  });

  it('finds the nearest within reach', () => {
    const index = indexSpans([
      { startMs: 0, endMs: 10 },
      { startMs: 100, endMs: 110 },
    ]);
    expect(nearestSpan(index, 20, 15)?.startMs).toBe(0);
    expect(nearestSpan(index, 90, 15)?.startMs).toBe(100);
    expect(nearestSpan(index, 50, 15)).toBeNull();
  });

  it('finds the first position where something holds', () => {
    expect(firstWhere(5, (at) => at >= 3)).toBe(3);
    expect(firstWhere(5, () => false)).toBe(5);
    expect(firstWhere(0, () => true)).toBe(0);
  });
});
