// FunASR's 2-pass runtime: a JSON beginning, PCM at 16 kHz, `is_speaking: false`; quick text first, better text after.
// Source: FunASR runtime/docs/websocket_protocol.md. A connection an utterance: what comes back belongs to it.

import { z } from 'zod';
import type { TranscriptionStreamOptions } from '../../../engine/transcriber.ts';
import { type Codec, type News, parsed, type RemoteProtocol } from './protocol.ts';

export interface FunAsrOptions {
  /** For example ws://127.0.0.1:10095. */
  readonly url: string;
}

export function funAsr({ url }: FunAsrOptions) {
  return {
    name: 'funasr 2pass',
    url: () => url,
    headers: {},
    sampleRateHz: () => 16_000,
    connection: 'utterance',
    codec: funAsrCodec,
  } satisfies RemoteProtocol;
}

const HOTWORD_WEIGHT = 20;

function beginning({ hotwords, channel, callId }: TranscriptionStreamOptions) {
  return {
    mode: '2pass',
    // 600 ms at a time, with as much context as the shipped models were trained with.
    chunk_size: [5, 10, 5],
    chunk_interval: 10,
    wav_name: `${callId}-${channel}`,
    wav_format: 'pcm',
    audio_fs: 16_000,
    is_speaking: true,
    itn: true,
    hotwords: JSON.stringify(Object.fromEntries(hotwords.map((word) => [word, HOTWORD_WEIGHT]))),
  };
}

const Result = z.object({
  mode: z.enum(['2pass-online', '2pass-offline', 'online', 'offline']),
  text: z.string(),
  is_final: z.boolean().default(false),
  timestamp: z.string().optional(),
});
const Timestamps = z.array(z.tuple([z.number().min(0), z.number().min(0)]));

function funAsrCodec(stream: TranscriptionStreamOptions): Codec {
  /** Sentences of the second pass so far, each once. */
  const sentences: string[] = [];
  let quick = '';
  let isEnded = false;
  const take = (result: z.output<typeof Result>): readonly News[] => {
    const segment = { kind: 'segment', utterance: 0 } as const;
    if (result.mode.endsWith('online')) {
      // Late, after the better text: it has been said.
      if (isEnded && sentences.length > 0) return [];
      quick += result.text;
      return [{ ...segment, key: `sentence-${sentences.length}`, isFinal: false, text: quick.trim() }];
    }
    const identity = `${result.text}|${result.timestamp ?? ''}`;
    const news: News[] = [];
    if (!sentences.includes(identity)) {
      const key = `sentence-${sentences.length}`;
      sentences.push(identity);
      quick = '';
      news.push({ ...segment, key, isFinal: true, text: result.text.trim(), ...timesOf(result) });
    }
    // Some versions call every second pass final while somebody speaks, and only the last one not.
    return isEnded ? [...news, { kind: 'answered', utterance: 0 }] : news;
  };
  return {
    opening: () => [JSON.stringify(beginning(stream))],
    audio: (pcm) => pcm,
    utteranceEnded() {
      isEnded = true;
      return [JSON.stringify({ is_speaking: false })];
    },
    read(message) {
      const result = Result.safeParse(parsed(message));
      return result.success ? take(result.data) : [];
    },
  };
}

/** Word times where there is one for each word or Chinese character of the text. */
function timesOf({ text, timestamp }: z.output<typeof Result>) {
  const times = Timestamps.safeParse(parsed(timestamp ?? ''));
  const words = text.match(/\p{Script=Han}|[^\p{Script=Han}\s，。？！、,.?!]+/gu) ?? [];
  if (!times.success || times.data.length === 0) return {};
  const [startMs, endMs] = [times.data[0]?.[0] ?? 0, times.data.at(-1)?.[1] ?? 0];
  if (times.data.length !== words.length) return { startMs, endMs };
  const timed = words.map((word, at) => ({
    text: word,
    startMs: times.data[at]?.[0] ?? startMs,
    endMs: times.data[at]?.[1] ?? endMs,
  }));
  return { startMs, endMs, words: timed };
}
