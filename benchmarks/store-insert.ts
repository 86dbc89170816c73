// How fast the store takes events, embedded, with real fsync: latency of an acknowledged append (64 calls, 20 events a
// piece), events a second into all tables, a read of one call, bytes on disk.
// Run: tsx benchmarks/store-insert.ts

import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallEvent } from '../engine/events.ts';
import { openStore, type Store } from '../store/client.ts';
import { readEvents } from '../store/queries/events-after.ts';
import { type EventWriter, openEventWriter } from '../store/writer.ts';
import { manualScheduler } from '../tests/support/clickhouse-clock.ts';
import { metricLog } from '../tests/support/clickhouse-metrics.ts';

const CALLS = 64;
const PIECE = 20;
const DAYS = 10_000;
const RETENTION = { rawEventDays: DAYS, wordDays: DAYS, emotionDays: DAYS, metricDays: DAYS, auditDays: DAYS };

const quantile = (sorted: readonly number[], share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
const rounded = (value: number) => Math.round(value * 100) / 100;

async function timed<T>(run: () => Promise<T>): Promise<[result: T, ms: number]> {
  const from = performance.now();
  return [await run(), performance.now() - from];
}

/** All calls append at the same time, each waiting for its acknowledgement before the next piece. */
async function measureAppends(writer: EventWriter, logs: readonly (readonly CallEvent[])[]) {
  const latencies: number[] = [];
  const feed = async (log: readonly CallEvent[]) => {
    for (let from = 0; from < log.length; from += PIECE) {
      const [, ms] = await timed(() => writer.append(log.slice(from, from + PIECE)));
      latencies.push(ms);
    }
  };
  const [, totalMs] = await timed(() => Promise.all(logs.map(feed)));
  latencies.sort((a, b) => a - b);
  const events = logs.reduce((sum, log) => sum + log.length, 0);
  const [p50, p99] = [quantile(latencies, 0.5), quantile(latencies, 0.99)];
  return {
    events,
    appendP50Ms: rounded(p50),
    appendP99Ms: rounded(p99),
    appendedPerSecond: Math.round(events / (totalMs / 1000)),
  };
}

async function measureDisk(store: Store) {
  for (const table of ['events', 'metric_samples']) await store.command(`OPTIMIZE TABLE ${table} FINAL`);
  return await store.query<{ table: string; stored: number; bytesPerRow: number }>(
    `SELECT table, sum(p.rows) AS stored, round(sum(p.bytes_on_disk) / stored, 2) AS bytesPerRow FROM system.parts AS p
     WHERE database = currentDatabase() AND active AND table IN ('events', 'metric_samples') GROUP BY table ORDER BY table`,
  );
}

const directory = await mkdtemp(join(tmpdir(), 'sotto-benchmark-'));
const logs = Array.from({ length: CALLS }, (_, index) => metricLog(index, 600_000));
const [store, openMs] = await timed(() =>
  openStore({ dataDir: directory, retention: RETENTION, scheduler: manualScheduler() }),
);
const writer = await openEventWriter({ store, spoolDir: join(directory, 'spool') });
const appends = await measureAppends(writer, logs);
const [, flushMs] = await timed(() => writer.flush());
const callId = logs[0]?.[0]?.callId;
if (callId === undefined) throw new Error('no calls');
const [events, readMs] = await timed(() => readEvents(store, callId, 0, 100_000));
const report = {
  machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
  node: process.version,
  openMs: Math.round(openMs),
  ...appends,
  flushMs: Math.round(flushMs),
  readCall: { events: events.length, ms: rounded(readMs) },
  disk: await measureDisk(store),
};
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
await writer.close();
await store.close();
await rm(directory, { recursive: true });
