// sherpa-onnx in its process, with real model files of the language of tones, keeps the promises of a transcriber.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { mediaMs } from '../../engine/media-time.ts';
import { createSherpaTranscriber } from '../../models/transcribers/sherpa.ts';
import { createTranscriptionQueue } from '../../models/transcribers/transcription-queue.ts';
import { writeSenseVoiceToneModel, writeStreamingToneModel } from '../support/tone-models.ts';
import { writeParaformerToneModel } from '../support/tone-paraformer.ts';
import { sayTones, TONE_GAP_MS, type ToneWord } from '../support/tone-speech.ts';
import { describeTranscriber } from '../support/transcriber-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'sotto-sherpa-'));
afterAll(() => rmSync(folder, { recursive: true }));

const scheduler = { now: () => performance.now(), after: () => () => {} };

const streaming = { what: 'a streaming transducer', folder: join(folder, 'streaming'), write: writeStreamingToneModel };
const paraformer = { what: 'a streaming paraformer', folder: join(folder, 'para'), write: writeParaformerToneModel };
const senseVoice = { what: 'a SenseVoice', folder: join(folder, 'sense-voice'), write: writeSenseVoiceToneModel };

for (const [sampleRateHz, each] of [
  [16000, streaming],
  [8000, streaming],
  [16000, paraformer],
  [8000, paraformer],
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
    givesPartials: each !== senseVoice,
    givesWordTimes: each !== paraformer,
    start: async () => {
      const queue = createTranscriptionQueue({ scheduler });
      return { transcriber: createSherpaTranscriber({ model, folder: each.folder, queue }), stop: async () => {} };
    },
  });
}

it.each([streaming, paraformer])(
  'sherpa with $what loses no word where no silence follows it, however long it is',
  async (each) => {
    const queue = createTranscriptionQueue({ scheduler });
    const transcriber = createSherpaTranscriber({ model: each.write(each.folder), folder: each.folder, queue });
    const heard: string[] = [];
    const lengths = Array.from({ length: 31 }, (_, at) => 100 + at * 20);
    const sound = sayTones(['budget', 'price'], 16000);
    const voice = sound.subarray(0, sound.length - 16 * TONE_GAP_MS);
    for (const leadMs of lengths) {
      const stream = transcriber.open(
        {
          callId: 'call-1',
          channel: 0,
          sampleRateHz: 16000,
          language: { mode: 'fixed', language: 'en' },
          hotwords: [],
        },
        { segment: ({ text, isFinal }) => isFinal && heard.push(text.trim()), skipped: () => {}, failed: () => {} },
      );
      stream.speechStarted(mediaMs(0));
      stream.push(mediaMs(0), new Float32Array(16 * leadMs));
      stream.push(mediaMs(leadMs), voice);
      stream.speechEnded(mediaMs(leadMs + voice.length / 16));
      await stream.flush();
    }
    await transcriber.close();
    expect(heard).toEqual(lengths.map(() => 'budget price'));
  },
);
