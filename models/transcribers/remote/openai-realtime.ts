// OpenAI's realtime transcription: base64 PCM at 24 kHz up, one item an utterance, committed when the voice has ended.
// Source: developers.openai.com/api/docs/guides/realtime-transcription, /api/reference/resources/realtime.

import { z } from 'zod';
import type { TranscriptionStreamOptions } from '../../../engine/transcriber.ts';
import { OpenAiItems } from './openai-items.ts';
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
  z.object({
    type: z.literal('input_audio_buffer.committed'),
    item_id: itemId,
    previous_item_id: itemId.nullish(),
  }),
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
  z.object({
    type: z.literal('error'),
    /** `event_id`: of our message that it speaks of. */
    error: z.object({ message: z.string(), code: z.string().nullish(), event_id: z.string().nullish() }),
  }),
]);
type ServerEvent = z.output<typeof ServerEvent>;
type ServerError = Extract<ServerEvent, { type: 'error' }>['error'];
type ItemEvent = Exclude<ServerEvent, { type: 'error' | 'input_audio_buffer.committed' }>;

/** An utterance too short to be heard is refused; it simply has no words. */
const TOO_SHORT = 'input_audio_buffer_commit_empty';

const COMMIT = 'commit-';
/** Items whose place is not known yet, at most; the protocol tells it before or soon after their words. */
const MOST_HELD = 200;

function openAiCodec(model: string, stream: TranscriptionStreamOptions): Codec {
  const items = new OpenAiItems();
  const partials = new Map<string, string>();
  const seen = new Set<string>();
  /** Words of items whose place is not known yet. */
  let held: ItemEvent[] = [];
  const tell = (event: ItemEvent): readonly News[] => {
    const utterance = items.utteranceOf(event.item_id);
    if (utterance === undefined) {
      held = [...held.slice(1 - MOST_HELD), event];
      return [];
    }
    const segment = { kind: 'segment', key: event.item_id, utterance } as const;
    const final = (text: string): readonly News[] => [
      { ...segment, isFinal: true, text },
      { kind: 'answered', utterance },
    ];
    switch (event.type) {
      case 'conversation.item.input_audio_transcription.delta': {
        if (event.event_id !== undefined && seen.has(event.event_id)) return [];
        if (event.event_id !== undefined) seen.add(event.event_id);
        const text = (partials.get(event.item_id) ?? '') + event.delta;
        partials.set(event.item_id, text);
        return [{ ...segment, isFinal: false, text: text.trim() }];
      }
      case 'conversation.item.input_audio_transcription.completed':
        partials.delete(event.item_id);
        return final(event.transcript.trim());
      case 'conversation.item.input_audio_transcription.failed':
        return final('');
    }
  };
  const take = (event: ServerEvent): readonly News[] => {
    if (event.type === 'error') return refused(event.error, items);
    if (event.type !== 'input_audio_buffer.committed') return tell(event);
    items.place(event.item_id, event.previous_item_id);
    const placed = held.filter(({ item_id }) => item_id === event.item_id);
    held = held.filter(({ item_id }) => item_id !== event.item_id);
    return placed.flatMap(tell);
  };
  return {
    opening: () => [JSON.stringify(sessionOf(model, stream))],
    audio: (pcm) => JSON.stringify({ type: 'input_audio_buffer.append', audio: Buffer.from(pcm).toString('base64') }),
    utteranceEnded: () => [
      JSON.stringify({ type: 'input_audio_buffer.commit', event_id: `${COMMIT}${items.committing()}` }),
    ],
    read(message) {
      const event = ServerEvent.safeParse(parsed(message));
      return event.success ? take(event.data) : [];
    },
  };
}

function refused({ code, message, event_id }: ServerError, items: OpenAiItems): readonly News[] {
  if (code !== TOO_SHORT) return [{ kind: 'failed', message }];
  const named = event_id?.startsWith(COMMIT) ? Number(event_id.slice(COMMIT.length)) : Number.NaN;
  const utterance = Number.isInteger(named) ? named : items.oldestOpen;
  items.refuse(utterance);
  return [{ kind: 'answered', utterance }];
}
