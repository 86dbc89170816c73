// The engine's EventLog: events are acknowledged when they are on disk, inserted into ClickHouse in the background, and
// readable from the moment of the acknowledgement, wherever they are by then.

import { EngineError } from '../engine/errors.ts';
import type { CallEvent } from '../engine/events.ts';
import type { CallId } from '../engine/ids.ts';
import type { EventLog } from '../engine/ports.ts';
import type { Store } from './client.ts';
import { lockDirectory } from './directory-lock.ts';
import { Flusher } from './flusher.ts';
import { insertEvents } from './insert-events.ts';
import { KnownCalls } from './known-calls.ts';
import { readEvents } from './queries/events-after.ts';
import { Spool } from './spool.ts';
import { SILENT_LOG, type StoreLog } from './store-log.ts';

export interface EventWriterOptions {
  readonly store: Store;
  /** Directory of the spool. One process at a time. */
  readonly spoolDir: string;
  /** Most that may wait on disk while ClickHouse is away, bytes. Default 1 GiB. */
  readonly maxSpoolBytes?: number;
  /** Events in one insert, at most, but for the last group commit. Default 5,000. */
  readonly batchEvents?: number;
  /** Longest that an event waits for others before it is inserted, ms. Default 200. */
  readonly flushAfterMs?: number;
  /** Events of the spool that are kept in memory too. Default 50,000. */
  readonly cachedEvents?: number;
  readonly log?: StoreLog;
}

export interface WriterStats {
  /** Events on disk that are not in ClickHouse yet. */
  readonly spooled: number;
  readonly spooledBytes: number;
  /** Events inserted by this process; those that were stored before do not count. */
  readonly inserted: number;
  /** Inserts that failed and will be tried again. */
  readonly retries: number;
  /** Events whose rows ClickHouse refused; they lie beside the spool and are tried again at the next start. */
  readonly rejected: number;
  /** How long the oldest spooled event has waited, ms. */
  readonly lagMs: number;
}

export interface EventWriter extends EventLog {
  /** Resolves when all that was acknowledged is in ClickHouse; rejects where it is away. */
  flush(): Promise<void>;
  /** Inserts what can be inserted; the rest stays on disk for the next start. Does not close the store. */
  close(): Promise<void>;
  stats(): WriterStats;
}

export async function openEventWriter(options: EventWriterOptions): Promise<EventWriter> {
  const { store, spoolDir } = options;
  const release = await lockDirectory(spoolDir);
  try {
    const spool = await openSpool(options);
    return writerOver(store, spool, openFlusher(options, spool), release);
  } catch (error) {
    await release();
    throw error;
  }
}

function openSpool({
  store,
  spoolDir,
  maxSpoolBytes,
  batchEvents,
  cachedEvents,
  log,
}: EventWriterOptions): Promise<Spool> {
  return Spool.open({
    directory: spoolDir,
    scheduler: store.scheduler,
    ...(maxSpoolBytes === undefined ? {} : { maxBytes: maxSpoolBytes }),
    ...(batchEvents === undefined ? {} : { segmentEvents: batchEvents }),
    ...(cachedEvents === undefined ? {} : { cachedEvents }),
    ...(log === undefined ? {} : { log }),
  });
}

function openFlusher(
  { store, batchEvents, flushAfterMs, log = SILENT_LOG }: EventWriterOptions,
  spool: Spool,
): Flusher {
  const context = { session: store, known: new KnownCalls(store), scheduler: store.scheduler, log };
  return new Flusher(spool, (events) => insertEvents(context, events), {
    flushEvents: batchEvents ?? 5_000,
    flushAfterMs: flushAfterMs ?? 200,
    scheduler: store.scheduler,
    log,
  });
}

function writerOver(store: Store, spool: Spool, flusher: Flusher, release: () => Promise<void>): EventWriter {
  if (spool.count > 0) flusher.wake();
  return {
    append: async (events) => {
      if (events.length === 0) return;
      await spool.append(events);
      flusher.wake();
    },
    read: (callId, afterSeq, limit) => readAcknowledged(store, spool, callId, afterSeq, limit),
    flush: () => flusher.flush(),
    close: async () => {
      await flusher.close();
      await spool.close();
      await release();
    },
    stats: () => statsOf(store, spool, flusher),
  };
}

/** The spool is asked first: an event may move from there to ClickHouse meanwhile, never the other way. */
async function readAcknowledged(store: Store, spool: Spool, callId: CallId, afterSeq: number, limit: number) {
  const spooled = await spool.eventsOf(callId, afterSeq);
  const stored = await readEvents(store, callId, afterSeq, limit).catch((error: unknown) => {
    if (canDoWithout(error, spooled, afterSeq)) return [];
    throw error;
  });
  const bySeq = new Map<number, CallEvent>();
  for (const event of [...stored, ...spooled]) if (!bySeq.has(event.seq)) bySeq.set(event.seq, event);
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq).slice(0, limit);
}

/** While ClickHouse is away the spool answers alone, provided that it has the very next event. */
function canDoWithout(error: unknown, spooled: readonly CallEvent[], afterSeq: number): boolean {
  const isAway = error instanceof EngineError && error.code === 'store.unavailable';
  return isAway && spooled.some((event) => event.seq === afterSeq + 1);
}

function statsOf(store: Store, spool: Spool, flusher: Flusher): WriterStats {
  const { sinceMs } = spool;
  return {
    spooled: spool.count,
    spooledBytes: spool.bytes,
    inserted: flusher.inserted,
    retries: flusher.retries,
    rejected: flusher.rejected,
    lagMs: sinceMs === null ? 0 : Math.max(0, store.scheduler.now() - sinceMs),
  };
}
