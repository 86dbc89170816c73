// The whole program on a free port in a temporary folder, for tests that go through the real sockets and the real store.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose, type Extras, type Running } from '../../gateway/compose.ts';
import { readConfig } from '../../gateway/config.ts';
import { createLog, type Log } from '../../gateway/log.ts';

export interface TestServer extends Running {
  readonly wsUrl: string;
  readonly directory: string;
  /** A token of an identity that a loopback address offers. */
  tokenOf(personId: string): Promise<string>;
  /** Stops it and forgets its folder. */
  dispose(): Promise<void>;
}

/** `settings`: environment variables of docs and `--help`. A ClickHouse server in CLICKHOUSE_URL is used where one is set. */
export async function startServer(
  settings: Record<string, string> = {},
  extras: Extras = {},
  log: Log = createLog('fatal'),
): Promise<TestServer> {
  const directory = await mkdtemp(join(tmpdir(), 'sotto-test-'));
  const config = readConfig({ PORT: '0', SOTTO_DATA_DIR: directory, SOTTO_HOST: '127.0.0.1', ...settings });
  const running = await compose(config, log, extras);
  return {
    ...running,
    wsUrl: running.url.replace(/^http/, 'ws'),
    directory,
    async tokenOf(personId) {
      const reply = await fetch(`${running.url}/v1/session/development`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ personId }),
      });
      return ((await reply.json()) as { token: string }).token;
    },
    async dispose() {
      await running.stop('test over');
      await rm(directory, { recursive: true, force: true });
    },
  };
}
