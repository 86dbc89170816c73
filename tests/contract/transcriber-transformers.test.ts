// transformers.js in its process, with real model files of the language of tones, keeps the promises of a transcriber.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createTranscriptionQueue } from '../../models/transcribers/transcription-queue.ts';
import { createTransformersTranscriber } from '../../models/transcribers/transformers.ts';
import { writeMoonshineToneModel } from '../support/tone-moonshine.ts';
import { sayTones, type ToneWord } from '../support/tone-speech.ts';
import { describeTranscriber } from '../support/transcriber-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'sotto-transformers-'));
afterAll(() => rmSync(folder, { recursive: true }));
const model = writeMoonshineToneModel(folder);
const spoken = (...words: ToneWord[]) => ({ samples: sayTones(words, 16000), words });

describeTranscriber({
  name: 'transformers.js with a Moonshine',
  sampleRateHz: 16000,
  language: { mode: 'fixed', language: 'en' },
  utterances: [spoken('budget', 'price', 'firewall'), spoken('yes', 'tomorrow'), spoken('acme', 'contract', '预算')],
  givesPartials: false,
  givesWordTimes: false,
  start: async () => {
    const queue = createTranscriptionQueue({ scheduler: { now: () => 0, after: () => () => {} } });
    return { transcriber: createTransformersTranscriber({ model, folder, queue }), stop: async () => {} };
  },
});
