import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { eraseSetAside } from '../../../store/erase-calls.ts';
import { encodeLine } from '../../../store/spool-segment.ts';
import { callLog } from '../../support/clickhouse-call.ts';

let spool: string;
beforeEach(async () => {
  spool = await mkdtemp(join(tmpdir(), 'sotto-set-aside-'));
});
afterEach(() => rm(spool, { recursive: true }));

const linesOf = (callId: string) => callLog({ callId }).slice(0, 3).map(encodeLine).join('');

it('takes a call out of what was refused or damaged, whole ids only, and leaves what is on its way', async () => {
  await writeFile(join(spool, '000000000001.rejected'), linesOf('c1') + linesOf('c10'));
  await writeFile(join(spool, '000000000002.damaged'), linesOf('c1'));
  await writeFile(join(spool, '000000000003.jsonl'), linesOf('c1'));
  expect(await eraseSetAside(spool, ['c1'])).toBe(6);
  expect(await readFile(join(spool, '000000000001.rejected'), 'utf8')).toBe(linesOf('c10'));
  expect(await readFile(join(spool, '000000000002.damaged'), 'utf8')).toBe('');
  expect(await readFile(join(spool, '000000000003.jsonl'), 'utf8')).toBe(linesOf('c1'));
});
