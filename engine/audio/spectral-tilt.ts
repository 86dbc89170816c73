// A window and the one before it in; energy above 1 kHz against energy below, dB, out: it rises with vocal effort. No latency.
// A second-order Butterworth pair crossed at 1 kHz (J. O. Smith, "Introduction to Digital Filters", 2007): a voice's
// fundamental leaks 28 dB down at 200 Hz, which is below what fricatives and effort change.

import type { VoiceRateHz } from '../ports.ts';

const CROSSOVER_HZ = 1000;
/** 4 ms of the window before: in that time what lay before has died away in the filters (their envelope falls by 154 dB). */
const WARM_UP_MS = 4;
/** −100 dBFS: keeps the ratio finite, and 0 where there is nothing to compare. */
const FLOOR_MEAN_SQUARE = 1e-10;

interface CrossoverPair {
  readonly a1: number;
  readonly a2: number;
  readonly lowGain: number;
  readonly highGain: number;
}

const PAIRS: Readonly<Record<VoiceRateHz, CrossoverPair>> = { 8000: crossover(8000), 16000: crossover(16000) };

export function spectralTiltDb(context: Float32Array, window: Float32Array, sampleRateHz: VoiceRateHz): number {
  const { a1, a2, lowGain, highGain } = PAIRS[sampleRateHz];
  const warmUp = Math.min(context.length, (sampleRateHz * WARM_UP_MS) / 1000);
  let w1 = 0;
  let w2 = 0;
  for (let i = context.length - warmUp; i < context.length; i++) {
    const w = (context[i] as number) - a1 * w1 - a2 * w2;
    w2 = w1;
    w1 = w;
  }
  let low = 0;
  let high = 0;
  for (let i = 0; i < window.length; i++) {
    const w = (window[i] as number) - a1 * w1 - a2 * w2;
    const even = w + w2;
    low += (even + 2 * w1) ** 2;
    high += (even - 2 * w1) ** 2;
    w2 = w1;
    w1 = w;
  }
  const lowMeanSquare = (low * lowGain ** 2) / window.length;
  const highMeanSquare = (high * highGain ** 2) / window.length;
  return 10 * Math.log10((highMeanSquare + FLOOR_MEAN_SQUARE) / (lowMeanSquare + FLOOR_MEAN_SQUARE));
}

/** Low-pass and high-pass of the same poles, so that one recursion serves both. */
function crossover(sampleRateHz: number): CrossoverPair {
  const k = Math.tan((Math.PI * CROSSOVER_HZ) / sampleRateHz);
  const scale = 1 / (1 + Math.SQRT2 * k + k * k);
  return {
    a1: 2 * (k * k - 1) * scale,
    a2: (1 - Math.SQRT2 * k + k * k) * scale,
    lowGain: k * k * scale,
    highGain: scale,
  };
}
