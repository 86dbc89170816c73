// Carries the spool into ClickHouse in the background, oldest file first. Starts when enough events wait or the oldest
// has waited long enough; backs off while ClickHouse is away. Rows that are refused are set aside, so that one bad
// row does not hold up the rest; any other refusal (rights, missing table) is waited out, for an operator can mend it.

import type { CallEvent } from '../engine/events.ts';
import type { Scheduler } from '../engine/scheduler.ts';
import type { Spool } from './spool.ts';
import { isRowRefused } from './store-errors.ts';
import type { StoreLog } from './store-log.ts';

export interface FlusherOptions {
  /** Events that make an insert worth while at once. Default 5,000. */
  readonly flushEvents: number;
  /** Longest that an event waits for others, ms. Default 200: reads do not depend on it. */
  readonly flushAfterMs: number;
  readonly scheduler: Scheduler;
  readonly log: StoreLog;
}

const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 30_000;

export class Flusher {
  readonly #spool: Spool;
  readonly #insert: (events: readonly CallEvent[]) => Promise<number>;
  readonly #options: FlusherOptions;
  #cancelTimer: (() => void) | null = null;
  #running: Promise<void> | null = null;
  #failures = 0;
  #isClosed = false;
  inserted = 0;
  retries = 0;
  rejected = 0;

  constructor(spool: Spool, insert: (events: readonly CallEvent[]) => Promise<number>, options: FlusherOptions) {
    this.#spool = spool;
    this.#insert = insert;
    this.#options = options;
  }

  /** Something waits in the spool. */
  wake(): void {
    if (this.#isClosed || this.#running !== null) return;
    const isFull = this.#failures === 0 && this.#spool.count >= this.#options.flushEvents;
    if (isFull) this.#start();
    else if (this.#cancelTimer === null) this.#startAfter(this.#options.flushAfterMs);
  }

  /** Resolves when all that waited has been inserted; rejects with the error that stopped it. */
  async flush(): Promise<void> {
    await this.#running?.catch(() => {});
    await this.#run();
  }

  /** Tries once more to insert what waits; what cannot go stays on disk. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.flush().catch((error: unknown) => {
      this.#options.log.warn({ err: error, waiting: this.#spool.count }, 'events stay in the spool');
    });
    this.#stopTimer();
  }

  #start(): void {
    void this.#run().catch(() => {});
  }

  #startAfter(delayMs: number): void {
    this.#cancelTimer = this.#options.scheduler.after(delayMs, () => this.#start());
  }

  #stopTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }

  #run(): Promise<void> {
    this.#stopTimer();
    this.#running ??= this.#drain().then(
      () => this.#rest(),
      (error: unknown) => {
        this.#backOff(error);
        throw error;
      },
    );
    return this.#running;
  }

  #rest(): void {
    this.#running = null;
    if (this.#spool.count > 0) this.wake();
  }

  async #drain(): Promise<void> {
    // What comes meanwhile waits for its own time: inserting the few events of one insert's duration, again and again
    // without end, would keep ClickHouse merging small parts for as long as calls are live.
    const upTo = this.#spool.newest;
    const next = () => this.#spool.oldest(upTo);
    for (let segment = await next(); segment !== null; segment = await next()) {
      const refused = await this.#insertAll(await segment.events());
      this.#failures = 0;
      if (refused.length === 0) await this.#spool.release(segment);
      else await this.#spool.setAside(segment, refused);
    }
  }

  /** Resolves to the events whose rows are refused: halves are tried apart until they are found. */
  async #insertAll(events: readonly CallEvent[]): Promise<readonly CallEvent[]> {
    try {
      this.inserted += await this.#insert(events);
      return [];
    } catch (error) {
      if (!isRowRefused(error)) throw error;
      if (events.length > 1) return await this.#insertHalves(events);
      this.rejected++;
      this.#options.log.error(
        { err: error, callId: events[0]?.callId, seq: events[0]?.seq },
        'ClickHouse refused a row',
      );
      return events;
    }
  }

  async #insertHalves(events: readonly CallEvent[]): Promise<readonly CallEvent[]> {
    const half = events.length >> 1;
    const first = await this.#insertAll(events.slice(0, half));
    return [...first, ...(await this.#insertAll(events.slice(half)))];
  }

  #backOff(error: unknown): void {
    this.#running = null;
    this.retries++;
    const delayMs = Math.min(FIRST_BACKOFF_MS * 2 ** this.#failures++, LONGEST_BACKOFF_MS);
    const fields = { err: error, waiting: this.#spool.count, retryAfterMs: delayMs };
    this.#options.log.warn(fields, 'ClickHouse takes no events');
    if (!this.#isClosed) this.#startAfter(delayMs);
  }
}
