// Which windows share a model run: a queue of windows of many streams in, batches out. Pure; knows no model and no clock.
// Adds no latency of its own: what waits is taken as soon as the model is free, and what comes meanwhile shares the next.

import { EngineError } from '../engine/errors.ts';
import type { VoiceRateHz } from '../engine/ports.ts';

/** A window in the queue, as far as scheduling cares. */
export interface Waiting {
  readonly streamId: number;
  readonly sampleRateHz: VoiceRateHz;
}

/** One model run: one rate, at most `maxRows` windows, no two of the same stream (its state must pass from run to run). */
export interface Batch<W extends Waiting> {
  readonly sampleRateHz: VoiceRateHz;
  readonly windows: W[];
}

export interface BatcherLimits {
  /** Rows of one run. */
  readonly maxRows: number;
  /** Windows admitted and not yet settled, over all streams. */
  readonly maxPendingWindows: number;
  /** The same for one stream, so that one stream cannot use up the room of all others. */
  readonly maxPendingPerStream: number;
}

export class Batcher<W extends Waiting> {
  readonly #limits: BatcherLimits;
  /** Windows that wait, oldest first. */
  #waiting: W[] = [];
  /** Windows that were taken and are not settled. */
  #taken = 0;
  /** Windows admitted and not settled, per stream; no entry where there are none. */
  readonly #pendingByStream = new Map<number, number>();

  constructor(limits: BatcherLimits) {
    for (const [option, value] of Object.entries(limits)) {
      if (!Number.isInteger(value) || value < 1) throw badLimit(option, value);
    }
    this.#limits = limits;
  }

  /** Windows admitted and not yet settled. */
  get pending(): number {
    return this.#waiting.length + this.#taken;
  }

  /** Windows admitted and not yet taken. */
  get waiting(): number {
    return this.#waiting.length;
  }

  pendingOf(streamId: number): number {
    return this.#pendingByStream.get(streamId) ?? 0;
  }

  /** Admits a window, or refuses it (false) where a limit is reached; then nothing changes. */
  offer(window: W): boolean {
    const ofStream = this.pendingOf(window.streamId);
    if (ofStream >= this.#limits.maxPendingPerStream || this.pending >= this.#limits.maxPendingWindows) return false;
    this.#pendingByStream.set(window.streamId, ofStream + 1);
    this.#waiting.push(window);
    return true;
  }

  /** Takes everything that waits, as batches to run in this order. */
  take(): Batch<W>[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#taken += waiting.length;
    return planBatches(waiting, this.#limits.maxRows);
  }

  /** A window that was taken has its answer or its error. */
  settle(window: W): void {
    this.#taken -= 1;
    const left = this.pendingOf(window.streamId) - 1;
    if (left > 0) this.#pendingByStream.set(window.streamId, left);
    else this.#pendingByStream.delete(window.streamId);
  }
}

const badLimit = (option: string, value: unknown) =>
  new EngineError('input.config', `${option} must be a whole number from 1 on`, { details: { option, value } });

/**
 * Puts each window, oldest first, into the earliest batch of its rate that has room and comes after the batch with the
 * stream's previous window. So a stream is read in order, and no window waits behind one that could not run sooner.
 */
export function planBatches<W extends Waiting>(waiting: readonly W[], maxRows: number): Batch<W>[] {
  const batches: Batch<W>[] = [];
  const ofRate: Record<VoiceRateHz, RatePlan<W>> = { 8000: createRatePlan(), 16000: createRatePlan() };
  for (const window of waiting) {
    const plan = ofRate[window.sampleRateHz];
    const at = placeFor(plan, window.streamId, maxRows);
    plan.lastOfStream.set(window.streamId, at);
    const batch = plan.batches[at];
    if (batch !== undefined) batch.windows.push(window);
    else {
      const opened = { sampleRateHz: window.sampleRateHz, windows: [window] };
      plan.batches.push(opened);
      batches.push(opened);
    }
  }
  return batches;
}

interface RatePlan<W extends Waiting> {
  readonly batches: Batch<W>[];
  /** Index of the batch that has the stream's latest window. */
  readonly lastOfStream: Map<number, number>;
  /** Every batch before this index is full. */
  firstOpen: number;
}

const createRatePlan = <W extends Waiting>(): RatePlan<W> => ({
  batches: [],
  lastOfStream: new Map(),
  firstOpen: 0,
});

function placeFor<W extends Waiting>(plan: RatePlan<W>, streamId: number, maxRows: number): number {
  while ((plan.batches[plan.firstOpen]?.windows.length ?? 0) >= maxRows) plan.firstOpen += 1;
  // A batch never has more rows than the one before unless that one is full, so this one has room.
  return Math.max(plan.firstOpen, (plan.lastOfStream.get(streamId) ?? -1) + 1);
}
