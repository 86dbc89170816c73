import { describe, expect, it } from 'vitest';
import { SeqSet } from '../../../store/seq-set.ts';

describe('a set of sequence numbers', () => {
  it('holds what was added, in whatever order, and nothing else', () => {
    const set = new SeqSet();
    const added = [5, 6, 1, 9, 7, 3, 2, 12, 11, 5];
    for (const seq of added) set.add(seq);
    for (let seq = 0; seq < 15; seq++) expect(set.has(seq), `${seq}`).toBe(added.includes(seq));
  });

  it('joins ranges that touch or overlap', () => {
    const set = new SeqSet();
    set.add(10, 20);
    set.add(30, 40);
    set.add(50, 60);
    set.add(15, 49);
    for (const seq of [10, 25, 45, 60]) expect(set.has(seq)).toBe(true);
    for (const seq of [9, 61]) expect(set.has(seq)).toBe(false);
  });
});
