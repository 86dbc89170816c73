// One process owns a directory: a lock file that holds the owner's process id and start time. Within a process the
// lock is counted, so that two stores may share a directory. A lock whose owner is gone is taken over.

import { readFileSync } from 'node:fs';
import { mkdir, open, readFile, realpath, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EngineError } from '../engine/errors.ts';
import { codeOf } from './store-errors.ts';

const LOCK_FILE = 'sotto.lock';
/** Locks of this process: path of the lock file → how many hold it. */
const held = new Map<string, number>();

/** Resolves to the function that gives the lock back. Rejects with `store.busy` where another process has it. */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  await mkdir(directory, { recursive: true }).catch((thrown: unknown) => {
    throw cannotWrite(directory, thrown);
  });
  const path = join(await realpath(directory), LOCK_FILE);
  const holders = held.get(path) ?? 0;
  held.set(path, holders + 1);
  if (holders === 0) {
    try {
      await takeLock(path);
    } catch (error) {
      held.delete(path);
      throw error;
    }
  }
  return once(() => giveBack(path));
}

async function takeLock(path: string): Promise<void> {
  const mine = ownerText(process.pid);
  for (let attempt = 0; attempt < 3; attempt++) {
    if (await createLock(path, mine)) return;
    const owner = await readFile(path, 'utf8').catch(() => '');
    const pid = Number.parseInt(owner, 10);
    if (owner !== mine && isAlive(pid, owner)) {
      throw new EngineError('store.busy', 'The data directory is open in another process.', { details: { path, pid } });
    }
    await unlink(path).catch(() => {});
  }
  throw new EngineError('store.busy', 'Several processes want the data directory at once.', { details: { path } });
}

async function createLock(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(text);
    await file.close();
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return false;
    throw cannotWrite(dirname(path), thrown);
  }
}

function cannotWrite(directory: string, cause: unknown): EngineError {
  const advice = 'SOTTO_DATA_DIR or --data names another.';
  const text = `The data directory ${directory} cannot be written: ${codeOf(cause)}. ${advice}`;
  return new EngineError('store.unavailable', text, { details: { directory }, cause });
}

async function giveBack(path: string): Promise<void> {
  const holders = held.get(path) ?? 0;
  if (holders > 1) {
    held.set(path, holders - 1);
    return;
  }
  held.delete(path);
  await unlink(path).catch(() => {});
}

/** Process id and, where the system tells (Linux), its start time: ids are used again, above all in containers. */
function ownerText(pid: number): string {
  return `${pid} ${startTime(pid)}\n`;
}

function isAlive(pid: number, owner: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (thrown) {
    if (codeOf(thrown) === 'ESRCH') return false;
  }
  return owner === ownerText(pid);
}

/** Field 22 of /proc/PID/stat, in ticks since boot; 0 where there is no such file. */
function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
  } catch {
    return '0';
  }
}

function once(run: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => {
    done ??= run();
    return done;
  };
}
