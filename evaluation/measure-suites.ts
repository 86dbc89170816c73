// Suites over a data directory. In: the directory. Out: one measured set for each suite; absent folders are named.

import { join, relative, resolve } from 'node:path';
import { createProgress } from '../gateway/cli/progress.ts';
import { absentFolders } from './data/folder.ts';
import type { Suite } from './figure.ts';
import type { MeasuredSet } from './report/result.ts';

export const REPOSITORY = join(import.meta.dirname, '..');
/** Sets of this repository are measured by everybody alike, so their results are kept with it. */
export const isInRepository = (path: string) => !relative(REPOSITORY, resolve(path)).startsWith('..');
export const SHARED_DATA = resolve(REPOSITORY, '../shared/data');

export async function measureSuites(dataDir: string, suites: readonly Suite[]): Promise<MeasuredSet[]> {
  const sets: MeasuredSet[] = [];
  for (const suite of suites) {
    const progress = createProgress(suite.name);
    const absent = absentFolders(dataDir, suite.folders);
    const figures =
      absent.length === suite.folders.length && absent.length > 0
        ? []
        : await suite.run({ dataDir, onProgress: progress.report });
    progress.end();
    const isKept = resolve(dataDir) === SHARED_DATA;
    sets.push({ name: suite.name, kind: 'data', isKept, absentFolders: absent, problems: [], errors: [], figures });
  }
  return sets;
}
