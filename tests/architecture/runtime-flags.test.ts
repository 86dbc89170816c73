// The V8 flags of decision 0006 stand in three places, because a heap takes its sizes when it is made.

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const flagsOf = (command: string) => command.match(/--(?:no-memory-reducer|m\w+-semi-space-size=\d+)/g) ?? [];

it('start, benchmark and command line run with the same V8 flags', async () => {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: Record<string, string> };
  const [shebang = ''] = (await readFile('bin/sotto.mjs', 'utf8')).split('\n');
  const flags = flagsOf(scripts['start'] ?? '');
  expect(flags).toHaveLength(3);
  expect(flagsOf(scripts['bench'] ?? '')).toEqual(flags);
  expect(flagsOf(shebang)).toEqual(flags);
});

it('this Node knows the flags', async () => {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: Record<string, string> };
  const flags = flagsOf(scripts['start'] ?? '');
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, '-p', '1 + 1']);
  expect(stdout.trim()).toBe('2');
});
