// Whisper and Moonshine through @huggingface/transformers as a transcriber, in a process of its own: each utterance is heard
// whole when the voice has ended. The model is a folder that `sotto models pull` filled.

import { join } from 'node:path';
import { EngineError } from '../../engine/errors.ts';
import type { Transcriber, TranscriptionLanguage } from '../../engine/transcriber.ts';
import { createAskedChild } from '../child/asked-child.ts';
import type { RegisteredModel } from '../registry/registry.ts';
import { workerEntry } from '../worker-entry.ts';
import type { TranscriptionQueue } from './transcription-queue.ts';
import type { TransformersAnswer, TransformersLoad, TransformersQuestion } from './transformers-protocol.ts';
import { Upsampler } from './upsample.ts';
import { createUtteranceTranscriber, type Recognised } from './utterance-transcriber.ts';

export interface TransformersOptions {
  /** What the registry says of the model. */
  readonly model: RegisteredModel;
  /** Where its files are. */
  readonly folder: string;
  readonly queue: TranscriptionQueue;
  /** Threads of a run, ≥ 1. Default 1: calls share the machine. */
  readonly threads?: number;
}

const SAMPLE_RATE_HZ = 16_000;
/** A shorter utterance is filled up with silence: the models were made for more, and some fail on less. */
const SHORTEST_MS = 500;

export function createTransformersTranscriber(options: TransformersOptions): Transcriber {
  const { model, folder, queue, threads = 1 } = options;
  const { format } = model;
  if (format !== 'whisper' && format !== 'moonshine') {
    throw new EngineError('model.load', `${model.name} (${format}) is not a recogniser for transformers.`);
  }
  const entry = workerEntry('transformers-process', import.meta.url);
  const load: TransformersLoad = { folder: join(folder), format, threads };
  const child = createAskedChild<TransformersLoad, TransformersQuestion, TransformersAnswer>(
    entry,
    load,
    queue.scheduler,
  );
  return createUtteranceTranscriber({
    name: `transformers ${model.name}`,
    queue,
    isAlive: child.isAlive,
    close: child.close,
    async recognise(utterance) {
      const samples = heardWhole(utterance.samples, utterance.sampleRateHz);
      const language = model.languages.length === 1 ? null : spokenLanguage(utterance.language);
      const answer = await child.ask({ samples, language });
      return recognisedOf(answer, language ?? model.languages[0]);
    },
  });
}

/** At 16 kHz, and long enough. */
function heardWhole(samples: Float32Array, sampleRateHz: number): Float32Array {
  const upsampler = new Upsampler(sampleRateHz, SAMPLE_RATE_HZ);
  const upsampled = upsampler.push(samples);
  const rest = upsampler.flush();
  const shortest = (SAMPLE_RATE_HZ * SHORTEST_MS) / 1000;
  if (rest.length === 0 && upsampled.length >= shortest) return upsampled;
  const whole = new Float32Array(Math.max(shortest, upsampled.length + rest.length));
  whole.set(upsampled);
  whole.set(rest, upsampled.length);
  return whole;
}

/** transformers.js does not detect a language: where one is to be detected, the first that it may be is heard. */
function spokenLanguage(language: TranscriptionLanguage): string {
  const tag = language.mode === 'fixed' ? language.language : (language.among[0] ?? 'en');
  return tag.toLowerCase().split('-')[0] ?? 'en';
}

export function recognisedOf({ text, chunks = [] }: TransformersAnswer, language: string | undefined): Recognised {
  const spoken = text.trim();
  const words = chunks
    .map(({ text: word, timestamp: [start, end] }) => ({
      text: word.trim(),
      startMs: Math.round(start * 1000),
      endMs: Math.round((end ?? start) * 1000),
    }))
    .filter((word) => word.text !== '');
  return {
    text: spoken,
    ...(language === undefined || spoken === '' ? {} : { language }),
    ...(words.length === 0 ? {} : { words }),
  };
}
