// Bytes of any encoding that the protocol takes in, one array of samples in [−1, 1] per interleaved channel out. No latency.

import { z } from 'zod';
import { decodeAlaw, decodeMulaw } from './g711.ts';
import { decodeF32le, decodeS16le, deinterleave } from './pcm.ts';

export const AudioEncoding = z.enum(['pcm_s16le', 'pcm_f32le', 'mulaw', 'alaw']);
export type AudioEncoding = z.infer<typeof AudioEncoding>;

interface Codec {
  readonly bytesPerSample: number;
  readonly decode: (bytes: Uint8Array) => Float32Array;
}

const CODECS: Readonly<Record<AudioEncoding, Codec>> = {
  pcm_s16le: { bytesPerSample: 2, decode: decodeS16le },
  pcm_f32le: { bytesPerSample: 4, decode: decodeF32le },
  mulaw: { bytesPerSample: 1, decode: decodeMulaw },
  alaw: { bytesPerSample: 1, decode: decodeAlaw },
};

/** Bytes of one sample of one channel. */
export function bytesPerSample(encoding: AudioEncoding): number {
  return CODECS[encoding].bytesPerSample;
}

/** Throws `input.audio-format` where the bytes are no whole number of samples of every channel. */
export function decodeAudio(encoding: AudioEncoding, bytes: Uint8Array, channels: number): Float32Array[] {
  return deinterleave(CODECS[encoding].decode(bytes), channels);
}
