// WAV and FLAC files in, float32 channels out. What cannot be read is `input.file`, saying what was found.

import { readFile } from 'node:fs/promises';
import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { readWav } from '../../engine/audio/wav.ts';
import { EngineError } from '../../engine/errors.ts';
import { SAMPLE_RATES_HZ } from '../protocol/ingest.ts';
import { fileKind } from './file-kind.ts';
import type { RecordedAudio } from './recorded-call.ts';

export async function readAudio(path: string): Promise<RecordedAudio> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new EngineError('input.file', `${path}: cannot be read`, { cause });
  });
  const audio = await readBytes(path, bytes);
  if (!(SAMPLE_RATES_HZ as readonly number[]).includes(audio.sampleRateHz)) {
    throw new EngineError('input.file', `${path}: ${audio.sampleRateHz} Hz; expected ${SAMPLE_RATES_HZ.join(', ')}`);
  }
  if (!audio.channels.some((samples) => samples.length > 0)) {
    throw new EngineError('input.file', `${path}: holds no audio`);
  }
  return audio;
}

function readBytes(path: string, bytes: Uint8Array): RecordedAudio | Promise<RecordedAudio> {
  const signature = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  if (signature === 'fLaC') return readFlac(path, bytes);
  if (signature === 'RIFF') return wav(path, bytes);
  throw new EngineError('input.file', `${path}: is ${fileKind(bytes)}; expected WAV or FLAC`);
}

function wav(path: string, bytes: Uint8Array): RecordedAudio {
  try {
    const { channels, sampleRateHz, missingMs } = readWav(bytes);
    return { channels, sampleRateHz, is16Bit: channels.every(is16Bit), missingMs };
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
    const missing = Math.max(0, flacLength(bytes) - (channels[0]?.length ?? 0));
    const missingMs = Math.round((missing / sampleRate) * 1000);
    return { channels, sampleRateHz: sampleRate, is16Bit: channels.every(is16Bit), missingMs };
  } finally {
    decoder.free();
  }
}

/** Samples a channel by STREAMINFO, 36 bits of it (RFC 9639 §8.2); 0 where the encoder did not know. */
function flacLength(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return bytes.length < 26 ? 0 : (view.getUint8(21) & 0x0f) * 2 ** 32 + view.getUint32(22);
}

function is16Bit(samples: Float32Array): boolean {
  return samples.every((sample) => Number.isInteger(sample * 32_768) && sample < 1);
}
