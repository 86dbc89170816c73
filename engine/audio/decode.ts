// Bytes of any encoding that the protocol takes in, one array of samples in [−1, 1] per interleaved channel out. No latency.

import { z } from 'zod';
import { EngineError } from '../errors.ts';
import { decodeAlaw, decodeMulaw } from './g711.ts';
import { decodeF32le, decodeS16le } from './pcm.ts';

export const AudioEncoding = z.enum(['pcm_s16le', 'pcm_f32le', 'mulaw', 'alaw']);
export type AudioEncoding = z.infer<typeof AudioEncoding>;

interface Codec {
  readonly bytesPerSample: number;
  readonly decode: (bytes: Uint8Array, first: number, step: number) => Float32Array;
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
  const { bytesPerSample, decode } = CODECS[encoding];
  if (!Number.isInteger(channels) || channels < 1 || bytes.length % (bytesPerSample * channels) !== 0) {
    const what = `${bytes.length} bytes are no whole number of ${bytesPerSample}-byte samples of ${channels} channels`;
    throw new EngineError('input.audio-format', what);
  }
  const decoded: Float32Array[] = [];
  for (let channel = 0; channel < channels; channel++) decoded.push(decode(bytes, channel, channels));
  return decoded;
}
