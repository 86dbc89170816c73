// Faults: ClickHouse goes away and comes back, the program dies at the worst moments. What was acknowledged is there
// afterwards, once.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EngineError } from '../../engine/errors.ts';
import type { CallEvent } from '../../engine/events.ts';
import { CallId } from '../../engine/ids.ts';
import { openStore, type Store } from '../../store/client.ts';
import { readEvents } from '../../store/queries/events-after.ts';
import { countRows } from '../../store/queries/row-counts.ts';
import { COLUMNS } from '../../store/tables.ts';
import { openEventWriter } from '../../store/writer.ts';
import { KEEP_ALL, temporaryDirectory } from '../support/clickhouse-backends.ts';
import { callLog } from '../support/clickhouse-call.ts';
import { manualScheduler } from '../support/clickhouse-clock.ts';
import { type FrontProcess, spawnFront } from '../support/clickhouse-front-process.ts';
import { metricLog } from '../support/clickhouse-metrics.ts';

const CALL = CallId.parse('c1');
const log = callLog({ callId: CALL });
const ONCE = {
  events: log.length,
  calls: 1,
  segments: 2,
  turns: 2,
  metric_samples: 3,
  questions: 4,
  cards: 3,
  card_feedback: 4,
};

let root: string;
let front: FrontProcess;
let store: Store;
let spoolDir: string;
let spools = 0;

beforeAll(async () => {
  root = await temporaryDirectory();
  front = await spawnFront(join(root, 'clickhouse'));
  store = await openStore({ url: front.url, retention: KEEP_ALL, scheduler: manualScheduler() });
});
afterAll(async () => {
  await store.close();
  await front.stop();
  await rm(root, { recursive: true, force: true });
});
beforeEach(async () => {
  spoolDir = join(root, `spool-${++spools}`);
  for (const table of Object.keys(COLUMNS)) await store.command(`TRUNCATE TABLE ${table}`);
});

async function restartFront(whileAway: () => Promise<void>): Promise<void> {
  const { port } = front;
  await front.stop('SIGKILL');
  await whileAway();
  front = await spawnFront(join(root, 'clickhouse'), port);
}

describe('while ClickHouse is away', () => {
  it('events are taken, read and kept, and go in when it is back', async () => {
    const writer = await openEventWriter({ store, spoolDir });
    await writer.append(log.slice(0, 10));
    await writer.flush();
    await restartFront(async () => {
      await writer.append(log.slice(10));
      await expect(writer.flush()).rejects.toMatchObject({ code: 'store.unavailable' });
      expect(await writer.read(CALL, 10, 5)).toEqual(log.slice(10, 15));
      await expect(writer.read(CALL, 0, 5)).rejects.toMatchObject({ code: 'store.unavailable' });
      expect(writer.stats()).toMatchObject({ spooled: log.length - 10, retries: 1 });
      expect(await store.ping()).toBe(false);
    });
    await writer.flush();
    expect(await writer.read(CALL, 0, 1_000)).toEqual(log);
    expect(await countRows(store)).toMatchObject(ONCE);
    expect(writer.stats()).toMatchObject({ spooled: 0, spooledBytes: 0, inserted: log.length });
    await writer.close();
  });

  it('a store can be opened; it is prepared when ClickHouse is back', async () => {
    const opened = { writer: undefined as Awaited<ReturnType<typeof openEventWriter>> | undefined };
    const { url } = front;
    await restartFront(async () => {
      const early = await openStore({ url, database: 'early', retention: KEEP_ALL, scheduler: manualScheduler() });
      opened.writer = await openEventWriter({ store: early, spoolDir });
      await opened.writer.append(log);
    });
    await opened.writer?.flush();
    expect(await opened.writer?.read(CALL, 0, 1_000)).toEqual(log);
    await opened.writer?.close();
  });

  it('the spool takes what it may hold and then says that it is full', async () => {
    const writer = await openEventWriter({ store, spoolDir, maxSpoolBytes: 9_000 });
    await restartFront(async () => {
      await writer.append(log);
      await expect(writer.append(callLog({ callId: 'c2' }))).rejects.toMatchObject({ code: 'overload.spool' });
    });
    await writer.flush();
    await expect(writer.append(callLog({ callId: 'c2' }))).resolves.toBeUndefined();
    await writer.close();
  });
});

