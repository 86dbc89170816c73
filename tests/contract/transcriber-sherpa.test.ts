// sherpa-onnx in its process, with real model files of the language of tones, keeps the promises of a transcriber.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createSherpaTranscriber } from '../../models/transcribers/sherpa.ts';
import { createTranscriptionQueue } from '../../models/transcribers/transcription-queue.ts';
import { writeSenseVoiceToneModel, writeStreamingToneModel } from '../support/tone-models.ts';
import { sayTones, type ToneWord } from '../support/tone-speech.ts';
import { describeTranscriber } from '../support/transcriber-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'sotto-sherpa-'));
afterAll(() => rmSync(folder, { recursive: true }));

const scheduler = { now: () => performance.now(), after: () => () => {} };

const streaming = { what: 'a streaming transducer', folder: join(folder, 'streaming'), write: writeStreamingToneModel };
const senseVoice = { what: 'a SenseVoice', folder: join(folder, 'sense-voice'), write: writeSenseVoiceToneModel };

for (const [sampleRateHz, each] of [
  [16000, streaming],
  [8000, streaming],
  [16000, senseVoice],
] as const) {
  const spoken = (...words: ToneWord[]) => ({ samples: sayTones(words, sampleRateHz), words });
  const utterances = [
    spoken('budget', 'price', 'firewall'),
    spoken('yes', 'tomorrow'),
    spoken('acme', 'contract', '预算'),
  ];
  const model = each.write(each.folder);
  describeTranscriber({
    name: `sherpa with ${each.what}, at ${sampleRateHz} Hz`,
    sampleRateHz,
    language: { mode: 'fixed', language: 'en' },
    utterances,
    givesPartials: each === streaming,
    givesWordTimes: true,
    start: async () => {
      const queue = createTranscriptionQueue({ scheduler });
      return { transcriber: createSherpaTranscriber({ model, folder: each.folder, queue }), stop: async () => {} };
    },
  });
}
