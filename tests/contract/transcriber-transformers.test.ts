// transformers.js in its process, with real model files of the language of tones, keeps the promises of a transcriber.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createTranscriptionQueue } from '../../models/transcribers/transcription-queue.ts';
import { createTransformersTranscriber } from '../../models/transcribers/transformers.ts';
import { writeMoonshineToneModel } from '../support/tone-moonshine.ts';
import { sayTones, type ToneWord } from '../support/tone-speech.ts';
import { writeWhisperToneModel } from '../support/tone-whisper.ts';
import { describeTranscriber } from '../support/transcriber-contract.ts';

const root = mkdtempSync(join(tmpdir(), 'sotto-transformers-'));
afterAll(() => rmSync(root, { recursive: true }));
const spoken = (...words: ToneWord[]) => ({ samples: sayTones(words, 16000), words });

for (const { what, write } of [
  { what: 'a Moonshine', write: writeMoonshineToneModel },
  { what: 'a Whisper', write: writeWhisperToneModel },
]) {
  const folder = join(root, what.slice(2));
  const model = write(folder);
  describeTranscriber({
    name: `transformers.js with ${what}`,
    sampleRateHz: 16000,
    language: { mode: 'fixed', language: 'en' },
    utterances: [spoken('budget', 'price', 'firewall'), spoken('yes', 'tomorrow'), spoken('acme', 'contract', '预算')],
    givesPartials: false,
    givesWordTimes: model.format === 'whisper',
    start: async () => {
      const queue = createTranscriptionQueue({ scheduler: { now: () => 0, after: () => () => {} } });
      return { transcriber: createTransformersTranscriber({ model, folder, queue }), stop: async () => {} };
    },
  });
}
