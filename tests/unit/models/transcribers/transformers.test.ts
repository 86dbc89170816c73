import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mediaMs } from '../../../../engine/media-time.ts';
import type { TranscribedSegment } from '../../../../engine/transcriber.ts';
import { createTranscriptionQueue } from '../../../../models/transcribers/transcription-queue.ts';
import { createTransformersTranscriber, recognisedOf } from '../../../../models/transcribers/transformers.ts';
import { writeMoonshineToneModel } from '../../../support/tone-moonshine.ts';
import { sayTones } from '../../../support/tone-speech.ts';
import { writeWhisperToneModel } from '../../../support/tone-whisper.ts';

const queue = createTranscriptionQueue({ scheduler: { now: () => 0, after: () => () => {} } });
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-transformers-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function hear(sampleRateHz: 8000 | 16000, sound: Float32Array, model = writeMoonshineToneModel(folder)) {
  const transcriber = createTransformersTranscriber({ model, folder, queue });
  const segments: TranscribedSegment[] = [];
  const failures: string[] = [];
  const stream = transcriber.open(
    { callId: 'call-1', channel: 0, sampleRateHz, language: { mode: 'fixed', language: 'en' }, hotwords: [] },
    {
      segment: (segment) => segments.push(segment),
      skipped: (_, error) => failures.push(error.code),
      failed: (error) => failures.push(`${error.code}: ${error.message}`),
    },
  );
  const lead = new Float32Array(sampleRateHz / 5);
  stream.speechStarted(mediaMs(200));
  stream.push(mediaMs(0), lead);
  stream.push(mediaMs(200), sound);
  stream.push(mediaMs(200 + (sound.length / sampleRateHz) * 1000), new Float32Array((sampleRateHz * 320) / 1000));
  await stream.flush();
  await transcriber.close();
  return { segments, failures };
}

describe('transformers.js in its process', () => {
  it('hears a telephone line, and an utterance shorter than a second', async () => {
    const { segments } = await hear(8000, sayTones(['price', 'yes'], 8000));
    expect(segments.map(({ text, language, isFinal }) => [text, language, isFinal])).toEqual([
      ['price yes', 'en', true],
    ]);
    expect((await hear(16000, sayTones(['yes'], 16000))).segments.map(({ text }) => text)).toEqual(['yes']);
  });

  it('places the words of a Whisper where they were said', async () => {
    const { segments } = await hear(16000, sayTones(['price', 'yes', 'acme'], 16000), writeWhisperToneModel(folder));
    expect(segments.map(({ text, language }) => [text, language])).toEqual([['price yes acme', 'en']]);
    const words = segments[0]?.words ?? [];
    expect(words.map(({ text }) => text)).toEqual(['price', 'yes', 'acme']);
    for (const [at, { startMs }] of words.entries()) expect(Math.abs(startMs - 200 * (at + 1))).toBeLessThanOrEqual(60);
  });

  it('says what is wrong with a model that does not load', async () => {
    const model = writeMoonshineToneModel(folder);
    writeFileSync(join(folder, 'onnx/encoder_model_quantized.onnx'), 'not a model');
    const { segments, failures } = await hear(16000, sayTones(['yes'], 16000), model);
    expect(segments).toEqual([]);
    expect(failures).toEqual([expect.stringMatching(/^model\.load: .*encoder_model_quantized\.onnx/)]);
  });

  it('gives the words of a model that tells when they were said, without those that have no letters', () => {
    const chunks = [
      { text: ' The', timestamp: [0.1, 0.3] as const },
      { text: ' budget.', timestamp: [0.3, null] as const },
      { text: ' ', timestamp: [0.9, 1] as const },
    ];
    expect(recognisedOf({ text: ' The budget.', chunks }, 'en')).toEqual({
      text: 'The budget.',
      language: 'en',
      words: [
        { text: 'The', startMs: 100, endMs: 300 },
        { text: 'budget.', startMs: 300, endMs: 300 },
      ],
    });
    expect(recognisedOf({ text: '' }, 'en')).toEqual({ text: '' });
  });
});
