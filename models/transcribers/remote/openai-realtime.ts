// OpenAI's realtime transcription: base64 PCM at 24 kHz up, one item an utterance, committed when the voice has ended.
// Source: developers.openai.com/api/docs/guides/realtime-transcription, /api/reference/resources/realtime.

import { z } from 'zod';
import type { TranscriptionStreamOptions } from '../../../engine/transcriber.ts';
import { askedLanguage, type Codec, type News, parsed, type RemoteProtocol } from './protocol.ts';

export interface OpenAiOptions {
  readonly url?: string;
  readonly key: string;
  /** Default gpt-4o-transcribe. */
  readonly model?: string;
}

const URL_OF_OPENAI = 'wss://api.openai.com/v1/realtime?intent=transcription';

export function openAiRealtime({ url = URL_OF_OPENAI, key, model = 'gpt-4o-transcribe' }: OpenAiOptions) {
  return {
    name: `openai-realtime ${model}`,
    url: () => url,
    headers: { Authorization: `Bearer ${key}` },
    sampleRateHz: () => 24_000,
    connection: 'channel',
    codec: (stream) => openAiCodec(model, stream),
  } satisfies RemoteProtocol;
}

function sessionOf(model: string, stream: TranscriptionStreamOptions) {
  const language = askedLanguage(stream);
  const transcription = {
    model,
    ...(language === undefined ? {} : { language }),
    ...(stream.hotwords.length === 0 ? {} : { prompt: stream.hotwords.join(', ') }),
  };
  const input = { format: { type: 'audio/pcm', rate: 24_000 }, transcription, turn_detection: null };
  return { type: 'session.update', session: { type: 'transcription', audio: { input } } };
}

const itemId = z.string();
const ServerEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('input_audio_buffer.committed'), item_id: itemId }),
  z.object({
    type: z.literal('conversation.item.input_audio_transcription.delta'),
    item_id: itemId,
    delta: z.string(),
    event_id: z.string().optional(),
  }),
  z.object({
    type: z.literal('conversation.item.input_audio_transcription.completed'),
    item_id: itemId,
    transcript: z.string(),
  }),
  z.object({ type: z.literal('conversation.item.input_audio_transcription.failed'), item_id: itemId }),
  z.object({ type: z.literal('error'), error: z.object({ message: z.string(), code: z.string().nullish() }) }),
]);
type ServerEvent = z.output<typeof ServerEvent>;

/** An utterance too short to be heard is refused; it simply has no words. */
const TOO_SHORT = 'input_audio_buffer_commit_empty';

function openAiCodec(model: string, stream: TranscriptionStreamOptions): Codec {
  // Invariant: items in the order of their commits.
  const items: string[] = [];
  const partials = new Map<string, string>();
  const seen = new Set<string>();
  const utteranceOf = (item: string) => {
    if (!items.includes(item)) items.push(item);
    return items.indexOf(item);
  };
  const take = (event: ServerEvent): readonly News[] => {
    if (event.type === 'error') {
      if (event.error.code !== TOO_SHORT) return [{ kind: 'failed', message: event.error.message }];
      items.push(`refused-${items.length}`);
      return [{ kind: 'answered', utterance: items.length - 1 }];
    }
    const utterance = utteranceOf(event.item_id);
    const segment = { kind: 'segment', key: event.item_id, utterance } as const;
    switch (event.type) {
      case 'input_audio_buffer.committed':
        return [];
      case 'conversation.item.input_audio_transcription.delta': {
        if (event.event_id !== undefined && seen.has(event.event_id)) return [];
        if (event.event_id !== undefined) seen.add(event.event_id);
        const text = (partials.get(event.item_id) ?? '') + event.delta;
        partials.set(event.item_id, text);
        return [{ ...segment, isFinal: false, text: text.trim() }];
      }
      case 'conversation.item.input_audio_transcription.completed':
        partials.delete(event.item_id);
        return [
          { ...segment, isFinal: true, text: event.transcript.trim() },
          { kind: 'answered', utterance },
        ];
      case 'conversation.item.input_audio_transcription.failed':
        return [
          { ...segment, isFinal: true, text: '' },
          { kind: 'answered', utterance },
        ];
    }
  };
  return {
    opening: () => [JSON.stringify(sessionOf(model, stream))],
    audio: (pcm) => JSON.stringify({ type: 'input_audio_buffer.append', audio: Buffer.from(pcm).toString('base64') }),
    utteranceEnded: () => [JSON.stringify({ type: 'input_audio_buffer.commit' })],
    read(message) {
      const event = ServerEvent.safeParse(parsed(message));
      return event.success ? take(event.data) : [];
    },
  };
}
