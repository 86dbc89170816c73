import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { workerEntry } from '../../../models/worker-entry.ts';

it('starts a worker from sources through a prelude that exists, whatever the current directory', () => {
  const { url, execArgv } = workerEntry('voice-worker', 'file:///app/models/voice-link.ts');
  expect(url.href).toBe('file:///app/models/voice-worker.ts');
  expect(execArgv[0]).toBe('--import');
  expect(existsSync(new URL(execArgv[1] ?? 'file:///nowhere'))).toBe(true);
});

it('starts a compiled worker as it is', () => {
  const { url, execArgv } = workerEntry('voice-worker', 'file:///app/dist/models/voice-link.js');
  expect(url.href).toBe('file:///app/dist/models/voice-worker.js');
  expect(execArgv).toEqual([]);
});
