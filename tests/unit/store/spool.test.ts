import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallEvent } from '../../../engine/events.ts';
import { Spool, type SpoolOptions } from '../../../store/spool.ts';
import { callLog } from '../../support/clickhouse-call.ts';
import { manualScheduler } from '../../support/clickhouse-clock.ts';

const log = callLog({ callId: 'c1', title: '价格 😀' });
/** Checksum, blank and line feed on top of the JSON of each event. */
const LOG_BYTES = log.reduce((sum, event) => sum + Buffer.byteLength(JSON.stringify(event)) + 10, 0);
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sotto-spool-'));
});
afterEach(async () => {
  for (const spool of opened.splice(0)) await spool.close();
  await rm(directory, { recursive: true, force: true });
});

const opened: Spool[] = [];

async function openSpool(options: Partial<SpoolOptions> = {}): Promise<Spool> {
  const spool = await Spool.open({ directory, scheduler: manualScheduler(), ...options });
  opened.push(spool);
  return spool;
}

const filesOf = async () => (await readdir(directory)).sort();

/** All that waits, file by file, as the flusher takes it. */
async function drain(spool: Spool): Promise<CallEvent[]> {
  const events: CallEvent[] = [];
  for (let segment = await spool.oldest(spool.newest); segment !== null; segment = await spool.oldest(spool.newest)) {
    events.push(...(await segment.events()));
    await spool.release(segment);
  }
  return events;
}

describe('the spool', () => {
  it('has acknowledged events on disk: a process that dies at once loses none', async () => {
    const dying = await openSpool();
    await dying.append(log);
    const next = await openSpool();
    expect(next.count).toBe(log.length);
    expect(await drain(next)).toEqual(log);
    expect(await filesOf()).toEqual([]);
  });

  it('commits what has queued up in one file, in the order in which it came', async () => {
    const spool = await openSpool();
    await Promise.all(log.map((event) => spool.append([event])));
    expect(await filesOf()).toHaveLength(1);
    expect(await drain(spool)).toEqual(log);
  });

  it('begins a new file when one is full', async () => {
    const spool = await openSpool({ segmentEvents: 10 });
    for (const event of log) await spool.append([event]);
    expect(await filesOf()).toHaveLength(Math.ceil(log.length / 10));
    expect((await spool.oldest(spool.newest))?.count).toBe(10);
  });

  it('drops a line that a crash tore', async () => {
    const spool = await openSpool();
    await spool.append(log);
    const [file = ''] = await filesOf();
    await appendFile(join(directory, file), '0badc0de {"callId":"c1","se');
    expect(await drain(await openSpool())).toEqual(log);
  });

  it('drops a last line whose bytes never reached the disk', async () => {
    const spool = await openSpool();
    await spool.append(log);
    const [file = ''] = await filesOf();
    await appendFile(join(directory, file), `${'\0'.repeat(64)}\n`);
    const next = await openSpool();
    expect(await drain(next)).toEqual(log);
    expect(await filesOf()).toEqual([]);
  });

  it('gives what can be read of a damaged file and keeps the file for a look', async () => {
    const spool = await openSpool();
    await spool.append(log);
    const [file = ''] = await filesOf();
    const lines = (await readFile(join(directory, file), 'utf8')).split('\n');
    lines[3] = lines[3]?.replace('"seq":4', '"seq":9') ?? '';
    lines[4] = 'nonsense';
    await writeFile(join(directory, file), lines.join('\n'));
    expect(await drain(await openSpool())).toEqual(log.filter((_, index) => index !== 3 && index !== 4));
    expect(await filesOf()).toEqual([file.replace('.jsonl', '.damaged')]);
  });

  it('takes no more than it may hold, says so, and takes more when there is room again', async () => {
    const spool = await openSpool({ maxBytes: 1.5 * LOG_BYTES });
    await spool.append(log);
    await expect(spool.append(log)).rejects.toMatchObject({ code: 'overload.spool', retryable: true });
    await drain(spool);
    await expect(spool.append(log)).resolves.toBeUndefined();
  });

  it('counts what still queues towards its limit', async () => {
    const spool = await openSpool({ maxBytes: 1.5 * LOG_BYTES });
    const settled = await Promise.allSettled([spool.append(log), spool.append(log), spool.append(log)]);
    expect(settled.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await drain(spool)).toEqual(log);
  });

  it('finds the events of one call, in memory and on disk alike', async () => {
    const other = callLog({ callId: 'c2' });
    for (const cachedEvents of [0, 1_000]) {
      const spool = await openSpool({ cachedEvents, segmentEvents: 7 });
      for (const [index, event] of log.entries()) await spool.append([event, ...other.slice(index, index + 1)]);
      expect(await spool.eventsOf('c1', 20)).toEqual(log.slice(20));
      expect(await spool.eventsOf('c2', 0)).toEqual(other);
      expect(await spool.eventsOf('c3', 0)).toEqual([]);
      expect(await drain(spool)).toHaveLength(2 * log.length);
    }
  });

  it('writes on in a new file while the oldest is being inserted', async () => {
    const spool = await openSpool();
    await spool.append(log.slice(0, 5));
    const taken = await spool.oldest(spool.newest);
    await spool.append(log.slice(5));
    expect(await taken?.events()).toEqual(log.slice(0, 5));
    expect(await spool.oldest(spool.newest)).toBe(taken);
    expect(await drain(spool)).toEqual(log);
  });

  it('tries refused events again after a restart, and only those', async () => {
    const spool = await openSpool();
    await spool.append(log);
    const segment = await spool.oldest(spool.newest);
    if (segment === null) throw new Error('nothing waits');
    await spool.setAside(segment, log.slice(4, 6));
    expect(spool.count).toBe(0);
    expect(await drain(await openSpool())).toEqual(log.slice(4, 6));
  });

  it('rejects when its directory is gone, and takes events again when it is back', async () => {
    const spool = await openSpool();
    await rm(directory, { recursive: true });
    await expect(spool.append(log)).rejects.toMatchObject({ code: 'store.unavailable' });
    expect(spool.count).toBe(0);
    await mkdir(directory);
    await spool.append(log);
    expect(await drain(spool)).toEqual(log);
  });

  it('takes nothing after it was closed', async () => {
    const spool = await openSpool();
    await spool.append(log);
    await spool.close();
    await expect(spool.append(log)).rejects.toMatchObject({ code: 'store.unavailable' });
    expect((await openSpool()).count).toBe(log.length);
  });

  it('knows since when the oldest event has waited', async () => {
    const scheduler = manualScheduler(1_000);
    const spool = await openSpool({ scheduler });
    expect(spool.sinceMs).toBeNull();
    await spool.append(log);
    scheduler.advance(500);
    expect(spool.sinceMs).toBe(1_000);
  });
});
