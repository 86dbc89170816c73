// The engine's EmotionModel over one worker: hops of all voices in, readings out, in order per stream.
// What comes while the worker is busy goes to it together, so one run serves many calls. A worker that is lost stays lost:
// calls go on with words alone, and `isAlive` says so.

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { asEngineError, EngineError } from '../engine/errors.ts';
import type { EmotionModel, EmotionReading } from '../engine/ports.ts';
import type { EmotionWorkerData, FromEmotionWorker, StreamHop, ToEmotionWorker } from './emotion-protocol.ts';
import { workerEntry } from './worker-entry.ts';

export interface EmotionModelOptions {
  /** A folder with model.onnx and emotion.json (docs/emotion.md) instead of the network that ships. */
  readonly modelDir?: string | undefined;
  /** Hops read and not yet answered, over all streams. Default 4096: what a thousand calls say in two seconds. */
  readonly maxPendingHops?: number;
}

interface PendingHop extends StreamHop {
  readonly resolve: (reading: EmotionReading | null) => void;
  readonly reject: (error: EngineError) => void;
}

/** Resolves when the weights are loaded; rejects with `model.load`, which says what to do. */
export async function createEmotionModel(options: EmotionModelOptions = {}): Promise<EmotionModel> {
  const queue = new EmotionQueue({ modelDir: options.modelDir ?? null }, options.maxPendingHops ?? 4096);
  const name = await queue.started;
  let streams = 0;
  return {
    name,
    isAlive: () => queue.isAlive,
    open(sampleRateHz) {
      const streamId = streams++;
      return {
        read: (hop) => queue.read({ streamId, sampleRateHz, hop }),
        close: () => queue.free(streamId),
      };
    },
    close: () => queue.close(),
  };
}

class EmotionQueue {
  /** Resolves to the model's name. */
  readonly started: Promise<string>;
  readonly #worker: Worker;
  readonly #maxPending: number;
  #waiting: PendingHop[] = [];
  /** Empty when the worker is idle. */
  #underWay: PendingHop[] = [];
  #freed: number[] = [];
  #isFlushPlanned = false;
  #lost: EngineError | null = null;
  #ended: Promise<unknown> | null = null;
  #onDrained: (() => void) | null = null;

  constructor(workerData: EmotionWorkerData, maxPending: number) {
    const { url, execArgv } = workerEntry('emotion-worker', import.meta.url);
    this.#worker = new Worker(url, { workerData, execArgv, name: 'emotion' });
    this.#maxPending = maxPending;
    this.started = new Promise((resolve, reject) => {
      let reason: unknown = null;
      this.#worker.on('message', (message: FromEmotionWorker) => {
        if (message.kind === 'answer') this.#answer(message.readings);
        else if (message.kind === 'ready') resolve(message.name);
        else if (message.kind === 'failed') reason = new EngineError('model.failed', message.message);
        else reason = new EngineError('model.load', message.message, message);
      });
      this.#worker.on('error', (thrown) => {
        reason = thrown;
      });
      this.#worker.on('exit', (exitCode) => {
        reason ??= new Error(`The emotion worker ended with exit code ${exitCode}.`);
        reject(asEngineError(reason, 'model.load'));
        this.#lose(asEngineError(reason, 'model.failed'));
      });
    });
  }

  get isAlive(): boolean {
    return this.#lost === null && this.#ended === null;
  }

  read(hop: StreamHop): Promise<EmotionReading | null> {
    if (this.#lost !== null) return Promise.reject(this.#lost);
    if (this.#ended !== null) return Promise.reject(new EngineError('model.failed', 'The emotion model is closed.'));
    if (this.#waiting.length + this.#underWay.length >= this.#maxPending) {
      return Promise.reject(new EngineError('overload.inference', 'The emotion model cannot keep up.'));
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...hop, resolve, reject });
      this.#planFlush();
    });
  }

  free(streamId: number): void {
    this.#freed.push(streamId);
    this.#planFlush();
  }

  /** Answers what is pending, then ends the worker. */
  async close(): Promise<void> {
    this.#ended ??= this.#end();
    await this.#ended;
  }

  async #end(): Promise<void> {
    if (this.#lost !== null) return;
    if (this.#waiting.length + this.#underWay.length > 0) {
      await new Promise<void>((resolve) => {
        this.#onDrained = resolve;
      });
    }
    if (this.#lost !== null) return;
    const exited = once(this.#worker, 'exit');
    this.#worker.postMessage({ kind: 'close' } satisfies ToEmotionWorker);
    await exited;
  }

  /** All hops that arrive in one turn of the event loop share a job. */
  #planFlush(): void {
    if (this.#isFlushPlanned) return;
    this.#isFlushPlanned = true;
    setImmediate(() => {
      this.#isFlushPlanned = false;
      this.#flush();
    });
  }

  /** One hop of each stream at a time: a stream's hops build on one another. A stream is freed when none of its hops wait. */
  #flush(): void {
    if (this.#lost !== null || this.#underWay.length > 0 || this.#waiting.length + this.#freed.length === 0) return;
    const streams = new Set<number>();
    const later: PendingHop[] = [];
    for (const hop of this.#waiting) {
      if (streams.has(hop.streamId)) later.push(hop);
      else {
        streams.add(hop.streamId);
        this.#underWay.push(hop);
      }
    }
    this.#waiting = later;
    const freed = this.#freed.filter((streamId) => !streams.has(streamId));
    this.#freed = this.#freed.filter((streamId) => streams.has(streamId));
    const hops = this.#underWay.map(({ streamId, sampleRateHz, hop }) => ({ streamId, sampleRateHz, hop }));
    const job: ToEmotionWorker = { kind: 'job', freed, hops };
    this.#worker.postMessage(
      job,
      hops.map(({ hop }) => hop.samples.buffer),
    );
  }

  #answer(readings: readonly (EmotionReading | null)[]): void {
    const answered = this.#underWay;
    this.#underWay = [];
    answered.forEach(({ resolve }, i) => {
      resolve(readings[i] ?? null);
    });
    this.#flush();
    if (this.#waiting.length + this.#underWay.length === 0) this.#onDrained?.();
  }

  #lose(error: EngineError): void {
    this.#lost = error;
    for (const { reject } of [...this.#underWay, ...this.#waiting]) reject(error);
    this.#underWay = [];
    this.#waiting = [];
    this.#onDrained?.();
  }
}
