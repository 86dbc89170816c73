import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Figure } from '../../../../evaluation/figure.ts';
import { type MeasuredSet, readResults, writeResults } from '../../../../evaluation/report/result.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sotto-results-'));
  path = join(folder, 'evaluation.json');
});
afterEach(() => rm(folder, { recursive: true }));

const figure: Figure = { name: 'F1', value: 0.9, n: 10, interval: null, unit: 'ratio' };
const setOf = (name: string, more: Partial<MeasuredSet> = {}): MeasuredSet => ({
  name,
  kind: 'data',
  isKept: true,
  about: '',
  absentFolders: [],
  problems: [],
  errors: [],
  figures: [figure],
  ...more,
});
const absent = { absentFolders: ['text'], figures: [] };
const keptFigures = async () =>
  Object.entries((await readResults(path)).sets).map(([name, { figures }]) => [name, figures.length]);

describe('the kept results', () => {
  it('are replaced set by set', async () => {
    await writeResults(path, [setOf('emotion'), setOf('questions')], {});
    await writeResults(path, [setOf('questions', { figures: [figure, figure] })], {});
    expect(await keptFigures()).toEqual([
      ['emotion', 1],
      ['questions', 2],
    ]);
  });

  it('outlast a run where the data are not', async () => {
    await writeResults(path, [setOf('questions')], {});
    await writeResults(path, [setOf('questions', absent)], {});
    expect(await keptFigures()).toEqual([['questions', 1]]);
  });

  it('say so where the data never were', async () => {
    await writeResults(path, [setOf('questions', absent)], {});
    expect(await keptFigures()).toEqual([['questions', 0]]);
  });
});
