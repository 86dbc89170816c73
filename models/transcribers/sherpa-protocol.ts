// What the sherpa transcriber and its processes say to each other.

export type SherpaModel =
  | {
      readonly format: 'streaming-transducer';
      readonly encoder: string;
      readonly decoder: string;
      readonly joiner: string;
      readonly tokens: string;
    }
  | {
      readonly format: 'streaming-paraformer';
      readonly encoder: string;
      readonly decoder: string;
      readonly tokens: string;
    }
  | { readonly format: 'sense-voice'; readonly model: string; readonly tokens: string };

export type SenseVoiceModel = Extract<SherpaModel, { format: 'sense-voice' }>;
export type StreamingModel = Exclude<SherpaModel, SenseVoiceModel>;

export interface SenseVoiceLoad {
  readonly model: SenseVoiceModel;
  readonly threads: number;
}
export interface SenseVoiceQuestion {
  readonly samples: Float32Array;
  readonly sampleRateHz: number;
  /** As the model names it; empty to detect. */
  readonly language: string;
}

/** What sherpa-onnx gives, as far as it is used. Times in seconds from the first sample. */
export interface SherpaResult {
  readonly text: string;
  /** A token that begins a word begins with a space. */
  readonly tokens: readonly string[];
  /** Where each token begins; empty where the model does not tell. */
  readonly timestamps: readonly number[];
  /** ln P of each token; empty where the model does not tell. */
  readonly ys_probs?: readonly number[];
  /** `<|zh|>`, from models that detect it. */
  readonly lang?: string;
}

export type ToSherpa =
  | { readonly kind: 'load'; readonly model: StreamingModel; readonly threads: number }
  /** The next audio of an utterance; the first opens it. */
  | {
      readonly kind: 'audio';
      readonly utterance: number;
      readonly sampleRateHz: number;
      readonly samples: Float32Array;
    }
  /** Nothing follows: the final is wanted. */
  | { readonly kind: 'end'; readonly utterance: number }
  | { readonly kind: 'forget'; readonly utterance: number };

/** All audio that had come was heard; `heardSamples` of it in all. */
export interface FromSherpa {
  readonly kind: 'heard';
  readonly utterance: number;
  readonly result: SherpaResult;
  readonly heardSamples: number;
  readonly isFinal: boolean;
}
