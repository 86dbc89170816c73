// `sotto serve` that cannot start, as a program: it says why in one line, and ends.

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'sotto-serve-start-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** `code` is null where it had to be killed. */
function serve(...args: string[]): Promise<{ code: unknown; err: string }> {
  const options = { env: { PATH: process.env['PATH'] }, timeout: 45_000, killSignal: 'SIGKILL' } as const;
  return new Promise((resolve) => {
    execFile(process.execPath, ['bin/sotto.mjs', 'serve', ...args], options, (error, _out, err) =>
      resolve({ code: error === null ? 0 : error.code, err }),
    );
  });
}

it('ends where the port is taken', async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  const { port } = holder.address() as { port: number };
  const { code, err } = await serve('--port', String(port), '--data', join(dir, 'data'));
  holder.close();
  expect(err).toContain('the port is taken');
  expect(code).toBe(2);
}, 60_000);

it('says that its data directory cannot be written', async () => {
  writeFileSync(join(dir, 'file'), '');
  const { code, err } = await serve('--port', '0', '--data', join(dir, 'file', 'data'));
  expect(err).toContain(`The data directory ${join(dir, 'file', 'data')} cannot be written: ENOTDIR.`);
  expect(err).not.toMatch(/^\s+at /m);
  expect(code).toBe(3);
}, 60_000);
