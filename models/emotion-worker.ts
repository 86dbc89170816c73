// The emotion worker's thread: loads the model once, then reads each job's hops together and answers.
// A thread of its own, so that a large model never holds voice activity back. A failure is told and ends the thread.

import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { asEngineError } from '../engine/errors.ts';
import type { EmotionWorkerData, FromEmotionWorker, ToEmotionWorker } from './emotion-protocol.ts';
import { type EmotionReader, loadEmotionReader } from './emotion-reader.ts';
import { loadHubEmotionReader } from './hub-emotion-reader.ts';

if (parentPort !== null) await serve(parentPort, workerData as EmotionWorkerData);

async function serve(port: MessagePort, { modelDir }: EmotionWorkerData): Promise<void> {
  const tell = (message: FromEmotionWorker) => port.postMessage(message);
  let reader: EmotionReader;
  try {
    reader = modelDir === null ? await loadEmotionReader() : await loadHubEmotionReader(modelDir);
  } catch (thrown) {
    const { message, details } = asEngineError(thrown, 'model.load');
    tell({ kind: 'not-loaded', message, details });
    return port.close();
  }
  let ended: Promise<void> | null = null;
  const end = () => {
    port.close();
    ended ??= reader.release();
    return ended;
  };
  let previous = Promise.resolve();
  port.on('message', (message: ToEmotionWorker) => {
    const next = async () => {
      if (message.kind === 'close') return end();
      for (const streamId of message.freed) reader.forget(streamId);
      tell({ kind: 'answer', readings: await reader.read(message.hops) });
    };
    previous = previous.then(next).catch((thrown: unknown) => {
      tell({ kind: 'failed', message: asEngineError(thrown, 'model.failed').message });
      return end();
    });
  });
  tell({ kind: 'ready', name: reader.name });
}
