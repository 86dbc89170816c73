import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineError } from '../../../engine/errors.ts';
import type { CallEvent } from '../../../engine/events.ts';
import { Flusher } from '../../../store/flusher.ts';
import { Spool } from '../../../store/spool.ts';
import { SILENT_LOG } from '../../../store/store-log.ts';
import { callLog } from '../../support/clickhouse-call.ts';
import { type ManualScheduler, manualScheduler } from '../../support/clickhouse-clock.ts';

const log = callLog({ callId: 'c1' });
const away = () => new EngineError('store.unavailable', 'away');
const refused = () => new EngineError('store.rejected', 'bad row', { details: { clickhouseCode: '27' } });

let directory: string;
let scheduler: ManualScheduler;
let spool: Spool;
let batches: CallEvent[][];
let fault: (events: readonly CallEvent[]) => EngineError | null;
let inserted: PromiseWithResolvers;
let flusher: Flusher;

interface PromiseWithResolvers {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

/** Settles with the next insert, whether it goes well or not. */
function nextInsert(): PromiseWithResolvers {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sotto-flusher-'));
  scheduler = manualScheduler();
  spool = await Spool.open({ directory, scheduler });
  batches = [];
  fault = () => null;
  inserted = nextInsert();
  flusher = new Flusher(spool, insert, { flushEvents: 20, flushAfterMs: 200, scheduler, log: SILENT_LOG });
});
afterEach(async () => {
  await spool.close();
  await rm(directory, { recursive: true, force: true });
});

async function insert(events: readonly CallEvent[]): Promise<number> {
  const error = fault(events);
  if (error === null) batches.push([...events]);
  inserted.resolve();
  inserted = nextInsert();
  if (error !== null) throw error;
  return events.length;
}

async function append(events: readonly CallEvent[]): Promise<void> {
  await spool.append(events);
  flusher.wake();
}

describe('the flusher', () => {
  it('waits for company, then inserts all that waits at once', async () => {
    await append(log.slice(0, 3));
    scheduler.advance(199);
    await append(log.slice(3, 6));
    expect(batches).toEqual([]);
    const { promise } = inserted;
    scheduler.advance(1);
    await promise;
    expect(batches).toEqual([log.slice(0, 6)]);
  });

  it('does not wait when enough events have come', async () => {
    const { promise } = inserted;
    await append(log.slice(0, 20));
    await promise;
    expect(batches).toEqual([log.slice(0, 20)]);
  });

  it('leaves what comes during an insert to the next: under steady load inserts stay few and large', async () => {
    let left = log.slice(4, 8);
    fault = () => {
      const [event, ...rest] = left;
      left = rest;
      if (event) void append([event]);
      return null;
    };
    await append(log.slice(0, 4));
    const planned = scheduler.nextPlan();
    scheduler.advance(200);
    await planned;
    expect(batches).toEqual([log.slice(0, 4)]);
    await flusher.flush();
    expect(batches[1]).toEqual(log.slice(4, 5));
  });

  it('tries again, later each time, while ClickHouse is away, and loses nothing', async () => {
    fault = away;
    await append(log.slice(0, 4));
    for (const [tries, delayMs] of [200, 250, 500, 1_000].entries()) {
      const planned = scheduler.nextPlan();
      scheduler.advance(delayMs - 1);
      expect(flusher.retries).toBe(tries);
      scheduler.advance(1);
      await planned;
      expect(flusher.retries).toBe(tries + 1);
    }
    fault = () => null;
    await append(log.slice(4));
    await flusher.flush();
    expect(batches.flat()).toEqual(log);
    expect(spool.count).toBe(0);
  });

  it('does not hammer a ClickHouse that is away, however much comes in', async () => {
    fault = away;
    await append(log.slice(0, 4));
    await flusher.flush().catch(() => {});
    const { retries } = flusher;
    for (const event of log.slice(4)) await append([event]);
    expect(flusher.retries).toBe(retries);
    expect(scheduler.planned).toBe(1);
  });

  it('waits at most half a minute between two tries', async () => {
    fault = away;
    await append(log.slice(0, 1));
    for (let round = 0; round < 12; round++) await flusher.flush().catch(() => {});
    const { promise } = inserted;
    scheduler.advance(30_000);
    await promise;
    expect(flusher.retries).toBeGreaterThan(11);
  });

  it('sets aside the rows that are refused and inserts all others', async () => {
    fault = (events) => (events.some((event) => event.seq === 7 || event.seq === 20) ? refused() : null);
    await append(log);
    await flusher.flush();
    expect(batches.flat().map((event) => event.seq)).toEqual(
      log.map((event) => event.seq).filter((seq) => seq !== 7 && seq !== 20),
    );
    expect(flusher.rejected).toBe(2);
    const next = await Spool.open({ directory, scheduler });
    expect(next.count).toBe(2);
  });

  it('keeps everything where the refusal is not about rows', async () => {
    fault = () => new EngineError('store.rejected', 'no such table', { details: { clickhouseCode: '60' } });
    await append(log);
    await expect(flusher.flush()).rejects.toMatchObject({ code: 'store.rejected' });
    expect(spool.count).toBe(log.length);
    expect(flusher.rejected).toBe(0);
  });

  it('tries once more when it is closed, plans nothing, and leaves the rest on disk', async () => {
    fault = away;
    await append(log);
    await flusher.close();
    expect(scheduler.planned).toBe(0);
    flusher.wake();
    expect(scheduler.planned).toBe(0);
    expect((await Spool.open({ directory, scheduler })).count).toBe(log.length);
  });
});
