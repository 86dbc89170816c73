import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Diarizer } from '../../../../engine/diarizer.ts';
import { mediaMs } from '../../../../engine/media-time.ts';
import { createSherpaDiarizer } from '../../../../models/diarization/sherpa-diarizer.ts';
import { createHandScheduler } from '../../../support/hand-scheduler.ts';
import { sayTones, type ToneWord } from '../../../support/tone-speech.ts';
import { writeToneVoices } from '../../../support/tone-voices.ts';

const folder = mkdtempSync(join(tmpdir(), 'sotto-diarizer-'));
const model = writeToneVoices(folder);
const scheduler = createHandScheduler();
afterAll(() => rmSync(folder, { recursive: true }));

const LOW: ToneWord[] = ['budget', 'price', 'firewall', 'contract'];
const HIGH: ToneWord[] = ['seven', '预算', '报价', '合同'];

let opened: Diarizer | undefined;
afterEach(async () => opened?.close());

function open(sampleRateHz: 8000 | 16000) {
  opened = createSherpaDiarizer({ model, folder, scheduler });
  const stream = opened.open(sampleRateHz);
  const turnsOf = (atMs: number, words: readonly ToneWord[]) =>
    stream.turnsOf(mediaMs(atMs), sayTones(words, sampleRateHz));
  return { stream, turnsOf };
}

describe('who speaks on a mixed channel', () => {
  it('keeps a voice its number from one utterance to the next, by when it was first heard', async () => {
    const { turnsOf } = open(16000);
    const heard = await Promise.all([turnsOf(0, HIGH), turnsOf(5_000, LOW), turnsOf(9_000, HIGH)]);
    expect(heard.map((turns) => turns.map(({ voice }) => voice))).toEqual([[1], [2], [1]]);
  });

  it('finds where one voice gives way to another, in media time', async () => {
    const { turnsOf } = open(8000);
    const turns = await turnsOf(60_000, [...LOW, ...HIGH]);
    expect(turns.map(({ voice }) => voice)).toEqual([1, 2]);
    const [first, second] = turns;
    expect(Math.abs((first?.startMs ?? 0) - 60_000)).toBeLessThanOrEqual(40);
    expect(Math.abs((first?.endMs ?? 0) - 60_760)).toBeLessThanOrEqual(60);
    expect(Math.abs((second?.startMs ?? 0) - 60_800)).toBeLessThanOrEqual(60);
    expect(Math.abs((second?.endMs ?? 0) - 61_560)).toBeLessThanOrEqual(60);
  });

  it('keeps the voices of two channels apart', async () => {
    const { turnsOf } = open(16000);
    const other = opened?.open(16000);
    expect((await turnsOf(0, LOW)).map(({ voice }) => voice)).toEqual([1]);
    const turns = await other?.turnsOf(mediaMs(0), sayTones(HIGH, 16000));
    expect(turns?.map(({ voice }) => voice)).toEqual([1]);
  });

  it('says of silence, and of less than a syllable, that nobody can be told', async () => {
    const { stream, turnsOf } = open(16000);
    expect(await stream.turnsOf(mediaMs(0), new Float32Array(32_000))).toEqual([]);
    expect(await turnsOf(3_000, ['yes'])).toEqual([]);
  });

  it('says what is wrong with models that do not load', async () => {
    writeFileSync(join(folder, 'broken.onnx'), 'not a model');
    const files = model.files.map((file) => (file.as === 'voiceprint' ? { ...file, path: 'broken.onnx' } : file));
    opened = createSherpaDiarizer({ model: { ...model, files }, folder, scheduler });
    const refused = opened.open(16000).turnsOf(mediaMs(0), sayTones(LOW, 16000));
    await expect(refused).rejects.toMatchObject({ code: 'model.load' });
    expect(opened.isAlive()).toBe(false);
    const incomplete = { ...model, files: files.slice(0, 1) };
    expect(() => createSherpaDiarizer({ model: incomplete, folder, scheduler })).toThrow(/no voiceprint file/);
  });
});
