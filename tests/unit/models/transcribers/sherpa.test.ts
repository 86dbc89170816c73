import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { EngineError } from '../../../../engine/errors.ts';
import { type MediaSpan, mediaMs } from '../../../../engine/media-time.ts';
import type { TranscribedSegment, Transcriber, TranscriptionLanguage } from '../../../../engine/transcriber.ts';
import { HUNG_AFTER_MS } from '../../../../models/child/hang-watch.ts';
import { requireNative } from '../../../../models/child/native-package.ts';
import { createSherpaTranscriber } from '../../../../models/transcribers/sherpa.ts';
import { createTranscriptionQueue } from '../../../../models/transcribers/transcription-queue.ts';
import { workerEntry } from '../../../../models/worker-entry.ts';
import { createHandScheduler } from '../../../support/hand-scheduler.ts';
import { writeSenseVoiceToneModel, writeStreamingToneModel } from '../../../support/tone-models.ts';
import { sayTones, TONE_WORDS } from '../../../support/tone-speech.ts';

const folder = mkdtempSync(join(tmpdir(), 'sotto-sherpa-'));
const streaming = writeStreamingToneModel(join(folder, 'streaming'));
const senseVoice = writeSenseVoiceToneModel(join(folder, 'sense-voice'));
afterAll(() => rmSync(folder, { recursive: true }));

const queue = createTranscriptionQueue({ scheduler: { now: () => 0, after: () => () => {} } });
const oddProgram = workerEntry('sherpa-odd-process', new URL('../../../support/x.ts', import.meta.url).href);
const odd = () =>
  createSherpaTranscriber({ model: streaming, folder: join(folder, 'streaming'), queue, program: oddProgram });

let opened: Transcriber[] = [];
afterEach(async () => {
  for (const each of opened) await each.close();
  opened = [];
});

const ENGLISH: TranscriptionLanguage = { mode: 'fixed', language: 'en-GB' };

function open(transcriber: Transcriber, language = ENGLISH) {
  opened.push(transcriber);
  const heard = { segments: [] as TranscribedSegment[], skipped: [] as MediaSpan[], failures: [] as EngineError[] };
  let tellFirst = () => {};
  const firstSegment = new Promise<void>((resolve) => {
    tellFirst = resolve;
  });
  const stream = transcriber.open(
    { callId: 'call-1', channel: 0, sampleRateHz: 16000, language, hotwords: [] },
    {
      segment(segment) {
        heard.segments.push(segment);
        tellFirst();
      },
      skipped: (span) => heard.skipped.push(span),
      failed: (error) => heard.failures.push(error),
    },
  );
  const say = (atMs: number, samples: Float32Array) => {
    stream.speechStarted(mediaMs(atMs));
    for (let at = 0; at < samples.length; at += 1600) {
      stream.push(mediaMs(atMs + at / 16), samples.subarray(at, at + 1600));
    }
    stream.speechEnded(mediaMs(atMs + samples.length / 16));
  };
  return { stream, heard, say, firstSegment };
}
const level = (value: number, ms: number) => new Float32Array(ms * 16).fill(value);

