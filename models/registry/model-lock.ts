// One pull of a model at a time: a file `.pulling` in its folder that names the process. A lock whose process is gone
// is taken over.

import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../../engine/errors.ts';
import { folderError } from './folder-error.ts';

const LOCK_FILE = '.pulling';

/** Throws `model.folder` where another process that lives holds it. Returns what lets it go. */
export async function lockModel(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, LOCK_FILE);
  for (const isLast of [false, true]) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      return () => rm(file, { force: true });
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw folderError(thrown, folder);
      const holder = Number(await readFile(file, 'utf8').catch(() => ''));
      if (isLast || isRunning(holder)) {
        const advice = `Wait for process ${holder}, or delete ${file} if it is not pulling.`;
        throw new EngineError('model.folder', `${folder} is being pulled already. ${advice}`, { details: { holder } });
      }
      await rm(file, { force: true });
    }
  }
  throw new EngineError('defect.internal', 'a lock was neither taken nor refused');
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}
