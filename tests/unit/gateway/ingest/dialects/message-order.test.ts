import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inNoOrderYet, putInOrder, restInOrder } from '../../../../../gateway/ingest/dialects/message-order.ts';

/** Number 1 is the first; what comes out, and at the end what waits. */
function run(numbers: readonly number[], capacity: number): number[] {
  let order = inNoOrderYet<number>();
  const out: number[] = [];
  for (const number of numbers) {
    const [next, ready] = putInOrder(order, { number, message: number, isFirst: number === 1 }, capacity);
    order = next;
    out.push(...ready);
  }
  return [...out, ...restInOrder(order)];
}

describe('messages that come out of order', () => {
  it('leave in order where none is displaced further than the buffer', () => {
    const shuffled = fc.shuffledSubarray(
      Array.from({ length: 30 }, (_, i) => i + 1),
      { minLength: 30 },
    );
    fc.assert(
      fc.property(shuffled, (numbers) => {
        expect(run(numbers, 30)).toEqual(numbers.toSorted((a, b) => a - b));
      }),
    );
  });

  it('wait for the first one', () => {
    const [order, ready] = putInOrder(inNoOrderYet<string>(), { number: 2, message: 'b', isFirst: false }, 10);
    expect(ready).toEqual([]);
    expect(putInOrder(order, { number: 1, message: 'a', isFirst: true }, 10)[1]).toEqual(['a', 'b']);
  });

  it('go on without one that never comes when too many wait, and let it pass when it comes after all', () => {
    expect(run([1, 3, 4, 5, 2], 2)).toEqual([1, 3, 4, 5, 2]);
    expect(run([1, 3, 4, 2], 2)).toEqual([1, 2, 3, 4]);
  });

  it('lose none', () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 50 }));
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 8 }), (some, capacity) => {
        expect(run(some, capacity).toSorted((a, b) => a - b)).toEqual(some.toSorted((a, b) => a - b));
      }),
    );
  });
});
