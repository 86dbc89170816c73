// The engine's Embedder over one worker: sentences of all calls in, vectors out, in order. A worker that is lost stays lost,
// and every call after it goes on without.

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { asEngineError, EngineError } from '../engine/errors.ts';
import type { Embedder } from '../engine/ports.ts';
import type { EmbedderWorkerData, FromEmbedderWorker, ToEmbedderWorker } from './embedder-protocol.ts';
import { workerEntry } from './worker-entry.ts';

interface Asked {
  readonly resolve: (vectors: readonly Float32Array[]) => void;
  readonly reject: (error: EngineError) => void;
}

/** Resolves when the model of the folder is loaded; rejects with `model.load`, which says what is wrong with it. */
export function createEmbedder(folder: string): Promise<Embedder> {
  const { url, execArgv } = workerEntry('embedder-worker', import.meta.url);
  const workerData: EmbedderWorkerData = { folder };
  const worker = new Worker(url, { workerData, execArgv, name: 'embedder' });
  // Invariant: one entry for each message that is not answered yet, oldest first.
  const asked: Asked[] = [];
  let reason: EngineError | null = null;
  let exited: Promise<unknown> | null = null;
  const send = (message: ToEmbedderWorker) => worker.postMessage(message);
  const answered = (message: Extract<FromEmbedderWorker, { kind: 'vectors' | 'failed' }>) => {
    const first = asked.shift();
    if (message.kind === 'vectors') first?.resolve(message.vectors);
    else first?.reject(new EngineError('model.failed', message.message));
  };
  const embedderNamed = (name: string): Embedder => ({
    name,
    embed(texts) {
      if (reason !== null) return Promise.reject(reason);
      if (exited !== null) return Promise.reject(new EngineError('model.failed', 'The sentence model is closed.'));
      return new Promise((resolve, reject) => {
        asked.push({ resolve, reject });
        send({ kind: 'embed', texts });
      });
    },
    async close() {
      if (reason !== null) return;
      exited ??= once(worker, 'exit');
      send({ kind: 'close' });
      await exited;
    },
  });
  return new Promise((resolve, reject) => {
    worker.on('message', (message: FromEmbedderWorker) => {
      if (message.kind === 'ready') resolve(embedderNamed(message.name));
      else if (message.kind === 'not-loaded') reason = new EngineError('model.load', message.message, message);
      else answered(message);
    });
    worker.on('error', (thrown) => {
      reason = asEngineError(thrown, 'model.failed');
    });
    worker.on('exit', (exitCode) => {
      reason ??= new EngineError('model.failed', `The sentence model's thread ended with exit code ${exitCode}.`);
      reject(asEngineError(reason, 'model.load'));
      for (const each of asked.splice(0)) each.reject(reason);
    });
  });
}
