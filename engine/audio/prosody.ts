// One 32 ms window of one channel and the window before it in; level, pitch and spectral tilt out. No latency; the pitch is
// that of the 64 ms of both, so about that of the moment where they meet.
// Pitch: YIN (A. de Cheveigné, H. Kawahara, "YIN, a fundamental frequency estimator", JASA 111(4), 2002), steps 2–5,
// at 4 kHz after a triangular low-pass, which also takes off noise and formants. Tilt: Butterworth pair, crossed at 1 kHz.

import type { VoiceRateHz } from '../ports.ts';
import { spectralTiltDb } from './spectral-tilt.ts';

export interface Prosody {
  /** Level of the window, dB relative to a full-scale square wave (a full-scale sine is −3); −100 for silence. */
  readonly rmsDb: number;
  /** Fundamental frequency in [60, 450] Hz; null where it is not voiced. A tone above can read as its subharmonic. */
  readonly f0Hz: number | null;
  /** Energy of the window above 1 kHz against energy below, dB; 0 for silence. Compare only at the same rate. */
  readonly spectralTiltDb: number;
}

const FLOOR_DB = -100;
const PITCH_RATE_HZ = 4000;
const LOWEST_F0_HZ = 60;
const HIGHEST_F0_HZ = 450;
/** Below this nothing is voiced: it is 20 dB under a whisper into a telephone. */
const PITCH_FLOOR_DB = -70;
/** YIN's absolute threshold: the first dip of the normalised difference below it is the period. The paper has 0.1 at 25 ms. */
const CLEAR_DIP = 0.15;
/** Where no dip is clear, the deepest counts up to here; the deepest of white noise lies above 0.4. */
const VOICED_DIP = 0.3;

const SHORTEST_LAG = Math.floor(PITCH_RATE_HZ / HIGHEST_F0_HZ);
const LONGEST_LAG = Math.ceil(PITCH_RATE_HZ / LOWEST_F0_HZ);
/** Samples compared at each lag: what 64 ms at 4 kHz leave, in multiples of 4; 46 ms, almost three periods of 60 Hz. */
const COMPARED = 184;

// Scratch space: written before it is read in every call, so results depend on the arguments only.
const full = new Float64Array(1024);
const lowRate = new Float64Array(COMPARED + LONGEST_LAG + 1);
const difference = new Float64Array(LONGEST_LAG + 2);

/**
 * `context` is the window before, float32[512] at 16 kHz or float32[256] at 8 kHz like `window`; zeros for the first.
 * `withPitch` false leaves `f0Hz` null: pitch is by far the dearest of the three.
 */
export function readProsody(
  context: Float32Array,
  window: Float32Array,
  sampleRateHz: VoiceRateHz,
  withPitch = true,
): Prosody {
  return {
    rmsDb: levelDb(window),
    f0Hz: withPitch ? fundamentalHz(context, window, sampleRateHz) : null,
    spectralTiltDb: spectralTiltDb(context, window, sampleRateHz),
  };
}

function levelDb(samples: Float32Array): number {
  let energy = 0;
  for (let i = 0; i < samples.length; i++) energy += (samples[i] ?? 0) ** 2;
  const meanSquare = energy / samples.length;
  return meanSquare > 0 ? Math.max(FLOOR_DB, 10 * Math.log10(meanSquare)) : FLOOR_DB;
}

function fundamentalHz(context: Float32Array, window: Float32Array, sampleRateHz: VoiceRateHz): number | null {
  if (Math.max(levelDb(context), levelDb(window)) < PITCH_FLOOR_DB) return null;
  decimate(context, window, sampleRateHz / PITCH_RATE_HZ);
  normalisedDifference();
  const period = periodLag();
  if (period === null) return null;
  const f0Hz = PITCH_RATE_HZ / period;
  return f0Hz >= LOWEST_F0_HZ && f0Hz <= HIGHEST_F0_HZ ? f0Hz : null;
}

/** Low-passes context and window with a triangle of 2·factor − 1 taps (zeros at 4 and 8 kHz) and keeps every factor-th. */
function decimate(context: Float32Array, window: Float32Array, factor: number): void {
  const length = context.length + window.length;
  full.set(context);
  full.set(window, context.length);
  const first = length - (lowRate.length - 1) * factor - factor;
  for (let i = 0; i < lowRate.length; i++) {
    const centre = first + i * factor;
    let sum = factor * (full[centre] ?? 0);
    for (let tap = 1; tap < factor; tap++) {
      sum += (factor - tap) * ((full[centre - tap] ?? 0) + (full[centre + tap] ?? 0));
    }
    lowRate[i] = sum;
  }
}

/** YIN steps 2 and 3: squared difference at each lag, over its mean at the shorter lags. */
function normalisedDifference(): void {
  let sum = 0;
  for (let lag = 1; lag < difference.length; lag++) {
    const squared = squaredDifference(lag);
    sum += squared;
    difference[lag] = sum > 0 ? (squared * lag) / sum : 1;
  }
}

/** Four sums at once, because each addition would wait for the one before. */
function squaredDifference(lag: number): number {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  for (let i = 0; i < COMPARED; i += 4) {
    const d0 = at(i) - at(i + lag);
    const d1 = at(i + 1) - at(i + lag + 1);
    const d2 = at(i + 2) - at(i + lag + 2);
    const d3 = at(i + 3) - at(i + lag + 3);
    sum0 += d0 * d0;
    sum1 += d1 * d1;
    sum2 += d2 * d2;
    sum3 += d3 * d3;
  }
  return sum0 + sum1 + (sum2 + sum3);
}

const at = (index: number): number => lowRate[index] as number;

/** YIN steps 4 and 5: the bottom of the first clear dip, or of the deepest that will do, between the lags by a parabola. */
function periodLag(): number | null {
  let period: number | null = null;
  let deepest = VOICED_DIP;
  for (let lag = SHORTEST_LAG; lag <= LONGEST_LAG; lag++) {
    const before = dip(lag - 1);
    const here = dip(lag);
    const after = dip(lag + 1);
    if (here > before || here > after) continue;
    const curvature = Math.max(before - 2 * here + after, Number.MIN_VALUE);
    const offset = (before - after) / (2 * curvature);
    const depth = here - ((before - after) * offset) / 4;
    if (depth >= deepest) continue;
    period = lag + offset;
    deepest = depth;
    if (depth < CLEAR_DIP) break;
  }
  return period;
}

const dip = (lag: number): number => difference[lag] as number;
