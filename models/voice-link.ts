// The main thread's end of the voice worker: starts the thread, sends jobs, hands answers up, says when it is lost.
// The thread is never terminated from outside: in the middle of a native run that would abort the whole process.

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { asEngineError, EngineError } from '../engine/errors.ts';
import type { FromVoiceWorker, ToVoiceWorker, VoiceAnswer, VoiceJob, VoiceWorkerData } from './voice-protocol.ts';
import { workerEntry } from './worker-entry.ts';

export interface VoiceLinkEvents {
  onAnswer(answer: VoiceAnswer): void;
  /** The worker is gone without having been asked to go; nothing more will be answered. */
  onLost(error: EngineError): void;
}

export interface VoiceLink {
  send(job: VoiceJob): void;
  /** Lets the worker finish its job and resolves when its thread has ended. */
  close(): Promise<void>;
}

/** Starts a worker; resolves when its weights are loaded, rejects with `model.load` when they cannot be. */
export type ConnectVoice = (events: VoiceLinkEvents) => Promise<VoiceLink>;

/** Connects to voice-worker, or to another program that speaks the same protocol. */
export function connectVoiceWorker(
  workerData: VoiceWorkerData,
  entry = workerEntry('voice-worker', import.meta.url),
): ConnectVoice {
  return (events) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(entry.url, { workerData, execArgv: entry.execArgv, name: 'voice' });
      const link = linkTo(worker);
      let isLoaded = false;
      let reason: unknown = null;
      worker.on('message', (message: FromVoiceWorker) => {
        if (message.kind === 'answer') events.onAnswer(message);
        else if (message.kind === 'failed') reason = new EngineError('model.failed', message.message);
        else if (message.kind === 'not-loaded') reason = new EngineError('model.load', message.message, message);
        else {
          isLoaded = true;
          resolve(link);
        }
      });
      worker.on('error', (thrown) => {
        reason = thrown;
      });
      worker.on('exit', (exitCode) => {
        reason ??= new Error(`The voice worker ended with exit code ${exitCode}.`);
        if (!isLoaded) reject(asEngineError(reason, 'model.load'));
        else if (!link.isClosing()) events.onLost(asEngineError(reason, 'model.failed'));
      });
    });
}

function linkTo(worker: Worker): VoiceLink & { isClosing(): boolean } {
  let ended: Promise<void> | null = null;
  return {
    isClosing: () => ended !== null,
    send: (job) => worker.postMessage(job, [job.samples.buffer]),
    close() {
      ended ??= once(worker, 'exit').then(() => undefined);
      worker.postMessage({ kind: 'close' } satisfies ToVoiceWorker);
      return ended;
    },
  };
}
