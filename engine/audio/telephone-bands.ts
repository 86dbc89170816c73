// One 32 ms frame of a voice in, levels of 24 mel bands between 300 and 3400 Hz out: what every telephone lets through.
// The same at 8 and 16 kHz, so what is learnt on studio sound holds on a line. No latency.
// Hann window, triangles of equal width in mel (S. B. Davis, P. Mermelstein, IEEE ASSP 28(4), 1980).

import type { VoiceRateHz } from '../ports.ts';
import { createRealFft } from './real-fft.ts';

export const BANDS = 24;
const LOWEST_HZ = 300;
const HIGHEST_HZ = 3400;
/** Bins are 31.25 Hz apart at both rates. */
const BIN_HZ = 31.25;
const FIRST_BIN = Math.ceil(LOWEST_HZ / BIN_HZ);
const LAST_BIN = Math.floor(HIGHEST_HZ / BIN_HZ);
/** −100 dB of a full-scale sine: the level of silence. */
const FLOOR_POWER = 1e-10;

export interface TelephoneBands {
  /** `frame` is float32[256] at 8 kHz or float32[512] at 16 kHz; writes dB of each band to `levels[at … at + 24)`. */
  read(frame: Float32Array, levels: Float32Array, at: number): void;
}

const toMel = (hz: number): number => 2595 * Math.log10(1 + hz / 700);
const toHz = (mel: number): number => 700 * (10 ** (mel / 2595) - 1);
/** Middle of each band in Hz. */
export const BAND_HZ: readonly number[] = Array.from({ length: BANDS }, (_, band) => edgeHz(band + 1));

export function createTelephoneBands(sampleRateHz: VoiceRateHz): TelephoneBands {
  const size = sampleRateHz / BIN_HZ;
  const fft = createRealFft(size);
  const hann = Float32Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));
  const windowed = new Float32Array(size);
  const power = new Float64Array(LAST_BIN - FIRST_BIN + 1);
  const filters = Array.from({ length: BANDS }, (_, band) => triangle(band));
  // A full-scale sine has a power of (size / 4)² in its bin under a Hann window.
  const scale = 1 / (size / 4) ** 2;
  return {
    read(frame, levels, at) {
      for (let i = 0; i < size; i++) windowed[i] = (frame[i] as number) * (hann[i] as number);
      fft.powerOf(windowed, FIRST_BIN, power);
      for (let band = 0; band < BANDS; band++) {
        const { from, weights } = filters[band] as Triangle;
        let sum = 0;
        for (let i = 0; i < weights.length; i++) sum += (power[from + i] as number) * (weights[i] as number);
        levels[at + band] = 10 * Math.log10(sum * scale + FLOOR_POWER);
      }
    },
  };
}

interface Triangle {
  /** Index into `power`. */
  readonly from: number;
  /** Sum is 1: the level of a band does not depend on its width. */
  readonly weights: Float64Array;
}

function triangle(band: number): Triangle {
  const [low, middle, high] = [edgeHz(band), edgeHz(band + 1), edgeHz(band + 2)];
  const weightAt = (hz: number) => Math.max(0, Math.min((hz - low) / (middle - low), (high - hz) / (high - middle)));
  const raw = Array.from({ length: LAST_BIN - FIRST_BIN + 1 }, (_, i) => weightAt((FIRST_BIN + i) * BIN_HZ));
  const from = raw.findIndex((weight) => weight > 0);
  const kept = raw.slice(from).filter((weight) => weight > 0);
  const sum = kept.reduce((total, weight) => total + weight, 0);
  return { from, weights: Float64Array.from(kept, (weight) => weight / sum) };
}

/** Edges 0…25: band b rises from edge b to edge b + 1 and falls to edge b + 2. */
function edgeHz(edge: number): number {
  const lowest = toMel(LOWEST_HZ);
  return toHz(lowest + ((toMel(HIGHEST_HZ) - lowest) * edge) / (BANDS + 1));
}