describe('sherpa in its process', () => {
  it('says where a word begins to within a frame of the model, in media time', async () => {
    const { stream, heard, say } = open(
      createSherpaTranscriber({ model: streaming, folder: join(folder, 'streaming'), queue }),
    );
    say(10_000, sayTones(['budget', 'price', 'seven', 'acme'], 16000));
    await stream.flush();
    const words = heard.segments.at(-1)?.words ?? [];
    expect(words.map(({ text }) => text)).toEqual(['budget', 'price', 'seven', 'acme']);
    words.forEach(({ startMs, endMs }, at) => {
      expect(Math.abs(startMs - (10_000 + at * 200))).toBeLessThanOrEqual(80);
      expect(endMs).toBeGreaterThan(startMs);
    });
    expect(heard.segments.at(-1)?.confidence).toBeGreaterThan(0.5);
  });

  it('gives the words so far while the voice goes on', async () => {
    const { stream, heard, firstSegment } = open(
      createSherpaTranscriber({ model: streaming, folder: join(folder, 'streaming'), queue }),
    );
    const sound = sayTones(['budget', 'price', 'seven', 'acme'], 16000);
    stream.speechStarted(mediaMs(0));
    stream.push(mediaMs(0), sound.subarray(0, 9_600));
    await firstSegment;
    expect(heard.segments).toMatchObject([
      { revision: 0, isFinal: false, text: expect.stringMatching(/^budget price/) },
    ]);
    stream.push(mediaMs(600), sound.subarray(9_600));
    await stream.flush();
    expect(heard.segments.at(-1)).toMatchObject({ isFinal: true, text: 'budget price seven acme' });
  });

  it('makes segments of a monologue, and loses no word between them', async () => {
    const { stream, heard, say } = open(
      createSherpaTranscriber({ model: streaming, folder: join(folder, 'streaming'), queue }),
    );
    const words = Array.from({ length: 200 }, (_, at) => TONE_WORDS[at % 8] ?? 'yes');
    say(0, sayTones(words, 16000));
    await stream.flush();
    const finals = heard.segments.filter(({ isFinal }) => isFinal);
    expect(finals.length).toBe(2);
    expect(finals.flatMap(({ text }) => text.split(' '))).toEqual(words);
  });

  it('tells the language that a SenseVoice heard, or was told to hear', async () => {
    const transcriber = createSherpaTranscriber({ model: senseVoice, folder: join(folder, 'sense-voice'), queue });
    const languages: (string | undefined)[] = [];
    for (const language of [
      ENGLISH,
      { mode: 'fixed', language: 'zh-CN' },
      { mode: 'detect', among: ['zh', 'en'] },
    ] as const) {
      const { stream, heard, say } = open(transcriber, language);
      say(0, sayTones(['budget', '预算'], 16000));
      await stream.flush();
      expect(heard.segments.map(({ text }) => text)).toEqual(['budget 预算']);
      languages.push(heard.segments[0]?.language);
    }
    expect(languages).toEqual(['en', 'zh', 'en']);
  });

  it('fails every stream once when its process dies, says why, and starts another for the next', async () => {
    const transcriber = odd();
    const [one, other] = [open(transcriber), open(transcriber)];
    other.stream.speechStarted(mediaMs(0));
    other.stream.push(mediaMs(0), level(0.1, 200));
    one.say(0, level(0.95, 500));
    await one.stream.flush();
    for (const { heard } of [one, other]) {
      expect(heard.failures.map(({ code }) => code)).toEqual(['model.failed']);
      expect(heard.failures[0]?.message).toContain('native trouble');
    }
    expect(transcriber.isAlive()).toBe(true);
    const next = open(transcriber);
    next.say(0, level(0.1, 500));
    await next.stream.flush();
    expect(next.heard.segments.at(-1)).toMatchObject({ text: 'heard', isFinal: true });
  });

  it('fails its streams when its process hangs on an end, and starts another for the next', async () => {
    const scheduler = createHandScheduler();
    const transcriber = createSherpaTranscriber({
      model: streaming,
      folder: join(folder, 'streaming'),
      queue: createTranscriptionQueue({ scheduler }),
      program: oddProgram,
    });
    const { stream, heard, say } = open(transcriber);
    say(0, level(-0.95, 500));
    scheduler.pass(HUNG_AFTER_MS);
    await stream.flush();
    expect(heard.failures.map(({ code }) => code)).toEqual(['model.failed']);
    const next = open(transcriber);
    next.say(0, level(0.1, 500));
    await next.stream.flush();
    expect(next.heard.segments.at(-1)).toMatchObject({ text: 'heard', isFinal: true });
  });

  it('gives up the oldest utterance where it cannot follow, and says so', async () => {
    const { stream, heard, say } = open(odd());
    for (let at = 0; at < 6; at++) say(at * 20_000, level(-0.95, 18_000));
    expect(heard.skipped).toEqual([{ startMs: 0, endMs: 18_000 }]);
    stream.close();
    await stream.flush();
  });

  it('says what is wrong with a model that does not load, and does not try it again', async () => {
    writeFileSync(join(folder, 'streaming', 'broken.onnx'), 'not a model');
    const files = streaming.files.map((file) => (file.as === 'joiner' ? { ...file, path: 'broken.onnx' } : file));
    const transcriber = createSherpaTranscriber({
      model: { ...streaming, files },
      folder: join(folder, 'streaming'),
      queue,
    });
    const { stream, heard, say } = open(transcriber);
    say(0, level(0.1, 300));
    await stream.flush();
    expect(heard.failures.map(({ code }) => code)).toEqual(['model.load']);
    expect(heard.failures[0]?.message).toMatch(/broken\.onnx/);
    expect(transcriber.isAlive()).toBe(false);
    const again = open(transcriber);
    again.say(0, level(0.1, 300));
    expect(again.heard.failures.map(({ code }) => code)).toEqual(['model.load']);
  });

  it('refuses a model of another kind, naming it', () => {
    const whisper = { ...streaming, name: 'whisper-base', format: 'whisper' as const };
    expect(() => createSherpaTranscriber({ model: whisper, folder, queue })).toThrow(/whisper-base \(whisper\)/);
  });
});

it('says which package to install where an engine is not there', () => {
  expect(() => requireNative('sherpa-onnx-nowhere')).toThrow(/npm install sherpa-onnx-nowhere/);
});
