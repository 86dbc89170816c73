// The two ways to ClickHouse that every contract test of the store runs on. CLICKHOUSE_URL names a server to use for
// the HTTP path; without it a front before embedded ClickHouse is started in a process of its own.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store, type StoreOptions } from '../../store/client.ts';
import { manualScheduler } from './clickhouse-clock.ts';
import { spawnFront } from './clickhouse-front-process.ts';

export interface Backend {
  /** Opens a store in a database of its own. */
  open(database: string, options?: Partial<StoreOptions>): Promise<Store>;
  stop(): Promise<void>;
}

/** The tests' calls take place on a fixed day: nothing may expire by the clock of the database. */
export const KEEP_ALL = {
  rawEventDays: 10_000,
  wordDays: 10_000,
  emotionDays: 10_000,
  metricDays: 10_000,
  auditDays: 10_000,
};

export async function temporaryDirectory(): Promise<string> {
  return await mkdtemp(join(tmpdir(), 'sotto-store-'));
}

async function startEmbedded(): Promise<Backend> {
  const dataDir = await temporaryDirectory();
  return {
    open: (database, options) =>
      openStore({ dataDir, database, retention: KEEP_ALL, scheduler: manualScheduler(), ...options }),
    stop: () => rm(dataDir, { recursive: true, force: true }),
  };
}

async function startHttp(): Promise<Backend> {
  const given = process.env['CLICKHOUSE_URL'];
  const directory = await temporaryDirectory();
  const front = given === undefined ? await spawnFront(directory) : { url: given, stop: async () => {} };
  return {
    open: (database, options) =>
      openStore({ url: front.url, database, retention: KEEP_ALL, scheduler: manualScheduler(), ...options }),
    stop: async () => {
      await front.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export const BACKENDS = [
  ['embedded', startEmbedded],
  ['http', startHttp],
] as const;
