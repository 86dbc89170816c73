// One suite over a data directory. In: the directory. Out: a measured set; absent folders are named.

import { join, relative, resolve } from 'node:path';
import type { Embedder } from '../engine/ports.ts';
import { createProgress } from '../gateway/cli/progress.ts';
import { absentFolders } from './data/folder.ts';
import type { Suite } from './figure.ts';
import type { MeasuredSet } from './report/result.ts';

export const REPOSITORY = join(import.meta.dirname, '..');
/** Sets of this repository are measured by everybody alike, so their results are kept with it. */
export const isInRepository = (path: string) => !relative(REPOSITORY, resolve(path)).startsWith('..');
export const SHARED_DATA = resolve(REPOSITORY, '../shared/data');

export async function measureSuite(dataDir: string, suite: Suite, embedder?: Embedder): Promise<MeasuredSet> {
  const absent = absentFolders(dataDir, suite.folders);
  const isAbsent = absent.length > 0 && absent.length === suite.folders.length;
  const progress = createProgress(suite.name);
  const figures = isAbsent ? [] : await suite.run({ dataDir, embedder, onProgress: progress.report });
  progress.end();
  return {
    name: suite.name,
    kind: 'data',
    isKept: resolve(dataDir) === SHARED_DATA,
    about: suite.about ?? `On ${suite.folders.join(', ')}.`,
    absentFolders: absent,
    problems: [],
    errors: [],
    figures,
  };
}
