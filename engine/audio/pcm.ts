// Linear PCM bytes in, samples in [−1, 1] out, and back; interleaved samples in, one array per channel out. No latency.
// Full scale is 32768 both ways, so 16-bit audio survives the round trip bit for bit.

import { EngineError } from '../errors.ts';

const FULL_SCALE = 32768;
const IS_LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Signed 16-bit little-endian; the bytes may begin at any address. Every `step`-th sample from `first` on. */
export function decodeS16le(bytes: Uint8Array, first = 0, step = 1): Float32Array {
  assertWholeSamples(bytes, 2);
  const samples = new Float32Array(samplesTaken(bytes.byteLength / 2, first, step));
  const { length } = samples;
  // This runs for every sample of every call: a typed array reads several times faster than a DataView.
  if (IS_LITTLE_ENDIAN && bytes.byteOffset % 2 === 0) {
    const integers = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2);
    for (let i = 0, from = first; i < length; i++, from += step) samples[i] = (integers[from] as number) / FULL_SCALE;
    return samples;
  }
  const view = viewOf(bytes);
  for (let i = 0; i < length; i++) samples[i] = view.getInt16((first + i * step) * 2, true) / FULL_SCALE;
  return samples;
}

/** 32-bit float little-endian. What lies outside [−1, 1] is clipped; NaN, which would stay in a model for good, is 0. */
export function decodeF32le(bytes: Uint8Array, first = 0, step = 1): Float32Array {
  assertWholeSamples(bytes, 4);
  const view = viewOf(bytes);
  const samples = new Float32Array(samplesTaken(bytes.byteLength / 4, first, step));
  for (let i = 0; i < samples.length; i++) samples[i] = clip(view.getFloat32((first + i * step) * 4, true));
  return samples;
}

/** How many samples every `step`-th from `first` on are. */
export function samplesTaken(samples: number, first: number, step: number): number {
  return Math.ceil((samples - first) / step);
}

/** One array of `length` samples: the parts in order, zeros where they do not reach. Default: as long as they are together. */
export function joinSamples(parts: readonly Float32Array[], length = totalSamples(parts)): Float32Array {
  const whole = new Float32Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const totalSamples = (parts: readonly Float32Array[]): number => parts.reduce((sum, { length }) => sum + length, 0);

/** Rounds to the nearest step; what lies outside the range is clipped, NaN is 0. */
export function encodeS16le(samples: Float32Array): Uint8Array {
  const bytes = new Uint8Array(samples.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < samples.length; i++) view.setInt16(i * 2, toInt16(samples[i] ?? 0), true);
  return bytes;
}

/** A sample as a 16-bit integer: nearest step, clipped to [−32768, 32767]. */
export function toInt16(sample: number): number {
  const scaled = Math.round(sample * FULL_SCALE);
  if (scaled >= FULL_SCALE) return FULL_SCALE - 1;
  return scaled >= -FULL_SCALE ? scaled : scaled < 0 ? -FULL_SCALE : 0;
}

function clip(value: number): number {
  if (value > 1) return 1;
  return value >= -1 ? value : value < -1 ? -1 : 0;
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function assertWholeSamples(bytes: Uint8Array, bytesPerSample: number): void {
  if (bytes.byteLength % bytesPerSample !== 0) {
    throw new EngineError(
      'input.audio-format',
      `${bytes.byteLength} bytes are no whole number of ${bytesPerSample}-byte samples`,
    );
  }
}
