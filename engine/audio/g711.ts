// G.711 bytes in, samples in [−1, 1] out, and back, for µ-law (North America, Japan) and A-law (elsewhere). No latency.
// ITU-T Recommendation G.711 (11/1988), tables 1 and 2; rounding of negatives as in the ITU-T G.191 reference code.

import { samplesTaken, toInt16 } from './pcm.ts';

const FULL_SCALE = 32768;
/** µ-law adds 33 (of 8192) before it takes the logarithm; here at 16-bit scale. */
const MULAW_BIAS = 132;
const MULAW_CLIP = 32767 - MULAW_BIAS;
/** A-law sends every other bit inverted, so that silence has enough transitions on the line. */
const ALAW_EVEN_BITS = 0x55;

const MULAW_SAMPLES = tableOf(mulawToInt16);
const ALAW_SAMPLES = tableOf(alawToInt16);

/** Every `step`-th sample from `first` on. */
export function decodeMulaw(bytes: Uint8Array, first = 0, step = 1): Float32Array {
  return lookUp(MULAW_SAMPLES, bytes, first, step);
}

/** Every `step`-th sample from `first` on. */
export function decodeAlaw(bytes: Uint8Array, first = 0, step = 1): Float32Array {
  return lookUp(ALAW_SAMPLES, bytes, first, step);
}

export function encodeMulaw(samples: Float32Array): Uint8Array {
  return encodeWith(int16ToMulaw, samples);
}

export function encodeAlaw(samples: Float32Array): Uint8Array {
  return encodeWith(int16ToAlaw, samples);
}

function mulawToInt16(byte: number): number {
  const code = ~byte & 0xff;
  const segment = (code >> 4) & 7;
  const magnitude = (((code & 15) << 3) + MULAW_BIAS) << segment;
  return code & 0x80 ? MULAW_BIAS - magnitude : magnitude - MULAW_BIAS;
}

function alawToInt16(byte: number): number {
  const code = byte ^ ALAW_EVEN_BITS;
  const segment = (code >> 4) & 7;
  const mantissa = ((code & 15) << 4) + 8;
  const magnitude = segment === 0 ? mantissa : (mantissa + 256) << (segment - 1);
  return code & 0x80 ? magnitude : -magnitude;
}

function int16ToMulaw(value: number): number {
  const magnitude = Math.min(value < 0 ? ~value : value, MULAW_CLIP) + MULAW_BIAS;
  const segment = 24 - Math.clz32(magnitude);
  const code = (segment << 4) | ((magnitude >> (segment + 3)) & 15);
  return ~(value < 0 ? code | 0x80 : code) & 0xff;
}

function int16ToAlaw(value: number): number {
  const magnitude = value < 0 ? ~value : value;
  const segment = Math.max(0, 24 - Math.clz32(magnitude));
  const code = (segment << 4) | ((magnitude >> Math.max(4, segment + 3)) & 15);
  return (value < 0 ? code : code | 0x80) ^ ALAW_EVEN_BITS;
}

function tableOf(toInteger: (byte: number) => number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, byte) => toInteger(byte) / FULL_SCALE);
}

function lookUp(table: Float32Array, bytes: Uint8Array, first: number, step: number): Float32Array {
  const samples = new Float32Array(samplesTaken(bytes.length, first, step));
  for (let i = 0, from = first; i < samples.length; i++, from += step) samples[i] = table[bytes[from] ?? 0] ?? 0;
  return samples;
}

function encodeWith(toByte: (value: number) => number, samples: Float32Array): Uint8Array {
  const bytes = new Uint8Array(samples.length);
  for (let i = 0; i < samples.length; i++) bytes[i] = toByte(toInt16(samples[i] ?? 0));
  return bytes;
}
