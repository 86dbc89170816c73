// A FLAC file in, its first channel at 16 kHz out; other rates go through the resampler that calls go through.

import { readFile } from 'node:fs/promises';
import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { openResampler } from '../../../engine/audio/resample.ts';

/** float32[n] in [−1, 1]. Throws where the file is no FLAC, or at a rate that is not taken. */
export async function readClip16k(path: string): Promise<Float32Array> {
  const decoder = new FLACDecoder();
  await decoder.ready;
  try {
    const { channelData, sampleRate } = await decoder.decodeFile(await readFile(path));
    const [samples] = channelData;
    if (samples === undefined) throw new Error(`${path}: holds no audio`);
    return sampleRate === 16000 ? samples.slice() : await resampled(samples, sampleRate);
  } finally {
    decoder.free();
  }
}

async function resampled(samples: Float32Array, sampleRateHz: number): Promise<Float32Array> {
  const resampler = await openResampler(sampleRateHz);
  const head = resampler.push(samples);
  const tail = resampler.flush();
  resampler.close();
  const whole = new Float32Array(head.length + tail.length);
  whole.set(head);
  whole.set(tail, head.length);
  return whole;
}
