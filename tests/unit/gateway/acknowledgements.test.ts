import { describe, expect, it } from 'vitest';
import { Acknowledgements } from '../../../gateway/calls/acknowledgements.ts';

function acknowledging() {
  const told: [sequence: number, seq: number][] = [];
  const tasks: (() => void)[] = [];
  let storedSeq = 0;
  const acknowledgements = new Acknowledgements({
    storedSeq: () => storedSeq,
    after: (_, task) => tasks.push(task),
    tell: (sequence, seq) => told.push([sequence, seq]),
  });
  return {
    acknowledgements,
    told,
    store(seq: number): void {
      storedSeq = seq;
      acknowledgements.check();
    },
    pass(): void {
      for (const task of tasks.splice(0)) task();
    },
  };
}

describe('acknowledgements', () => {
  it('wait until all that follows from an input is on disk', () => {
    const { acknowledgements, told, store, pass } = acknowledging();
    acknowledgements.settled(1, 5);
    acknowledgements.settled(2, 9);
    store(8);
    pass();
    expect(told).toEqual([[1, 8]]);
    store(9);
    expect(acknowledgements.upTo).toBe(2);
    pass();
    expect(told).toEqual([
      [1, 8],
      [2, 9],
    ]);
  });

  it('are one word for all of a moment, and none where nothing is new', () => {
    const { acknowledgements, told, store, pass } = acknowledging();
    acknowledgements.settled(1, 1);
    acknowledgements.settled(2, 2);
    store(1);
    store(2);
    pass();
    acknowledgements.tellNow();
    expect(told).toEqual([[2, 2]]);
  });
});
