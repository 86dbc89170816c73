// sherpa-onnx as the process uses it: the few of its calls that we need, with our settings. Runs in the child only.

import { requireNative } from '../child/native-package.ts';
import type { SenseVoiceModel, SherpaResult, StreamingModel } from './sherpa-protocol.ts';

export interface NativeStream {
  acceptWaveform(audio: { readonly sampleRate: number; readonly samples: Float32Array }): void;
  inputFinished(): void;
}
interface OnlineRecognizer {
  createStream(): NativeStream;
  isReady(stream: NativeStream): boolean;
  decodeStreams(streams: readonly NativeStream[]): void;
  getResult(stream: NativeStream): SherpaResult;
}
interface OfflineRecognizer {
  createStream(): NativeStream;
  decode(stream: NativeStream): void;
  getResult(stream: NativeStream): SherpaResult;
}
interface Sherpa {
  readonly OnlineRecognizer: new (config: object) => OnlineRecognizer;
  readonly OfflineRecognizer: new (config: object) => OfflineRecognizer;
}

const FEATURES = { sampleRate: 16_000, featureDim: 80 };
const sherpa = () => requireNative<Sherpa>('sherpa-onnx-node');

export function loadStreaming(model: StreamingModel, threads: number): OnlineRecognizer {
  const { encoder, decoder, tokens } = model;
  const files =
    model.format === 'streaming-transducer'
      ? { transducer: { encoder, decoder, joiner: model.joiner } }
      : { paraformer: { encoder, decoder } };
  return new (sherpa().OnlineRecognizer)({
    featConfig: FEATURES,
    modelConfig: { ...files, tokens, numThreads: threads, provider: 'cpu', debug: 0 },
    decodingMethod: 'greedy_search',
    // Voice activity says where an utterance ends.
    enableEndpoint: 0,
  });
}

/** Recognises whole utterances. One recogniser a language: changing the language of one resets how it reads sound. */
export function loadSenseVoice({ model, tokens }: SenseVoiceModel, threads: number) {
  const { OfflineRecognizer } = sherpa();
  const recognisers = new Map<string, OfflineRecognizer>();
  const recogniserOf = (language: string) => {
    const loaded = recognisers.get(language);
    if (loaded) return loaded;
    const senseVoice = { model, language, useInverseTextNormalization: 1 };
    const modelConfig = { senseVoice, tokens, numThreads: threads, provider: 'cpu', debug: 0 };
    const recogniser = new OfflineRecognizer({ featConfig: FEATURES, modelConfig });
    recognisers.set(language, recogniser);
    return recogniser;
  };
  recogniserOf('');
  return (samples: Float32Array, sampleRate: number, language: string): SherpaResult => {
    const recogniser = recogniserOf(language);
    const stream = recogniser.createStream();
    stream.acceptWaveform({ sampleRate, samples });
    recogniser.decode(stream);
    return recogniser.getResult(stream);
  };
}
