// Keeps the voice worker busy and its callers answered: admission, one job at a time, answers, loss and restart, end.
// When the worker is lost, every pending read rejects with `model.failed`, a new worker is started at once, and later
// reads go to it with fresh stream states. A new worker that is lost before its first answer is not replaced again.

import { WINDOW_MS } from '../engine/audio/framing.ts';
import { EngineError } from '../engine/errors.ts';
import type { VoiceReading } from '../engine/ports.ts';
import { type Batch, Batcher, type BatcherLimits } from './batcher.ts';
import type { ConnectVoice, VoiceLink } from './voice-link.ts';
import { packJob, readingAt, type VoiceAnswer, type VoiceWindow } from './voice-protocol.ts';

/** How windows of many streams are let gather before a job leaves for an idle worker. */
export interface Gathering {
  /** Longest that a window waits for others, ms. */
  readonly gatherMs: number;
  /** Runs `task` after `ms`; the returned function cancels it. */
  readonly after: (ms: number, task: () => void) => () => void;
}

interface PendingRead extends VoiceWindow {
  readonly resolve: (reading: VoiceReading) => void;
  readonly reject: (error: EngineError) => void;
}

export class VoiceDispatcher {
  readonly #connect: ConnectVoice;
  readonly #limits: BatcherLimits;
  readonly #batcher: Batcher<PendingRead>;
  /** Null while a new worker starts, and for good once `#dead` is set. */
  #link: VoiceLink | null = null;
  #dead: EngineError | null = null;
  /** Batches of the job under way that are not yet answered, oldest first; empty when the worker is idle. */
  #underWay: Batch<PendingRead>[] = [];
  /** Streams that are closed and have windows pending. */
  readonly #closing = new Set<number>();
  /** Streams that the worker may forget; told with the next job. */
  #freed: number[] = [];
  /** The buffer of the last job's samples, to be used again. */
  #spent: ArrayBuffer | null = null;
  /** One, and one again after every answer: a model that fails on everything must not start threads without end. */
  #restartsLeft = 1;
  #restarting: Promise<void> = Promise.resolve();
  #isFlushPlanned = false;
  readonly #gathering: Gathering | null;
  #cancelGathering: (() => void) | null = null;
  #streams = 0;
  #openStreams = 0;
  #closed: Promise<void> | null = null;
  #onDrained: (() => void) | null = null;

  /** `gathering`: null sends at once what waits. */
  constructor(connect: ConnectVoice, limits: BatcherLimits, gathering: Gathering | null = null) {
    this.#connect = connect;
    this.#limits = limits;
    this.#gathering = gathering;
    this.#batcher = new Batcher(limits);
  }

  async start(): Promise<void> {
    this.#link = await this.#connect({
      onAnswer: (answer) => this.#answer(answer),
      onLost: (error) => this.#lost(error),
    });
  }

  /** False once the worker was lost for good. */
  get isAlive(): boolean {
    return this.#dead === null && this.#closed === null;
  }

  /** A new stream's number. */
  open(): number {
    this.#openStreams += 1;
    return this.#streams++;
  }

  read(window: VoiceWindow): Promise<VoiceReading> {
    if (this.#dead !== null) return Promise.reject(this.#dead);
    if (this.#closed !== null) return Promise.reject(new EngineError('model.failed', 'The voice model is closed.'));
    return new Promise((resolve, reject) => {
      if (this.#batcher.offer({ ...window, resolve, reject })) this.#planFlush();
      else reject(this.#overload(window.streamId));
    });
  }

  /** Lets the worker forget a stream once its pending windows are answered. */
  free(streamId: number): void {
    this.#openStreams -= 1;
    if (this.#batcher.pendingOf(streamId) > 0) this.#closing.add(streamId);
    else this.#forget(streamId);
  }

  #forget(streamId: number): void {
    if (this.#dead !== null || this.#closed !== null) return;
    this.#freed.push(streamId);
    this.#planFlush();
  }

  /** Answers what is pending, then ends the worker. */
  close(): Promise<void> {
    this.#closed ??= this.#end();
    return this.#closed;
  }

  async #end(): Promise<void> {
    await this.#restarting;
    this.#flush();
    if (this.#batcher.pending > 0) {
      await new Promise<void>((resolve) => {
        this.#onDrained = resolve;
      });
    }
    await this.#link?.close();
  }

  /** All windows that arrive in one turn of the event loop share a job: sockets are read before setImmediate runs. */
  #planFlush(): void {
    if (this.#isFlushPlanned) return;
    this.#isFlushPlanned = true;
    setImmediate(() => {
      this.#isFlushPlanned = false;
      this.#flushOrGather();
    });
  }

  /**
   * A run costs as much as four more rows in it, so with many streams open a few windows wait for others: until as many
   * are there as come within the time of gathering, or that time is over. With few streams nothing waits.
   */
  #flushOrGather(): void {
    const gathering = this.#gathering;
    const isWorthARun =
      gathering === null ||
      this.#closed !== null ||
      this.#batcher.waiting >= (this.#openStreams * gathering.gatherMs) / WINDOW_MS;
    if (isWorthARun) this.#flush();
    else if (this.#batcher.waiting > 0) {
      this.#cancelGathering ??= gathering.after(gathering.gatherMs, () => this.#flush());
    }
  }

  #flush(): void {
    this.#cancelGathering?.();
    this.#cancelGathering = null;
    if (this.#link === null || this.#underWay.length > 0) return;
    const batches = this.#batcher.take();
    if (batches.length === 0 && this.#freed.length === 0) return;
    this.#underWay = batches;
    this.#link.send(packJob(batches, this.#freed, this.#spent));
    this.#freed = [];
    this.#spent = null;
  }

  #answer({ readings, spent }: VoiceAnswer): void {
    this.#restartsLeft = 1;
    this.#spent = spent;
    const batch = this.#underWay.shift();
    batch?.windows.forEach((window, row) => {
      this.#settle(window);
      window.resolve(readingAt(readings, row));
    });
    if (this.#underWay.length === 0) this.#flushOrGather();
    if (this.#batcher.pending === 0) this.#onDrained?.();
  }

  #settle(window: PendingRead): void {
    this.#batcher.settle(window);
    if (this.#batcher.pendingOf(window.streamId) > 0 || !this.#closing.delete(window.streamId)) return;
    this.#forget(window.streamId);
  }

  #lost(error: EngineError): void {
    this.#link = null;
    this.#rejectPending(error);
    if (this.#closed !== null) return;
    if (this.#restartsLeft === 0) this.#dead = error;
    else this.#restart();
  }

  #restart(): void {
    this.#restartsLeft -= 1;
    this.#restarting = this.start().then(
      () => this.#flush(),
      (thrown: unknown) => {
        this.#dead = new EngineError('model.failed', 'The voice worker could not be started again.', { cause: thrown });
        this.#rejectPending(this.#dead);
      },
    );
  }

  #rejectPending(error: EngineError): void {
    const batches = [...this.#underWay, ...this.#batcher.take()];
    this.#underWay = [];
    for (const window of batches.flatMap((batch) => batch.windows)) {
      this.#settle(window);
      window.reject(error);
    }
    this.#onDrained?.();
  }

  #overload(streamId: number): EngineError {
    const { maxPendingWindows, maxPendingPerStream } = this.#limits;
    const details = { pendingOfStream: this.#batcher.pendingOf(streamId), maxPendingWindows, maxPendingPerStream };
    return new EngineError('overload.inference', 'The voice model cannot keep up.', {
      details: { ...details, pendingWindows: this.#batcher.pending },
    });
  }
}
