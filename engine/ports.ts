// What the engine needs from outside, as interfaces. models/ and store/ implement them; tests bring fakes.

import type { CallEvent } from './events.ts';
import type { CallId } from './ids.ts';

/** Rates that voice analysis takes as they are; other rates are resampled to 16 kHz. */
export type VoiceRateHz = 8000 | 16000;

/** What is read from one 32 ms window of one channel. */
export interface VoiceReading {
  /** P(speech) in [0, 1]. */
  readonly speechProbability: number;
  /** Level of the window, dB relative to full scale; −100 for digital silence. */
  readonly rmsDb: number;
  /** Fundamental frequency, Hz; null where the window is not voiced or no voice is likely (P < 0.2). */
  readonly f0Hz: number | null;
  /** Energy above 1 kHz against energy below, dB: rises with vocal effort. */
  readonly spectralTiltDb: number;
}

/** One channel's place in the shared voice model: recurrent state and context live behind it. */
export interface VoiceStream {
  /**
   * Reads the next window: float32[512] at 16 kHz or float32[256] at 8 kHz, samples in [−1, 1].
   * Windows of one stream are read in the order of the calls. The array is handed over: do not use it afterwards.
   * Rejects with `overload.inference` when the queue is full (the window is not read; the stream stays usable),
   * and with `model.failed` when the model itself fails.
   */
  read(window: Float32Array): Promise<VoiceReading>;
  /** Frees the recurrent state. Reads under way still settle. */
  close(): void;
}

/** Voice activity and prosody of many channels at once, batched over calls. */
export interface VoiceModel {
  readonly name: string;
  /** False where it will answer no more until the process is started again. */
  isAlive(): boolean;
  open(sampleRateHz: VoiceRateHz): VoiceStream;
  close(): Promise<void>;
}

/** One second of one channel with speech in it, and what the voice model read of it. */
export interface VoiceHop {
  /** Number of its first window in the channel, from the call's start. */
  readonly firstWindow: number;
  /** float32[31 windows × 256 at 8 kHz or 512 at 16 kHz]; handed over. */
  readonly samples: Float32Array<ArrayBuffer>;
  /** float32[31]: P(speech) of each window. */
  readonly speechProbabilities: Float32Array;
  /** float32[31]: Hz; NaN where a window is not voiced. */
  readonly f0Hz: Float32Array;
}

/** How a voice sounds at a moment: the last 2 s that end with a hop. */
export interface EmotionReading {
  /** Calm 0 … activated 1: P(high arousal). */
  readonly arousal: number;
  /** Unpleasant −1 … pleasant 1: 1 − 2 · P(negative valence). */
  readonly valence: number;
  /** P(the voice is rightly taken for activated or calm), in [0.5, 1]. */
  readonly confidence: number;
}

/** One voice's place in the shared emotion model: its last seconds and its baseline live behind it. */
export interface EmotionStream {
  /**
   * Reads the next hop; null where too little was said. Hops of one stream are read in the order of the calls.
   * Rejects with `overload.inference` when the queue is full and with `model.failed` when the model fails.
   */
  read(hop: VoiceHop): Promise<EmotionReading | null>;
  /** Forgets the voice. Reads under way still settle. */
  close(): void;
}

/** Arousal and valence of many voices at once, batched over calls. Only asked for voices that the policy allows. */
export interface EmotionModel {
  readonly name: string;
  /** False where it will answer no more until the process is started again. */
  isAlive(): boolean;
  open(sampleRateHz: VoiceRateHz): EmotionStream;
  close(): Promise<void>;
}

/** Durable, idempotent, append-only storage of a call's events. */
export interface EventLog {
  /**
   * Resolves when the events are on disk (spool or database). Events of one call come with gapless `seq`;
   * a (callId, seq) that was stored before is ignored.
   */
  append(events: readonly CallEvent[]): Promise<void>;
  /** Events of one call with `seq` > afterSeq, in order, at most `limit`. */
  read(callId: CallId, afterSeq: number, limit: number): Promise<readonly CallEvent[]>;
}

/** Classifiers that pipelines know by name; each may be absent, and the pipeline then judges by its rules. */
export type TextModelName =
  | 'question'
  | 'objection'
  | 'topic'
  | 'buyingSignal'
  | 'pain'
  | 'decisionRole'
  | 'commitment'
  | 'evidence'
  | 'sentiment';

/** A trained classifier of one utterance's words. Synchronous and pure; at most 50 µs an utterance. */
export interface TextClassifier {
  readonly name: string;
  readonly labels: readonly string[];
  /** Whether probabilities were calibrated on held-out lines; where not, no percentage may be shown to people. */
  readonly isCalibrated: boolean;
  /** By label: the probability from which saying it gave the best F1 on held-out lines. */
  readonly thresholds: Readonly<Record<string, number>>;
  /**
   * P(label) in [0, 1] for each of `labels`. `language`: BCP 47. Needs no punctuation.
   * `cues`: what rules found in the text, in the words of the model's training (its recipe says which); default none.
   */
  classify(text: string, language: string, cues?: readonly string[]): Readonly<Record<string, number>>;
}

export type TextModels = { readonly [Name in TextModelName]?: TextClassifier };

export const NO_TEXT_MODELS: TextModels = {};

/** Sentences as points: the nearer two are, the more alike is what they say, in whatever language. */
export interface Embedder {
  readonly name: string;
  /**
   * Unit vectors, one a text, in their order. The same text gives the same vector on one machine.
   * Rejects with `model.failed` when the model itself fails.
   */
  embed(texts: readonly string[]): Promise<readonly Float32Array[]>;
  close(): Promise<void>;
}

/** By topic of a playbook: float32[width] unit vectors of its title, its sentence and its examples. */
export type TopicVectors = ReadonlyMap<string, readonly Float32Array[]>;

/** By script of a playbook: for each of its key points in order, unit vectors of its text and its examples. */
export type ScriptVectors = ReadonlyMap<string, readonly (readonly Float32Array[])[]>;

/** What a sentence model makes of a playbook. */
export interface PlaybookVectors {
  readonly topics: TopicVectors;
  readonly scripts: ScriptVectors;
}
