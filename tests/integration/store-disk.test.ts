// What a metric sample costs on disk, on 200,000 samples of 30-minute calls, after all parts are merged.

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore, type Store } from '../../store/client.ts';
import { openEventWriter } from '../../store/writer.ts';
import { KEEP_ALL, temporaryDirectory } from '../support/clickhouse-backends.ts';
import { manualScheduler } from '../support/clickhouse-clock.ts';
import { metricLog } from '../support/clickhouse-metrics.ts';

const SAMPLES = 200_000;
let dataDir: string;
let store: Store;

beforeAll(async () => {
  dataDir = await temporaryDirectory();
  store = await openStore({ dataDir, retention: KEEP_ALL, scheduler: manualScheduler() });
  const writer = await openEventWriter({ store, spoolDir: join(dataDir, 'spool') });
  for (let samples = 0, index = 0; samples < SAMPLES; index++) {
    const log = metricLog(index);
    await writer.append(log);
    await writer.flush();
    samples += log.length - 2;
  }
  await writer.close();
  await store.command('OPTIMIZE TABLE metric_samples FINAL');
});
afterAll(async () => {
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
});

it('is at most 8 bytes, marks and indexes included', async () => {
  const [disk] = await store.query<{ samples: number; bytesPerSample: number }>(
    `SELECT sum(rows) AS samples, sum(bytes_on_disk) / sum(rows) AS bytesPerSample
     FROM system.parts WHERE database = currentDatabase() AND table = 'metric_samples' AND active`,
  );
  expect(Number(disk?.samples)).toBeGreaterThanOrEqual(SAMPLES);
  expect(disk?.bytesPerSample).toBeGreaterThan(1);
  expect(disk?.bytesPerSample).toBeLessThanOrEqual(8);
});

it('goes into the value, its time, place and confidence: what repeats costs next to nothing', async () => {
  await store.command('CREATE TABLE wide AS metric_samples');
  await store.command('ALTER TABLE wide MODIFY SETTING min_bytes_for_wide_part = 0, min_rows_for_wide_part = 0');
  await store.command('INSERT INTO wide SELECT * FROM metric_samples');
  await store.command('OPTIMIZE TABLE wide FINAL');
  const columns = await store.query<{ column: string; bytesPerSample: number }>(
    `SELECT column, sum(column_data_compressed_bytes) / sum(rows) AS bytesPerSample
     FROM system.parts_columns WHERE database = currentDatabase() AND table = 'wide' AND active
     GROUP BY column ORDER BY bytesPerSample DESC`,
  );
  const cost = new Map(columns.map((column) => [column.column, column.bytesPerSample]));
  const total = columns.reduce((sum, column) => sum + column.bytesPerSample, 0);
  expect(total).toBeGreaterThan(1);
  expect(total).toBeLessThanOrEqual(8);
  for (const repeated of ['call_id', 'metric', 'dimension', 'participant_id', 'started_at', 'unit', 'window_ms']) {
    expect(cost.get(repeated), repeated).toBeLessThan(0.5);
  }
});
