// One queue of recognitions for all calls: finals before partials, calls in turn, a bound and a deadline.
// What cannot be done in time is refused with `overload.inference`; what hangs is given up with `model.failed`.

import { EngineError } from '../../engine/errors.ts';
import type { Scheduler } from '../../engine/scheduler.ts';

export interface TranscriptionQueueOptions {
  /** Recognitions at once, ≥ 1. Default 1: a local model uses every core by itself. */
  readonly slots?: number;
  /** Recognitions that may wait, ≥ 1. Default 256: a minute of work at five a second. */
  readonly maxWaiting?: number;
  /** How long a final may wait before it is refused, ms. Default 20,000: later than that no card helps. */
  readonly finalDeadlineMs?: number;
  /** The same for a partial, ms. Default 1,000: the next one is better. */
  readonly partialDeadlineMs?: number;
  /** A recognition that takes longer is given up and its slot is free, ms. Default 30,000. */
  readonly runTimeoutMs?: number;
  readonly scheduler: Scheduler;
}

export interface Recognition<Result> {
  readonly callId: string;
  readonly kind: 'final' | 'partial';
  readonly run: () => Promise<Result>;
}

export interface TranscriptionQueue {
  /** Resolves with what `run` gives. Rejects as `run` does, or with `overload.inference` where it never ran. */
  add<Result>(recognition: Recognition<Result>): Promise<Result>;
  readonly waiting: number;
  /** The time that it goes by. */
  readonly scheduler: Scheduler;
}

interface Job {
  readonly callId: string;
  readonly kind: 'final' | 'partial';
  readonly dueMs: number;
  readonly start: () => Promise<void>;
  readonly refuse: (error: EngineError) => void;
}

export function createTranscriptionQueue(options: TranscriptionQueueOptions): TranscriptionQueue {
  const { slots = 1, maxWaiting = 256, runTimeoutMs = 30_000, scheduler } = options;
  const waitMs = { final: options.finalDeadlineMs ?? 20_000, partial: options.partialDeadlineMs ?? 1_000 };
  // Invariant: in the order in which they came.
  const waiting: Job[] = [];
  /** When a call was served last, as a count of services; a call that has none waiting is forgotten. */
  const servedAt = new Map<string, number>();
  let services = 0;
  let running = 0;

  const fill = () => {
    for (const job of waiting.filter(({ dueMs }) => dueMs < scheduler.now())) {
      remove(job);
      job.refuse(new EngineError('overload.inference', `a ${job.kind} transcription waited too long`));
    }
    while (running < slots) {
      const job = nextJob(waiting, servedAt);
      if (!job) return;
      remove(job);
      running += 1;
      servedAt.set(job.callId, ++services);
      void job.start().then(() => {
        running -= 1;
        if (!waiting.some(({ callId }) => callId === job.callId)) servedAt.delete(job.callId);
        fill();
      });
    }
  };
  const remove = (job: Job) => waiting.splice(waiting.indexOf(job), 1);
  const makeRoom = () => {
    if (waiting.length <= maxWaiting) return;
    const shed = leastWanted(waiting);
    if (!shed) return;
    remove(shed);
    shed.refuse(new EngineError('overload.inference', `more than ${maxWaiting} transcriptions wait`));
  };

  return {
    scheduler,
    get waiting() {
      return waiting.length;
    },
    add: ({ callId, kind, run }) =>
      new Promise((resolve, reject) => {
        const start = () => limited(run, runTimeoutMs, scheduler).then(resolve, reject);
        waiting.push({ callId, kind, dueMs: scheduler.now() + waitMs[kind], start, refuse: reject });
        makeRoom();
        fill();
      }),
  };
}

/** A final if there is one; of the call that was served longest ago; its oldest. */
function nextJob(waiting: readonly Job[], servedAt: ReadonlyMap<string, number>): Job | undefined {
  const finals = waiting.filter(({ kind }) => kind === 'final');
  const candidates = finals.length > 0 ? finals : waiting;
  let best: Job | undefined;
  for (const job of candidates) {
    if (!best || (servedAt.get(job.callId) ?? 0) < (servedAt.get(best.callId) ?? 0)) best = job;
  }
  return best;
}

/** The oldest partial; where there is none, the oldest of the call that has most waiting. */
function leastWanted(waiting: readonly Job[]): Job | undefined {
  const partial = waiting.find(({ kind }) => kind === 'partial');
  if (partial) return partial;
  const counts = new Map<string, number>();
  for (const { callId } of waiting) counts.set(callId, (counts.get(callId) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return waiting.find(({ callId }) => counts.get(callId) === most);
}

function limited<Result>(run: () => Promise<Result>, timeoutMs: number, { after }: Scheduler): Promise<Result> {
  return new Promise((resolve, reject) => {
    const cancel = after(timeoutMs, () =>
      reject(new EngineError('model.failed', `a transcription took longer than ${timeoutMs} ms`)),
    );
    run().then(resolve, reject).finally(cancel);
  });
}
