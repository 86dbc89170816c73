import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { folderStorage } from '../../../../gateway/recordings/folder-storage.ts';
import type { RecordingStorage } from '../../../../gateway/recordings/recording-storage.ts';
import { s3Storage } from '../../../../gateway/recordings/s3-storage.ts';
import { type RecordingFile, StoredRecordings } from '../../../../gateway/recordings/stored-recordings.ts';
import { decodeFlac, levels, RATE_HZ, recorderBench } from '../../../support/recorded.ts';
import { S3_KEYS, type S3Server, startS3 } from '../../../support/s3-server.ts';
import { CALL, TWO_VOICES } from '../../../support/signals.ts';

const KEY = Buffer.alloc(32, 3);
const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

interface Bench {
  readonly storage: RecordingStorage;
  readonly raw: () => Promise<readonly Buffer[]>;
  readonly s3?: S3Server;
}
async function folder(): Promise<Bench> {
  const root = await mkdtemp(join(tmpdir(), 'sotto-recordings-'));
  cleanUps.push(() => rm(root, { recursive: true }));
  const raw = async () => {
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    return Promise.all(entries.filter((e) => e.isFile()).map((e) => readFile(join(e.parentPath, e.name))));
  };
  return { storage: folderStorage(root), raw };
}
async function bucket(): Promise<Bench> {
  const s3 = await startS3();
  cleanUps.push(() => s3.close());
  const storage = s3Storage({ endpoint: s3.url, bucket: 'calls', prefix: 'of us & you/', ...S3_KEYS });
  return { storage, raw: async () => [...s3.objects.values()], s3 };
}

/** 2 s: the rep all along, the customer from 1 s; a number from 400 to 700 ms. */
async function recorded(stored: StoredRecordings): Promise<void> {
  const bench = await recorderBench();
  bench.event({ type: 'call.started', participants: TWO_VOICES });
  bench.say(0, 0, 2_000, 0.25);
  bench.say(1, 1_000, 2_000, 0.5);
  bench.event({ type: 'segment.finalized', redactions: [{ kind: 'phone', startMs: 400, endMs: 700 }] });
  bench.event({ type: 'call.ended' }, 2_000);
  const recording = await bench.ended;
  if (!recording) throw new Error('nothing was recorded');
  await stored.store(recording);
  for (const { audio } of recording.channels) await audio.dispose();
}

async function bytesOf(file: RecordingFile | null, from = 0, to = file?.sizeBytes ?? 0): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of file?.read(from, to) ?? []) parts.push(part);
  return Buffer.concat(parts);
}

describe.each([
  ['a folder, open', folder, undefined],
  ['a folder, sealed', folder, KEY],
  ['a bucket, open', bucket, undefined],
  ['a bucket, sealed', bucket, KEY],
] as const)('a recording in %s', (_, open, key) => {
  const begin = async () => {
    const bench = await open();
    const workingDir = await mkdtemp(join(tmpdir(), 'sotto-working-'));
    const stored = new StoredRecordings({ storage: bench.storage, key, workingDir });
    await recorded(stored);
    return { ...bench, stored, workingDir };
  };

  it('is one file a channel and one of all voices, silent where personal data was said', async () => {
    const { stored, workingDir, s3 } = await begin();
    const heard = async (channel: number | null) => {
      const { samples, sampleRateHz } = await decodeFlac(await bytesOf(await stored.file(CALL, channel)));
      expect(sampleRateHz).toBe(RATE_HZ);
      return levels(samples, sampleRateHz);
    };
    const [loud, both] = [Array(10).fill(0.25), Array(10).fill(0.75)];
    const quiet = loud.with(2, 0).with(3, 0).with(4, 0).with(5, 0).with(6, 0).with(7, 0).with(8, 0);
    expect(await heard(0)).toEqual([...quiet, ...loud]);
    expect(await heard(1)).toEqual([...Array(10).fill(0), ...Array(10).fill(0.5)]);
    expect(await heard(null)).toEqual([...quiet, ...both]);
    expect(await readdir(workingDir)).toEqual([]);
    expect(s3?.refused ?? []).toEqual([]);
  });

  it('says what is there', async () => {
    const { stored } = await begin();
    expect(await stored.sheetOf(CALL)).toMatchObject({
      durationMs: 2_000,
      channels: [
        { channel: 0, participantIds: ['rep'] },
        { channel: 1, participantIds: ['customer'] },
      ],
      silenced: [{ startMs: 200, endMs: 900 }],
    });
    expect(await stored.sheetOf('another')).toBeNull();
    expect(await stored.file(CALL, 7)).toBeNull();
  });

  it('is read in parts', async () => {
    const { stored } = await begin();
    const file = await stored.file(CALL, null);
    const whole = await bytesOf(file);
    expect(whole.length).toBe(file?.sizeBytes);
    expect((await bytesOf(file, 5, 90)).equals(whole.subarray(5, 90))).toBe(true);
  });

  it(`lies ${key ? 'sealed' : 'open'}, and shows no id of the call in its name`, async () => {
    const { storage, raw } = await begin();
    const files = await raw();
    expect(files.length).toBe(4);
    expect(files.some((bytes) => bytes.includes('fLaC') || bytes.includes(CALL))).toBe(!key);
    expect((await storage.list('')).filter(({ name }) => name.includes(CALL))).toEqual([]);
  });

  it('goes whole when it is erased, and again without a complaint', async () => {
    const { stored, raw } = await begin();
    expect(await stored.remove(CALL)).toBe(4);
    expect(await raw()).toEqual([]);
    expect(await stored.remove(CALL)).toBe(0);
    expect(await stored.sheetOf(CALL)).toBeNull();
  });

  it('goes when it has reached its age', async () => {
    const { stored, raw } = await begin();
    expect(await stored.removeBefore(Date.parse('2025-01-01'))).toBe(0);
    expect(await stored.removeBefore(Date.parse('2100-01-01'))).toBe(4);
    expect(await raw()).toEqual([]);
  });
});

describe('a bucket', () => {
  it('that refuses the signature is a storage that does not answer', async () => {
    const s3 = await startS3();
    cleanUps.push(() => s3.close());
    const wrong = { ...S3_KEYS, secretAccessKey: 'another' };
    const storage = s3Storage({ endpoint: s3.url, bucket: 'calls', prefix: '', ...wrong });
    await expect(storage.size('x')).rejects.toMatchObject({ code: 'recording.unavailable' });
    expect(s3.refused).toEqual(['wrong signature']);
  });

  it('that fails once is asked again', async () => {
    const s3 = await startS3();
    cleanUps.push(() => s3.close());
    s3.fail(1);
    expect(await s3Storage({ endpoint: s3.url, bucket: 'calls', prefix: '', ...S3_KEYS }).size('x')).toBeNull();
  });
});
