// Two channels of a sample call: placed voices over a quiet room. In: lines and their sound. Out: interleaved s16le.

import type { PlacedCall } from './place-lines.ts';
import { SIDES } from './scripts/script.ts';
import { SAMPLE_RATE_HZ, SAMPLES_PER_MS } from './voiced-spans.ts';

/** Room noise, dBFS (RMS): audible to a meter, not to a listener. */
const ROOM_DB = -65;
/** An air conditioner rumbles: most of it lies under this, Hz. */
const ROOM_CORNER_HZ = 220;

export function mixCall(call: PlacedCall, sounds: ReadonlyMap<string, Float32Array>): Uint8Array {
  const length = call.durationMs * SAMPLES_PER_MS;
  const channels = SIDES.map((side, index) => {
    const samples = roomNoise(length, index + 1);
    for (const { line, startMs } of call.lines) {
      if (line.by !== side) continue;
      const from = startMs * SAMPLES_PER_MS;
      sounds.get(line.id)?.forEach((sample, at) => {
        samples[from + at] = (samples[from + at] ?? 0) + sample;
      });
    }
    return samples;
  });
  return interleaved(channels, length);
}

/** Gaussian noise, twice through a one-pole low-pass. */
function roomNoise(length: number, seed: number): Float32Array {
  const random = mulberry32(seed);
  const keep = Math.exp((-2 * Math.PI * ROOM_CORNER_HZ) / SAMPLE_RATE_HZ);
  const noise = new Float32Array(length);
  let once = 0;
  let twice = 0;
  for (let index = 0; index < length; index += 1) {
    const gaussian = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    once = keep * once + (1 - keep) * gaussian;
    twice = keep * twice + (1 - keep) * once;
    noise[index] = twice;
  }
  const rms = Math.sqrt(noise.reduce((sum, sample) => sum + sample * sample, 0) / length);
  return noise.map((sample) => (sample * 10 ** (ROOM_DB / 20)) / rms);
}

/** Tommy Ettinger's mulberry32: small, good enough for noise, the same everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function interleaved(channels: readonly Float32Array[], length: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(length * channels.length * 2));
  channels.forEach((samples, channel) => {
    samples.forEach((sample, index) => {
      const value = Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)));
      bytes.setInt16((index * channels.length + channel) * 2, value, true);
    });
  });
  return new Uint8Array(bytes.buffer);
}
