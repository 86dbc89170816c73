import { describe, expect, it } from 'vitest';
import { byBatch, isOfLaterBatch, ownLines } from '../../../../../models/training/text/own-lines.ts';

const line = (id: string) => ({ id, lang: 'en', text: 'how long', labels: [] });

describe('lines of a later sitting', () => {
  it('are one group by their letter, in every language and kind of id; earlier ones stay by themselves', () => {
    const ids = [
      'q-en-c-1',
      'q-zh-c-22',
      'objection-en-price-c3',
      'q-en-d-1',
      'q-en-b-9',
      'q-mix-4',
      'objection-zh-need-5',
    ];
    expect(byBatch(ids.map(line)).map(({ group }) => group)).toEqual([
      'batch-c',
      'batch-c',
      'batch-c',
      'batch-d',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('are there for the classifiers that are calibrated on them, with and without the label', () => {
    for (const [kind, isPositive] of [
      ['question', (labels: readonly string[]) => labels.includes('question')],
      ['objection', (labels: readonly string[]) => !labels.includes('none')],
    ] as const) {
      const later = ownLines(kind).filter(isOfLaterBatch);
      const positives = later.filter(({ labels }) => isPositive(labels)).length;
      expect(later.length).toBeGreaterThan(500);
      expect(positives / later.length).toBeGreaterThan(0.3);
      expect(positives / later.length).toBeLessThan(0.7);
    }
  });
});
