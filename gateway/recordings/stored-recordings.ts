// Recordings as they lie in the storage: written when a call has ended, read in ranges, taken away. One FLAC a channel, one
// of all voices together for listening, and a sheet that says what is there; the sheet is written last, so that a
// recording that is listed is whole. Names show no call: they are hashes of call ids.

import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { EndedRecording } from './call-recorder.ts';
import { encodeFlac } from './flac-encoding.ts';
import type { RecordingStorage } from './recording-storage.ts';
import { plainSizeOf, seal, unseal } from './sealed-file.ts';
import { silence } from './silenced-spans.ts';
import type { WorkingAudio } from './working-audio.ts';

const Sheet = z.object({
  callId: z.string(),
  sampleRateHz: z.number(),
  durationMs: z.number(),
  channels: z.array(z.object({ channel: z.number(), participantIds: z.array(z.string()) })),
  silenced: z.array(z.object({ startMs: z.number(), endMs: z.number() })),
});
export type RecordingSheet = z.infer<typeof Sheet>;

export interface StoredRecordingsOptions {
  readonly storage: RecordingStorage;
  /** 32 bytes; absent: files lie open. */
  readonly key?: Uint8Array | undefined;
  readonly workingDir: string;
}

/** A file of a recording as it is listened to. */
export interface RecordingFile {
  readonly sizeBytes: number;
  /** Bytes [from, to). */
  read(from: number, to: number): AsyncIterable<Uint8Array>;
}

const SHEET = 'recording.json';
const MIX = 'all.flac';
const PART_BYTES = 1024 * 1024;

export class StoredRecordings {
  readonly #options: StoredRecordingsOptions;
  #files = 0;

  constructor(options: StoredRecordingsOptions) {
    this.#options = options;
  }

  async store(recording: EndedRecording): Promise<void> {
    const { callId, channels, sampleRateHz, silenced } = recording;
    const key = keyOfCall(callId);
    const samples = Math.max(...channels.map(({ audio }) => audio.samples));
    for (const { channel, audio } of channels) {
      await this.#put(`${key}/${channel}.flac`, encodeFlac(silent(recording, [audio]), { sampleRateHz, samples }));
    }
    const voices = channels.map(({ audio }) => audio);
    const all = silent(recording, voices);
    await this.#put(`${key}/${MIX}`, encodeFlac(all, { sampleRateHz, samples }));
    const sheet: RecordingSheet = {
      callId,
      sampleRateHz,
      durationMs: (samples * 1000) / sampleRateHz,
      channels: channels.map(({ channel, participantIds }) => ({ channel, participantIds: [...participantIds] })),
      silenced: [...silenced],
    };
    await this.#put(`${key}/${SHEET}`, Readable.from([Buffer.from(JSON.stringify(sheet))]));
  }

  /** Null where there is no recording of this call. */
  async sheetOf(callId: string): Promise<RecordingSheet | null> {
    const file = await this.#file(`${keyOfCall(callId)}/${SHEET}`);
    if (!file) return null;
    const parts: Uint8Array[] = [];
    for await (const part of file.read(0, file.sizeBytes)) parts.push(part);
    return Sheet.parse(JSON.parse(Buffer.concat(parts).toString('utf8')));
  }

  /** `channel` null: all voices together. */
  file(callId: string, channel: number | null): Promise<RecordingFile | null> {
    return this.#file(`${keyOfCall(callId)}/${channel === null ? MIX : `${channel}.flac`}`);
  }

  /** How many files were taken away; the sheet goes first. */
  async remove(callId: string): Promise<number> {
    const files = await this.#options.storage.list(`${keyOfCall(callId)}/`);
    const names = files.map(({ name }) => name).sort((a, b) => Number(b.endsWith(SHEET)) - Number(a.endsWith(SHEET)));
    for (const name of names) await this.#options.storage.remove(name);
    return names.length;
  }

  /** Takes away what was stored before `beforeMs` of wall time; how many files. */
  async removeBefore(beforeMs: number): Promise<number> {
    const old = (await this.#options.storage.list('')).filter(({ storedAtMs }) => storedAtMs < beforeMs);
    for (const { name } of old) await this.#options.storage.remove(name);
    return old.length;
  }

  async #put(name: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const { storage, key, workingDir } = this.#options;
    const path = join(workingDir, `storing-${process.pid}-${this.#files++}`);
    try {
      await pipeline(Readable.from(key ? seal(key, bytes) : bytes), createWriteStream(path, { mode: 0o600 }));
      await storage.put(name, path);
    } finally {
      await rm(path, { force: true });
    }
  }

  async #file(name: string): Promise<RecordingFile | null> {
    const { storage, key } = this.#options;
    const sizeBytes = await storage.size(name);
    if (sizeBytes === null) return null;
    const readPart = (from: number, to: number) => storage.read(name, from, to);
    if (key) {
      return { sizeBytes: plainSizeOf(sizeBytes), read: (from, to) => unseal(key, sizeBytes, readPart, from, to) };
    }
    return { sizeBytes, read: (from, to) => inParts(readPart, from, to) };
  }
}

async function* inParts(read: (from: number, to: number) => Promise<Uint8Array>, from: number, to: number) {
  for (let at = from; at < to; at += PART_BYTES) yield await read(at, Math.min(to, at + PART_BYTES));
}

const keyOfCall = (callId: string): string => createHash('sha256').update(callId).digest('hex').slice(0, 40);

/** Voices added up, silenced where the recording is; blocks of one second. */
async function* silent(
  { sampleRateHz, silenced }: EndedRecording,
  voices: readonly WorkingAudio[],
): AsyncGenerator<Int16Array> {
  const readers = voices.map((voice) => voice.read(sampleRateHz)[Symbol.asyncIterator]());
  for (let fromSample = 0; ; fromSample += sampleRateHz) {
    const results = await Promise.all(readers.map((reader) => reader.next()));
    const blocks = results.flatMap(({ value, done }) => (done ? [] : [value as Int16Array]));
    const [first, ...others] = blocks;
    if (!first) return;
    const sum = first.map((sample, at) => {
      const added = others.reduce((total, other) => total + (other[at] ?? 0), sample);
      return Math.max(-32_768, Math.min(32_767, added));
    });
    yield silence(sum, fromSample, silenced, sampleRateHz);
  }
}
