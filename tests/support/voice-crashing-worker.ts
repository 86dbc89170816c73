// A voice worker for tests: speaks the protocol, answers zeros, and dies when the first sample of a job tells it to.

import { parentPort } from 'node:worker_threads';
import type { FromVoiceWorker, ToVoiceWorker } from '../../models/voice-protocol.ts';
import { createReadings } from '../../models/voice-protocol.ts';

/** First sample of a window that ends the thread, as a crash of the native library would. */
export const CRASH = 0.75;
/** First sample of a window on which the model fails and says so. */
export const FAIL = 0.5;

const tell = (message: FromVoiceWorker) => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToVoiceWorker) => {
  if (message.kind === 'close') return parentPort?.close();
  if (message.samples[0] === CRASH) process.exit(3);
  if (message.samples[0] === FAIL) {
    tell({ kind: 'failed', message: 'asked to fail' });
    return parentPort?.close();
  }
  for (const { streamIds } of message.batches)
    tell({ kind: 'answer', readings: createReadings(streamIds.length), spent: null });
});
tell({ kind: 'ready' });
