// The sentence model's thread: loads the model once, then reads one message after the other. A run of the model takes some
// milliseconds and holds up its thread, so it must not be the gateway's.

import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { asEngineError } from '../engine/errors.ts';
import type { Embedder } from '../engine/ports.ts';
import { loadEmbedder } from './embedder.ts';
import type { EmbedderWorkerData, FromEmbedderWorker, ToEmbedderWorker } from './embedder-protocol.ts';

if (parentPort !== null) await serve(parentPort, workerData as EmbedderWorkerData);

async function serve(port: MessagePort, { folder }: EmbedderWorkerData): Promise<void> {
  const tell = (message: FromEmbedderWorker) => port.postMessage(message);
  let embedder: Embedder;
  try {
    embedder = await loadEmbedder(folder);
  } catch (thrown) {
    const { message, details } = asEngineError(thrown, 'model.load');
    tell({ kind: 'not-loaded', message, details });
    return port.close();
  }
  const answer = (texts: readonly string[]) =>
    embedder.embed(texts).then(
      (vectors) => tell({ kind: 'vectors', vectors }),
      (thrown: unknown) => tell({ kind: 'failed', message: asEngineError(thrown, 'model.failed').message }),
    );
  let previous = Promise.resolve();
  port.on('message', (message: ToEmbedderWorker) => {
    const next = async () => {
      if (message.kind === 'embed') return answer(message.texts);
      port.close();
      return embedder.close();
    };
    previous = previous.then(next);
  });
  tell({ kind: 'ready', name: embedder.name });
}
