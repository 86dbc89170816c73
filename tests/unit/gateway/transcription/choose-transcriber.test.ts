import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mediaMs } from '../../../../engine/media-time.ts';
import { readConfig } from '../../../../gateway/config.ts';
import { chooseTranscription } from '../../../../gateway/transcription/choose-transcriber.ts';
import { wallClock } from '../../../../gateway/wall-clock.ts';
import { writeToneProgram } from '../../../support/tone-program-file.ts';
import { sayTones } from '../../../support/tone-speech.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sotto-choose-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const FRAME = 512;
/** Twelve seconds without a pause that voice activity would hear. */
const MONOLOGUE = sayTones(Array(60).fill('price'), 16_000);

async function finalsOf(isLive: boolean): Promise<string[]> {
  const command = `'${process.execPath}' '${await writeToneProgram(folder)}' text`;
  const { transcription } = readConfig({ SOTTO_TRANSCRIBER: 'command', SOTTO_TRANSCRIBER_COMMAND: command });
  const chosen = chooseTranscription(transcription, { scheduler: wallClock(), isLive, modelsDir: folder });
  const finals: string[] = [];
  const stream = chosen?.transcriber.open(
    { callId: 'call-1', channel: 0, sampleRateHz: 16_000, language: { mode: 'fixed', language: 'en' }, hotwords: [] },
    { segment: ({ isFinal, text }) => isFinal && finals.push(text), skipped: () => {}, failed: () => {} },
  );
  stream?.speechStarted(mediaMs(0));
  for (let at = 0; at < MONOLOGUE.length; at += FRAME) {
    stream?.push(mediaMs(at / 16), MONOLOGUE.subarray(at, at + FRAME));
  }
  stream?.speechEnded(mediaMs(MONOLOGUE.length / 16));
  await stream?.flush();
  await chosen?.close();
  return finals;
}

it('a live monologue has its first words before it is over; that of a recording is heard whole', async () => {
  const [live, recorded] = [await finalsOf(true), await finalsOf(false)];
  expect(recorded).toEqual([Array(60).fill('price').join(' ')]);
  expect(live.length).toBe(2);
  expect(live.join(' ')).toBe(recorded[0]);
});
