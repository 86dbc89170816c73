// The bytes of a WAV file in, samples of each channel in [−1, 1] out, and back as 16-bit PCM. Whole files, no streaming.
// Multimedia Programming Interface and Data Specifications 1.0 (IBM, Microsoft, 1991); WAVE_FORMAT_EXTENSIBLE (Microsoft, 2001).

import { EngineError } from '../errors.ts';
import { type AudioEncoding, bytesPerSample, decodeAudio } from './decode.ts';
import { encodeS16le } from './pcm.ts';

export interface WavAudio {
  readonly sampleRateHz: number;
  readonly encoding: AudioEncoding;
  /** One array per channel, all of the same length. */
  readonly channels: readonly Float32Array[];
  /** What the header promises and the file does not hold, ms; 0 where it is whole or its writer never knew the length. */
  readonly missingMs: number;
}

interface Chunk {
  readonly id: string;
  /** Where its contents begin. */
  readonly at: number;
  readonly size: number;
}

interface Format {
  readonly encoding: AudioEncoding;
  readonly channels: number;
  readonly sampleRateHz: number;
}

const ENCODINGS: Readonly<Record<string, AudioEncoding>> = {
  '1/16': 'pcm_s16le',
  '3/32': 'pcm_f32le',
  '6/8': 'alaw',
  '7/8': 'mulaw',
};
const EXTENSIBLE = 0xfffe;
/** What every sub-format of WAVE_FORMAT_EXTENSIBLE ends in, after the two bytes of its format tag. */
const SUBFORMAT_TAIL = '000000001000800000aa00389b71';
const UNKNOWN_SIZE = 0xffffffff;

/** Throws `input.file` saying what is wrong and at which byte. Takes unfinished (streamed, cut off) files as far as they go. */
export function readWav(bytes: Uint8Array): WavAudio {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (textAt(view, 0) !== 'RIFF') throw bad('no RIFF header', 0);
  if (textAt(view, 8) !== 'WAVE') throw bad('a RIFF file, but not of WAVE form', 8);
  let format: Format | undefined;
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const chunk: Chunk = { id: textAt(view, at), at: at + 8, size: view.getUint32(at + 4, true) };
    if (chunk.id === 'fmt ') format = readFormat(view, chunk);
    if (chunk.id === 'data') return readData(view, chunk, format);
    at = chunk.at + chunk.size + (chunk.size % 2);
  }
  throw bad('no data chunk before the end of the file', view.byteLength);
}

function readFormat(view: DataView, { at, size }: Chunk): Format {
  if (size < 16 || at + size > view.byteLength) throw bad(`a fmt chunk of ${size} bytes`, at - 4);
  const channels = view.getUint16(at + 2, true);
  const sampleRateHz = view.getUint32(at + 4, true);
  const bitsPerSample = view.getUint16(at + 14, true);
  const tag = formatTag(view, at, size);
  const encoding = ENCODINGS[`${tag}/${bitsPerSample}`];
  if (encoding === undefined) throw bad(`format ${tag} with ${bitsPerSample} bits per sample is not supported`, at);
  if (channels === 0) throw bad('0 channels', at + 2);
  if (sampleRateHz === 0) throw bad('a sample rate of 0', at + 4);
  const blockBytes = view.getUint16(at + 12, true);
  if (blockBytes !== channels * bytesPerSample(encoding)) {
    throw bad(`${blockBytes} bytes per block of ${channels} channels of ${bitsPerSample} bits`, at + 12);
  }
  return { encoding, channels, sampleRateHz };
}

function formatTag(view: DataView, at: number, size: number): number {
  const tag = view.getUint16(at, true);
  if (tag !== EXTENSIBLE) return tag;
  if (size < 40) throw bad(`an extensible fmt chunk of ${size} bytes, which needs 40`, at - 4);
  if (hexAt(view, at + 26, 14) !== SUBFORMAT_TAIL) throw bad('an unknown sub-format', at + 24);
  return view.getUint16(at + 24, true);
}

function readData(view: DataView, chunk: Chunk, format: Format | undefined): WavAudio {
  if (format === undefined) throw bad('a data chunk before the fmt chunk', chunk.at - 8);
  const { encoding, channels, sampleRateHz } = format;
  const blockBytes = channels * bytesPerSample(encoding);
  const available = view.byteLength - chunk.at;
  const unfinished = isUnfinished(view, chunk);
  if (!unfinished && chunk.size % blockBytes !== 0) {
    throw bad(`${chunk.size} bytes of data are no whole number of ${blockBytes}-byte blocks`, chunk.at - 4);
  }
  const size = unfinished ? available - (available % blockBytes) : chunk.size;
  const data = new Uint8Array(view.buffer, view.byteOffset + chunk.at, size);
  const missingBytes = chunk.size === UNKNOWN_SIZE ? 0 : Math.max(0, chunk.size - available);
  const missingMs = Math.round((missingBytes / blockBytes / sampleRateHz) * 1000);
  return { sampleRateHz, encoding, channels: decodeAudio(encoding, data, channels), missingMs };
}

/** A writer to a pipe cannot go back to fill in the sizes: they stay 0 or 0xFFFFFFFF, and the data runs to the end. */
function isUnfinished(view: DataView, { at, size }: Chunk): boolean {
  if (size !== 0) return size === UNKNOWN_SIZE || at + size > view.byteLength;
  const riffSize = view.getUint32(4, true);
  return riffSize === 0 || riffSize === UNKNOWN_SIZE || riffSize + 8 <= at;
}

/** Interleaves channels of the same length into a 16-bit PCM file. */
export function writeWav(channels: readonly Float32Array[], sampleRateHz: number): Uint8Array {
  const length = channels[0]?.length ?? 0;
  if (channels.length === 0 || channels.some((samples) => samples.length !== length)) {
    throw new EngineError('defect.internal', 'A WAV file needs channels, all of the same length');
  }
  const data = encodeS16le(interleave(channels, length));
  const file = new Uint8Array(44 + data.length);
  writeHeader(new DataView(file.buffer), channels.length, sampleRateHz, data.length);
  file.set(data, 44);
  return file;
}

function interleave(channels: readonly Float32Array[], length: number): Float32Array {
  const samples = new Float32Array(length * channels.length);
  for (const [channel, own] of channels.entries()) {
    for (let i = 0; i < length; i++) samples[i * channels.length + channel] = own[i] ?? 0;
  }
  return samples;
}

function writeHeader(view: DataView, channels: number, sampleRateHz: number, dataBytes: number): void {
  const blockBytes = channels * 2;
  writeText(view, 0, 'RIFF');
  view.setUint32(4, 36 + dataBytes, true);
  writeText(view, 8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRateHz, true);
  view.setUint32(28, sampleRateHz * blockBytes, true);
  view.setUint16(32, blockBytes, true);
  view.setUint16(34, 16, true);
  writeText(view, 36, 'data');
  view.setUint32(40, dataBytes, true);
}

function writeText(view: DataView, at: number, text: string): void {
  for (let i = 0; i < text.length; i++) view.setUint8(at + i, text.charCodeAt(i));
}

function textAt(view: DataView, at: number): string {
  if (at + 4 > view.byteLength) return '';
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
}

function hexAt(view: DataView, at: number, length: number): string {
  return Array.from({ length }, (_, i) =>
    view
      .getUint8(at + i)
      .toString(16)
      .padStart(2, '0'),
  ).join('');
}

function bad(what: string, atByte: number): EngineError {
  return new EngineError('input.file', `Not a WAV file that can be read: ${what}, at byte ${atByte}`, {
    details: { atByte },
  });
}
