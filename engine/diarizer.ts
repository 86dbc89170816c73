// The port of who speaks on a channel that carries several voices. In: the channel's utterances. Out: turns of numbered
// voices. A voice is nobody's yet: it is a participant of the role `unknown` until somebody says whose it is.

import type { MediaMs, MediaSpan } from './media-time.ts';
import type { VoiceRateHz } from './ports.ts';

export interface VoiceTurn extends MediaSpan {
  /** 1, 2 …, in the order in which they were first heard on this channel; the same voice keeps its number. */
  readonly voice: number;
}

/** One channel of one call. */
export interface DiarizationStream {
  /**
   * Who speaks when in an utterance, in order; voices may overlap. Empty where it is too short to tell. `samples`: float32 in
   * [−1, 1], the first at `startMs`. Utterances are taken in the order of the calls. Rejects with `model.failed`, or
   * `model.load` where the models cannot be loaded; the stream stays usable.
   */
  turnsOf(startMs: MediaMs, samples: Float32Array): Promise<readonly VoiceTurn[]>;
}

export interface Diarizer {
  readonly name: string;
  /** False where it will answer no more until the process is started again. */
  isAlive(): boolean;
  open(sampleRateHz: VoiceRateHz): DiarizationStream;
  close(): Promise<void>;
}
