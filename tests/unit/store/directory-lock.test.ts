import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockDirectory } from '../../../store/directory-lock.ts';

let directory: string;
const lockFile = () => join(directory, 'sotto.lock');

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sotto-lock-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

it('names its owner and goes when the last holder in the process lets go', async () => {
  const [first, second] = [await lockDirectory(directory), await lockDirectory(directory)];
  expect(await readFile(lockFile(), 'utf8')).toMatch(new RegExp(`^${process.pid} `));
  await first();
  await first();
  expect(await readdir(directory)).toEqual(['sotto.lock']);
  await second();
  expect(await readdir(directory)).toEqual([]);
});

it('refuses a directory that a living process owns', async () => {
  const stat = await readFile(`/proc/${process.ppid}/stat`, 'utf8');
  const startTime = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  await writeFile(lockFile(), `${process.ppid} ${startTime}\n`);
  await expect(lockDirectory(directory)).rejects.toMatchObject({ code: 'store.busy', details: { pid: process.ppid } });
});

it.each([
  ['whose process is gone', '999999999 1\n'],
  ['whose process id was given to another process', `${process.ppid} 1\n`],
  ['that is empty, for its writer died', ''],
])('takes over a lock %s', async (_, text) => {
  await writeFile(lockFile(), text);
  const release = await lockDirectory(directory);
  expect(await readFile(lockFile(), 'utf8')).toMatch(new RegExp(`^${process.pid} `));
  await release();
});
