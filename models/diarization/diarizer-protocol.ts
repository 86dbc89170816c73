// What the diarizer and its process say to each other.

export interface DiarizerLoad {
  readonly segmentation: string;
  readonly voiceprint: string;
  readonly threads: number;
}

export interface DiarizerQuestion {
  /** At 16 kHz. */
  readonly samples: Float32Array;
}

/** Of one utterance: its turns, and the voiceprint of each of its speakers. */
export interface DiarizerAnswer {
  /** Times in seconds from the first sample; speakers 0, 1 … of this utterance alone. */
  readonly turns: readonly { readonly start: number; readonly end: number; readonly speaker: number }[];
  /** By speaker; null where there is too little speech for one. */
  readonly voiceprints: readonly (Float32Array | null)[];
}
