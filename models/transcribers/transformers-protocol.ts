// What the transformers transcriber and its process say to each other.

export interface TransformersLoad {
  /** A folder as the hub lays it out: config.json, tokenizer.json, onnx/. */
  readonly folder: string;
  readonly format: 'whisper' | 'moonshine';
  readonly threads: number;
}

export interface TransformersQuestion {
  /** At 16 kHz. */
  readonly samples: Float32Array;
  /** ISO 639-1; null for a model of one language. */
  readonly language: string | null;
}

export interface TransformersAnswer {
  readonly text: string;
  /** Times in seconds from the first sample; an end that the model did not tell is null. */
  readonly chunks?: readonly { readonly text: string; readonly timestamp: readonly [number, number | null] }[];
}
