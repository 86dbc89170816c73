// The emotion network through onnxruntime: moments of many voices in, three probabilities of each out. Rows do not mix.

import { InferenceSession, Tensor } from 'onnxruntime-node';
import { AFFECT_FEATURES } from '../engine/audio/affect-features.ts';
import { asEngineError } from '../engine/errors.ts';

export interface Moment {
  /** float32[78]: engine/audio/affect-features.ts. */
  readonly features: Float32Array;
  /** float32[78]: the same of the speaker so far, in the mean. */
  readonly usual: Float32Array;
}

/** Probabilities of each moment. */
export const AFFECTS = 3;

export interface EmotionNetworkRun {
  /**
   * float32[rows, 3]: P(high arousal) and P(negative valence) in voices like those that were learnt from, and P(high arousal) in
   * voices unlike them.
   */
  run(moments: readonly Moment[]): Promise<Float32Array>;
  release(): Promise<void>;
}

/** Throws `model.load` where the runtime does not understand the bytes. */
export async function openEmotionNetwork(bytes: Uint8Array): Promise<EmotionNetworkRun> {
  const threads = { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential' } as const;
  const session = await InferenceSession.create(bytes, threads).catch((thrown: unknown) => {
    throw asEngineError(thrown, 'model.load');
  });
  return { run: (moments) => runNetwork(session, moments), release: () => session.release() };
}

async function runNetwork(session: InferenceSession, moments: readonly Moment[]): Promise<Float32Array> {
  const rows = moments.length;
  const width = AFFECT_FEATURES.length;
  const features = new Float32Array(rows * width);
  const usual = new Float32Array(rows * width);
  moments.forEach((moment, row) => {
    features.set(moment.features, row * width);
    usual.set(moment.usual, row * width);
  });
  const { affect } = await session.run({
    features: new Tensor('float32', features, [rows, width]),
    usual: new Tensor('float32', usual, [rows, width]),
  });
  if (affect?.data instanceof Float32Array) return affect.data;
  throw new TypeError('voice-emotion: the output is missing or is not float32');
}
