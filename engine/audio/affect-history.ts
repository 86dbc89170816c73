// The last 2 s of one channel's voice: windows and what the voice model read of them in, features of the moment out.
// No latency; only windows with speech cost anything.

import type { VoiceRateHz } from '../ports.ts';
import { affectFeatures, FRAMES_PER_WINDOW, type SpokenWindow } from './affect-features.ts';
import { BANDS, createTelephoneBands, type TelephoneBands } from './telephone-bands.ts';

/** A hop of 992 ms: as often as a moment is read. */
export const HOP_WINDOWS = 31;
/** 2 s: long enough for some syllables, short enough that a change shows within 3 s. */
const SPAN_WINDOWS = 62;
/** 320 ms: less speech than that tells nothing of how it is spoken. */
export const LEAST_SPOKEN_WINDOWS = 10;
/** As speech segments open. */
export const SPOKEN_PROBABILITY = 0.5;

const BANDS_AT: Readonly<Record<VoiceRateHz, TelephoneBands>> = {
  8000: createTelephoneBands(8000),
  16000: createTelephoneBands(16000),
};

export class AffectHistory {
  readonly #bands: TelephoneBands;
  /** float32[2 × window]: the window before, then the one at hand. */
  readonly #samples: Float32Array;
  readonly #length: number;
  #spoken: SpokenWindow[] = [];
  #index = -1;

  constructor(sampleRateHz: VoiceRateHz) {
    this.#bands = BANDS_AT[sampleRateHz];
    this.#length = (sampleRateHz * 32) / 1000;
    this.#samples = new Float32Array(2 * this.#length);
  }

  /**
   * A window of the channel, float32[256] at 8 kHz or float32[512] at 16 kHz; copied. `index` counts the channel's windows
   * and rises; windows that are left out were silent.
   */
  hear(index: number, window: Float32Array, speechProbability: number, f0Hz: number | null): void {
    const length = this.#length;
    if (index === this.#index + 1) this.#samples.copyWithin(0, length);
    else this.#samples.fill(0, 0, length);
    this.#samples.set(window, length);
    this.#index = index;
    if (speechProbability < SPOKEN_PROBABILITY) return;
    const bands = new Float32Array(FRAMES_PER_WINDOW * BANDS);
    this.#bands.read(this.#samples.subarray(length / 2, length / 2 + length), bands, 0);
    this.#bands.read(this.#samples.subarray(length), bands, BANDS);
    const pitch = f0Hz === null ? null : 12 * Math.log2(f0Hz / 100);
    this.#spoken.push({ bands, pitch, index });
  }

  /** Features of the 2 s that end with the window `at`; null where hardly anything was said. */
  features(at: number): Float32Array | null {
    this.#spoken = this.#spoken.filter(({ index }) => index > at - SPAN_WINDOWS);
    if (this.#spoken.length < LEAST_SPOKEN_WINDOWS) return null;
    return affectFeatures(this.#spoken, SPAN_WINDOWS);
  }
}
