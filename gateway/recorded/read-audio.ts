// WAV and FLAC files in, float32 channels out. What cannot be read is `input.file`, saying what was found.

import { readFile } from 'node:fs/promises';
import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { readWav } from '../../engine/audio/wav.ts';
import { EngineError } from '../../engine/errors.ts';
import { SAMPLE_RATES_HZ } from '../protocol/ingest.ts';
import type { RecordedAudio } from './recorded-call.ts';

export async function readAudio(path: string): Promise<RecordedAudio> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new EngineError('input.file', `${path}: cannot be read`, { cause });
  });
  const audio = isFlac(bytes) ? await readFlac(path, bytes) : wav(path, bytes);
  if (!(SAMPLE_RATES_HZ as readonly number[]).includes(audio.sampleRateHz)) {
    throw new EngineError('input.file', `${path}: ${audio.sampleRateHz} Hz; expected ${SAMPLE_RATES_HZ.join(', ')}`);
  }
  if (!audio.channels.some((samples) => samples.length > 0)) {
    throw new EngineError('input.file', `${path}: holds no audio`);
  }
  return audio;
}

function isFlac(bytes: Uint8Array): boolean {
  return bytes[0] === 0x66 && bytes[1] === 0x4c && bytes[2] === 0x61 && bytes[3] === 0x43; // "fLaC"
}

function wav(path: string, bytes: Uint8Array): RecordedAudio {
  try {
    const { channels, sampleRateHz } = readWav(bytes);
    return { channels, sampleRateHz, is16Bit: channels.every(is16Bit) };
  } catch (thrown) {
    if (!(thrown instanceof EngineError)) throw thrown;
    throw new EngineError('input.file', `${path}: ${thrown.message}`, { cause: thrown });
  }
}

async function readFlac(path: string, bytes: Uint8Array): Promise<RecordedAudio> {
  const decoder = new FLACDecoder();
  await decoder.ready;
  try {
    const { channelData, sampleRate, errors } = await decoder.decodeFile(bytes);
    const [error] = errors;
    if (error) throw new EngineError('input.file', `${path}: broken FLAC: ${error.message}`);
    const channels = channelData.map((samples) => samples.slice());
    return { channels, sampleRateHz: sampleRate, is16Bit: channels.every(is16Bit) };
  } finally {
    decoder.free();
  }
}

function is16Bit(samples: Float32Array): boolean {
  return samples.every((sample) => Number.isInteger(sample * 32_768) && sample < 1);
}