describe('after a crash', () => {
  /** The files as they were at the moment of the crash, in the hands of the next process. */
  async function crash(): Promise<string> {
    const copy = `${spoolDir}-after`;
    await cp(spoolDir, copy, { recursive: true });
    return copy;
  }

  async function recover(directory: string): Promise<readonly CallEvent[]> {
    const writer = await openEventWriter({ store, spoolDir: directory });
    await writer.flush();
    await writer.close();
    return await readEvents(store, CALL, 0, 1_000);
  }

  it('between append and flush everything is there', async () => {
    const dying = await openEventWriter({ store, spoolDir });
    await dying.append(log);
    const files = await crash();
    expect(await recover(files)).toEqual(log);
    expect(await countRows(store)).toMatchObject(ONCE);
    await dying.close();
  });

  it('between the insert and the deletion of the file nothing is there twice', async () => {
    const dying = await openEventWriter({ store, spoolDir });
    await dying.append(log);
    const files = await crash();
    await dying.flush();
    expect(await recover(files)).toEqual(log);
    expect(await countRows(store)).toMatchObject(ONCE);
    const [raw] = await store.query<{ rows: number }>('SELECT count() AS rows FROM events');
    expect(Number(raw?.rows)).toBe(log.length);
    await dying.close();
  });

  it.each(['events', 'questions', 'calls'])(
    'half-way through an insert, before %s, nothing is missing and nothing is twice',
    async (failing) => {
      const insert: Store['insert'] = async (table, columns, rows) => {
        if (table === failing) throw new EngineError('store.unavailable', 'the machine stops here');
        await store.insert(table, columns, rows);
      };
      const dying = await openEventWriter({ store: { ...store, insert }, spoolDir });
      await dying.append(log);
      await expect(dying.flush()).rejects.toMatchObject({ code: 'store.unavailable' });
      const files = await crash();
      expect(await recover(files)).toEqual(log);
      expect(await countRows(store)).toMatchObject(ONCE);
      await dying.close();
    },
  );

  it('of a process that was killed while it wrote, every acknowledged event is there, in order', async () => {
    const script = join(import.meta.dirname, '../support/clickhouse-writer-process.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', script, '--spool', spoolDir], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let acknowledged = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged = Number(line);
      if (acknowledged > 2_000 && child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    }
    if (child.signalCode === null) await once(child, 'exit');
    const written = metricLog(0);
    const callId = written[0]?.callId ?? CALL;
    const writer = await openEventWriter({ store, spoolDir });
    await writer.flush();
    const stored = await readEvents(store, callId, 0, 100_000);
    expect(acknowledged).toBeGreaterThan(2_000);
    expect(stored.length).toBeGreaterThanOrEqual(written.findIndex((event) => event.seq === acknowledged) + 1);
    expect(stored).toEqual(written.slice(0, stored.length));
    await writer.close();
  });
});

it('a row that ClickHouse cannot take is set aside and the rest goes in', async () => {
  const insert: Store['insert'] = async (table, columns, rows) => {
    const bad =
      table === 'segments'
        ? rows.map((row) => row.map((cell, index) => (columns[index] === 'tokens' ? 'x' : cell)))
        : rows;
    await store.insert(table, columns, bad);
  };
  const writer = await openEventWriter({ store: { ...store, insert }, spoolDir });
  await writer.append(log);
  await writer.flush();
  expect(writer.stats()).toMatchObject({ rejected: 3, spooled: 0, inserted: log.length - 3 });
  await writer.close();
  const mended = await openEventWriter({ store, spoolDir });
  await mended.flush();
  await mended.close();
  expect(await readEvents(store, CALL, 0, 1_000)).toEqual(log);
});
