import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accuracyPage } from '../../../../evaluation/report/accuracy-page.ts';
import { type KeptResults, readResults } from '../../../../evaluation/report/result.ts';

const REPOSITORY = join(import.meta.dirname, '../../../..');
const figure = { n: 40, interval: [0.5, 0.7] as const, unit: 'ratio' };
const RESULTS: KeptResults = {
  machine: { cpu: 'Some CPU', cores: 2, memoryGiB: 4, node: 'v20.0.0' },
  classifiers: { question: true, pain: false },
  sets: {
    barks: {
      kind: 'data',
      about: 'Dogs.',
      at: '2026-01-02T00:00:00Z',
      commit: 'abc',
      absentFolders: ['cats'],
      models: [],
      figures: [
        { ...figure, name: 'bark F1', value: 0.61, target: { atLeast: 0.7 }, model: 'rules' },
        { ...figure, name: 'howl F1', value: null, note: 'nobody howled' },
        {
          ...figure,
          name: 'bark calibration error',
          value: 0.04,
          target: { atMost: 0.05 },
          reliability: [
            { n: 20, saidProbability: 0.25, trueRatio: 0.3 },
            { n: 20, saidProbability: 0.75, trueRatio: 0.7 },
          ],
        },
      ],
    },
  },
};

describe('the page on accuracy', () => {
  const page = accuracyPage(RESULTS);

  it('agrees with the results that are kept', async () => {
    const kept = await readResults(join(REPOSITORY, 'benchmarks/results/evaluation.json'));
    expect(Object.keys(kept.sets).length).toBeGreaterThan(5);
    expect(readFileSync(join(REPOSITORY, 'docs/accuracy.md'), 'utf8')).toBe(accuracyPage(kept));
  });

  it('names every target that was missed, what was absent and why a figure has no value', () => {
    expect(page).toContain('| barks | bark F1 | 0.610 | 40 | ≥ 0.7 MISSED |');
    expect(page).toContain('Absent, and not measured: cats.');
    expect(page).toContain('- howl F1: nobody howled');
    expect(page).not.toContain('barks | bark calibration error | 0.040 | 40 | ≤ 0.05 MISSED');
  });

  it('shows what was said beside what came true, and which classifier is not calibrated', () => {
    expect(page).toContain('| said | 0.25 | 0.75 |');
    expect(page).toContain('| came true | 0.30 | 0.70 |');
    expect(page).toContain('the classifier `pain`');
    expect(page).not.toContain('the classifier `question`');
  });
});
