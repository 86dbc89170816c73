// The child process that runs a streaming model through sherpa-onnx: hears utterances while they are spoken, many at once,
// one chunk of each in a run. Ends with its parent.

import { asEngineError } from '../../engine/errors.ts';
import type { FromChild } from '../child/child-link.ts';
import { loadStreaming, type NativeStream } from './sherpa-engine.ts';
import type { FromSherpa, StreamingModel, ToSherpa } from './sherpa-protocol.ts';

/**
 * Silence after an utterance, so that what a chunk and its right context still hold comes out. A paraformer hears chunks of
 * 610 ms, and of each only what has 180 ms after it, in frames of 70 ms.
 */
const TAIL_MS = { 'streaming-transducer': 600, 'streaming-paraformer': 900 } as const;

type Handle = (message: ToSherpa) => void;

const tell = (message: FromSherpa | FromChild) => process.send?.(message);
let handle: Handle | null = null;

process.once('disconnect', () => process.exit(0));
process.on('message', (message: ToSherpa) => {
  if (message.kind !== 'load') return handle?.(message);
  try {
    handle = growingUtterances(message.model, message.threads);
    tell({ kind: 'ready' });
  } catch (thrown) {
    tell({ kind: 'not-loaded', message: asEngineError(thrown, 'model.load').message });
    process.disconnect();
  }
});

interface Growing {
  readonly stream: NativeStream;
  readonly sampleRateHz: number;
  samples: number;
  isEnded: boolean;
}

function growingUtterances(model: StreamingModel, threads: number): Handle {
  const recogniser = loadStreaming(model, threads);
  const growing = new Map<number, Growing>();
  const fresh = new Set<number>();
  let isRunning = false;

  const run = () => {
    const ready: Growing[] = [];
    for (const utterance of fresh) {
      const each = growing.get(utterance);
      if (each && recogniser.isReady(each.stream)) ready.push(each);
      else {
        fresh.delete(utterance);
        if (each) report(utterance, each);
      }
    }
    if (ready.length > 0) recogniser.decodeStreams(ready.map(({ stream }) => stream));
    isRunning = fresh.size > 0;
    // Between two runs, what came meanwhile is taken in.
    if (isRunning) setImmediate(run);
  };
  const report = (utterance: number, { stream, samples, isEnded }: Growing) => {
    if (isEnded) growing.delete(utterance);
    tell({
      kind: 'heard',
      utterance,
      result: recogniser.getResult(stream),
      heardSamples: samples,
      isFinal: isEnded,
    });
  };
  const wake = (utterance: number) => {
    fresh.add(utterance);
    if (isRunning) return;
    isRunning = true;
    setImmediate(run);
  };
  const begun = (sampleRateHz: number): Growing => {
    return { stream: recogniser.createStream(), sampleRateHz, samples: 0, isEnded: false };
  };
  return (message) => {
    if (message.kind === 'audio') {
      const { utterance, sampleRateHz, samples } = message;
      const each = growing.get(utterance) ?? begun(sampleRateHz);
      growing.set(utterance, each);
      each.stream.acceptWaveform({ sampleRate: sampleRateHz, samples });
      each.samples += samples.length;
      wake(utterance);
    } else if (message.kind === 'end') {
      const each = growing.get(message.utterance);
      if (!each) return;
      // One stream takes one rate.
      const silence = new Float32Array((each.sampleRateHz * TAIL_MS[model.format]) / 1000);
      each.stream.acceptWaveform({ sampleRate: each.sampleRateHz, samples: silence });
      each.stream.inputFinished();
      each.isEnded = true;
      wake(message.utterance);
    } else if (message.kind === 'forget') growing.delete(message.utterance);
  };
}
