// Deepgram's live transcription, /v1/listen: PCM up, `Results` down; `Finalize` at the end of each utterance.
// Source: developers.deepgram.com/reference/speech-to-text/listen-streaming, /docs/finalize, /docs/audio-keep-alive.

import { z } from 'zod';
import type { TranscriptionStreamOptions } from '../../../engine/transcriber.ts';
import { askedLanguage, type Codec, type News, parsed, type RemoteProtocol } from './protocol.ts';

export interface DeepgramOptions {
  readonly url?: string;
  readonly key: string;
  /** Default nova-3. */
  readonly model?: string;
}

export function deepgram({ url = 'wss://api.deepgram.com/v1/listen', key, model = 'nova-3' }: DeepgramOptions) {
  return {
    name: `deepgram ${model}`,
    url: (stream) => addressOf(url, model, stream),
    headers: { Authorization: `Token ${key}` },
    sampleRateHz: (rateHz) => rateHz,
    connection: 'channel',
    keepAlive: JSON.stringify({ type: 'KeepAlive' }),
    codec: deepgramCodec,
  } satisfies RemoteProtocol;
}

/** Deepgram takes so many key terms with sense. */
const MOST_TERMS = 50;

function addressOf(url: string, model: string, stream: TranscriptionStreamOptions): string {
  const address = new URL(url);
  const settings = {
    model,
    encoding: 'linear16',
    sample_rate: String(stream.sampleRateHz),
    channels: '1',
    interim_results: 'true',
    punctuate: 'true',
    endpointing: '300',
    // `multi` finds the language, and follows it from word to word.
    language: askedLanguage(stream) ?? 'multi',
  };
  for (const [name, value] of Object.entries(settings)) address.searchParams.set(name, value);
  for (const term of stream.hotwords.slice(0, MOST_TERMS)) {
    address.searchParams.append(model.startsWith('nova-3') ? 'keyterm' : 'keywords', term);
  }
  return address.href;
}

const Results = z.object({
  type: z.literal('Results'),
  start: z.number().min(0),
  duration: z.number().min(0),
  is_final: z.boolean().default(false),
  channel: z.object({
    alternatives: z
      .array(
        z.object({
          transcript: z.string(),
          confidence: z.number().optional(),
          languages: z.array(z.string()).optional(),
          words: z
            .array(
              z.object({
                word: z.string(),
                punctuated_word: z.string().optional(),
                start: z.number().min(0),
                end: z.number().min(0),
              }),
            )
            .default([]),
        }),
      )
      .min(1),
  }),
});

function deepgramCodec(): Codec {
  return {
    opening: () => [],
    audio: (pcm) => pcm,
    utteranceEnded: () => [JSON.stringify({ type: 'Finalize' })],
    read: (message) => {
      const result = Results.safeParse(parsed(message));
      return result.success ? newsOf(result.data) : [];
    },
  };
}

function newsOf({ start, duration, is_final: isFinal, channel }: z.output<typeof Results>): readonly News[] {
  const [best] = channel.alternatives;
  if (!best) return [];
  const [startMs, endMs] = [start * 1000, (start + duration) * 1000];
  const words = best.words.map((word) => ({
    text: word.punctuated_word ?? word.word,
    startMs: word.start * 1000,
    endMs: word.end * 1000,
  }));
  const [language] = best.languages ?? [];
  const segment: News = {
    kind: 'segment',
    // Interim results of one stretch share its start with its final.
    key: `at-${Math.round(startMs)}`,
    isFinal,
    text: best.transcript,
    startMs: words[0]?.startMs ?? startMs,
    endMs: words.at(-1)?.endMs ?? endMs,
    words,
    ...(best.confidence === undefined ? {} : { confidence: Math.min(1, Math.max(0, best.confidence)) }),
    ...(language === undefined ? {} : { language }),
  };
  return isFinal ? [segment, { kind: 'heard', startMs, endMs }] : [segment];
}
