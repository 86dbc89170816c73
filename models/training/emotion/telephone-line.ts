// A voice at 16 kHz in, the same voice at 8 kHz out, as it is or as a telephone passes it on: 300–3400 Hz, G.711 µ-law.
// Windowed-sinc filters (Hamming, 129 taps: stop band −53 dB); the delay is taken out.

import { decodeMulaw, encodeMulaw } from '../../../engine/audio/g711.ts';

const TAPS = 129;
const ANTI_ALIAS = lowPass(3800 / 16000);
const TO_LINE = bandPass(300 / 8000, 3400 / 8000);

/** float32[n] at 16 kHz → float32[n / 2] at 8 kHz. */
export function halvedRate(samples: Float32Array): Float32Array {
  return filtered(samples, ANTI_ALIAS, 2);
}

/** float32[n] at 16 kHz → float32[n / 2] at 8 kHz, band-limited and coded as on a line. */
export function overTelephone(samples: Float32Array): Float32Array {
  return decodeMulaw(encodeMulaw(filtered(halvedRate(samples), TO_LINE, 1)));
}

function filtered(samples: Float32Array, taps: Float64Array, keepEvery: number): Float32Array {
  const middle = (taps.length - 1) / 2;
  const output = new Float32Array(Math.floor(samples.length / keepEvery));
  for (let i = 0; i < output.length; i++) {
    const centre = i * keepEvery;
    const first = Math.max(0, middle - centre);
    const last = Math.min(taps.length, samples.length + middle - centre);
    let sum = 0;
    for (let tap = first; tap < last; tap++) sum += (taps[tap] as number) * (samples[centre + tap - middle] as number);
    output[i] = sum;
  }
  return output;
}

/** Cut-offs are shares of the sampling rate. */
function lowPass(cutoff: number): Float64Array {
  const middle = (TAPS - 1) / 2;
  const taps = Float64Array.from({ length: TAPS }, (_, i) => {
    const x = i - middle;
    const sinc = x === 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * x) / (Math.PI * x);
    return sinc * (0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (TAPS - 1)));
  });
  const gain = taps.reduce((sum, tap) => sum + tap, 0);
  return taps.map((tap) => tap / gain);
}

function bandPass(low: number, high: number): Float64Array {
  const below = lowPass(low);
  return lowPass(high).map((tap, i) => tap - (below[i] as number));
}
