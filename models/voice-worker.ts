// The voice worker's thread: loads the model once, then runs each job's batches in order and answers batch by batch.
// Any failure is told and ends the thread; the main thread starts a new one.

import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { asEngineError } from '../engine/errors.ts';
import { loadSilero, type Silero } from './silero.ts';
import {
  type FromVoiceWorker,
  type ToVoiceWorker,
  type VoiceJob,
  type VoiceWorkerData,
  WINDOW_SAMPLES,
} from './voice-protocol.ts';
import { createVoiceReader, type VoiceReader } from './voice-reader.ts';

type Tell = (message: FromVoiceWorker) => void;

if (parentPort !== null) await serve(parentPort, workerData as VoiceWorkerData);

async function serve(port: MessagePort, { weightsFile }: VoiceWorkerData): Promise<void> {
  const tell: Tell = (message) => {
    const spent = message.kind === 'answer' ? message.spent : null;
    port.postMessage(message, spent === null ? [] : [spent]);
  };
  let silero: Silero;
  try {
    silero = await loadSilero({ weightsFile: weightsFile ?? undefined });
  } catch (thrown) {
    const { message, details } = asEngineError(thrown, 'model.load');
    tell({ kind: 'not-loaded', message, details });
    return port.close();
  }
  const reader = createVoiceReader(silero);
  let ended: Promise<void> | null = null;
  const end = () => {
    port.close();
    ended ??= silero.release();
    return ended;
  };
  // Messages are worked off one after the other, although a run is asynchronous.
  let previous = Promise.resolve();
  port.on('message', (message: ToVoiceWorker) => {
    const next = () => (message.kind === 'close' ? end() : runJob(reader, message, tell));
    previous = previous.then(next).catch((thrown: unknown) => {
      tell({ kind: 'failed', message: asEngineError(thrown, 'model.failed').message });
      return end();
    });
  });
  tell({ kind: 'ready' });
}

async function runJob(reader: VoiceReader, job: VoiceJob, tell: Tell): Promise<void> {
  for (const streamId of job.freed) reader.forget(streamId);
  let at = 0;
  for (const { sampleRateHz, streamIds } of job.batches) {
    const end = at + streamIds.length * WINDOW_SAMPLES[sampleRateHz];
    const readings = await reader.read(sampleRateHz, streamIds, job.samples.subarray(at, end));
    at = end;
    tell({ kind: 'answer', readings, spent: end === job.samples.length ? job.samples.buffer : null });
  }
}
