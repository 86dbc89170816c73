// Write-ahead log on disk, before ClickHouse. Events in, durable when `append` resolves, out again file by file.
// What has queued up while the disk was busy is written and synced in one go (group commit: DeWitt et al. 1984), so
// the latency added is one to two fdatasync, whatever the number of calls. Events stay until they are released.

import { mkdir, open, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../engine/errors.ts';
import type { CallEvent } from '../engine/events.ts';
import type { Scheduler } from '../engine/scheduler.ts';
import { encodeLine, SpoolSegment } from './spool-segment.ts';
import { codeOf } from './store-errors.ts';
import { SILENT_LOG, type StoreLog } from './store-log.ts';

export interface SpoolOptions {
  /** Directory of the files. One process at a time. */
  readonly directory: string;
  readonly scheduler: Scheduler;
  /** Most that may wait on disk, bytes. Default 1 GiB: hours of an outage at 1,000 events a second. */
  readonly maxBytes?: number;
  /** Events after which a file is full; also the size of an insert. Default 5,000: parts of a healthy size. */
  readonly segmentEvents?: number;
  /** Events kept in memory too, so that they need not be read back. Default 50,000: some 50 MB. */
  readonly cachedEvents?: number;
  readonly log?: StoreLog;
}

interface Waiting {
  readonly events: readonly CallEvent[];
  readonly lines: string;
  readonly resolve: () => void;
  readonly reject: (error: EngineError) => void;
}

const FILE_NAME = /^(\d{12})\.(jsonl|rejected)$/;

export class Spool {
  readonly #options: Required<SpoolOptions>;
  /** Oldest first; only the last may be open for writing. */
  #segments: SpoolSegment[] = [];
  #next = 1;
  #queue: Waiting[] = [];
  #queuedBytes = 0;
  #isClosed = false;
  /** All that touches the open file happens one after the other. */
  #tail: Promise<unknown> = Promise.resolve();

  private constructor(options: SpoolOptions) {
    const defaults = { maxBytes: 2 ** 30, segmentEvents: 5_000, cachedEvents: 50_000, log: SILENT_LOG };
    this.#options = { ...defaults, ...options };
  }

  /** Opens the directory and finds what an earlier process left in it. */
  static async open(options: SpoolOptions): Promise<Spool> {
    const spool = new Spool(options);
    await mkdir(options.directory, { recursive: true });
    await spool.#recover();
    return spool;
  }

  /** Resolves when the events are on disk. Rejects with `overload.spool` where there is no room for them. */
  append(events: readonly CallEvent[]): Promise<void> {
    if (this.#isClosed) return Promise.reject(new EngineError('store.unavailable', 'The spool is closed.'));
    const lines = events.map(encodeLine).join('');
    const size = Buffer.byteLength(lines);
    if (this.bytes + this.#queuedBytes + size > this.#options.maxBytes) return Promise.reject(this.#full());
    this.#queuedBytes += size;
    return new Promise((resolve, reject) => {
      this.#queue.push({ events, lines, resolve, reject });
      if (this.#queue.length === 1) void this.#exclusively(() => this.#commit());
    });
  }

  /** Number of the newest file; 0 where nothing waits. */
  get newest(): number {
    return this.#segments.at(-1)?.number ?? 0;
  }

  /** The file to insert next, none newer than `upTo`; null where nothing waits. It stays until it is released or set aside. */
  async oldest(upTo: number): Promise<SpoolSegment | null> {
    const first = this.#segments[0];
    if (first === undefined || first.number > upTo) return null;
    await this.#exclusively(() => first.seal());
    return first;
  }

  /** All events of the file are stored elsewhere: it goes. A damaged file is kept for a look. */
  async release(segment: SpoolSegment): Promise<void> {
    this.#segments = this.#segments.filter((other) => other !== segment);
    if (segment.damaged === 0) await segment.remove();
    else await rename(segment.path, segment.path.replace(/\.jsonl$/, '.damaged')).catch(() => {});
  }

  /** Some events of the file were refused: they are kept out of the way and tried once more at the next start. */
  async setAside(segment: SpoolSegment, refused: readonly CallEvent[]): Promise<void> {
    await writeFile(segment.path.replace(/\.jsonl$/, '.rejected'), refused.map(encodeLine).join(''), { flush: true });
    await this.release(segment);
  }

  /** Events of a call after `afterSeq` that are on disk here, in the order in which they came. */
  async eventsOf(callId: string, afterSeq: number): Promise<readonly CallEvent[]> {
    const holding = this.#segments.filter((segment) => segment.holds(callId, afterSeq));
    const events = await Promise.all(holding.map((segment) => segment.events()));
    return events.flat().filter((event) => event.callId === callId && event.seq > afterSeq);
  }

  get count(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.count, 0);
  }

  get bytes(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.bytes, 0);
  }

  /** Wall time since which the oldest event has waited, ms; null where nothing waits. */
  get sinceMs(): number | null {
    return this.#segments[0]?.sinceMs ?? null;
  }

  /** Waits for what is being written. Files stay for the next process. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#exclusively(async () => {
      await this.#segments.at(-1)?.seal();
    });
  }

  #exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#tail.then(work);
    this.#tail = result.catch(() => {});
    return result;
  }

  async #commit(): Promise<void> {
    const group = this.#queue;
    this.#queue = [];
    try {
      const segment = await this.#openSegment();
      const events = group.flatMap((waiting) => waiting.events);
      await segment.append(events, group.map((waiting) => waiting.lines).join(''));
      this.#trim(segment);
      for (const waiting of group) waiting.resolve();
    } catch (thrown) {
      await this.#segments.at(-1)?.seal();
      const error = this.#writeError(thrown);
      for (const waiting of group) waiting.reject(error);
    }
    for (const waiting of group) this.#queuedBytes -= Buffer.byteLength(waiting.lines);
  }

  async #openSegment(): Promise<SpoolSegment> {
    const last = this.#segments.at(-1);
    if (last !== undefined && !last.isSealed && last.count < this.#options.segmentEvents) return last;
    await last?.seal();
    const path = join(this.#options.directory, `${String(this.#next).padStart(12, '0')}.jsonl`);
    const segment = await SpoolSegment.create(this.#next++, path, this.#options.scheduler.now());
    this.#segments.push(segment);
    await syncDirectory(this.#options.directory);
    return segment;
  }

  /** Memory is bounded: beyond the limit a file's events are on disk only. */
  #trim(newest: SpoolSegment): void {
    const cached = this.#segments.reduce((sum, segment) => sum + segment.cachedCount, 0);
    if (cached > this.#options.cachedEvents) newest.forget();
  }

  async #recover(): Promise<void> {
    const { directory, scheduler, log } = this.#options;
    for (const name of (await readdir(directory)).sort()) {
      const [, digits, suffix] = FILE_NAME.exec(name) ?? [];
      if (digits === undefined) continue;
      const path = join(directory, `${digits}.jsonl`);
      if (suffix === 'rejected') await rename(join(directory, name), path);
      const segment = await SpoolSegment.recover(Number(digits), path, scheduler.now());
      if (segment.damaged > 0) log.error({ path, lines: segment.damaged }, 'spool file is damaged');
      this.#next = segment.number + 1;
      if (segment.count === 0 && segment.damaged === 0) await segment.remove();
      else this.#segments.push(segment);
    }
  }

  #full(): EngineError {
    const details = { bytes: this.bytes, maxBytes: this.#options.maxBytes };
    return new EngineError('overload.spool', 'The spool is full.', { details });
  }

  #writeError(thrown: unknown): EngineError {
    const code = codeOf(thrown);
    if (code === 'ENOSPC' || code === 'EDQUOT')
      return new EngineError('overload.spool', 'The disk is full.', { cause: thrown });
    return new EngineError('store.unavailable', 'The spool cannot be written.', { cause: thrown });
  }
}

/** A new file is only safe when its directory is. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  await handle.sync().finally(() => handle.close());
}
