// vLLM's realtime endpoint, OpenAI's in kind: PCM at 16 kHz up, `transcription.delta` and `transcription.done` down.
// A generation belongs to a connection, so each utterance has its own. Source: docs.vllm.ai, Realtime API (2026-01).

import { z } from 'zod';
import { type Codec, type News, parsed, type RemoteProtocol } from './protocol.ts';

export interface VllmOptions {
  /** For example ws://127.0.0.1:8000/v1/realtime. */
  readonly url: string;
  readonly key?: string;
  readonly model: string;
}

export function vllmRealtime({ url, key, model }: VllmOptions) {
  return {
    name: `vllm-realtime ${model}`,
    url: () => url,
    headers: key === undefined ? {} : { Authorization: `Bearer ${key}` },
    sampleRateHz: () => 16_000,
    connection: 'utterance',
    codec: () => vllmCodec(model),
  } satisfies RemoteProtocol;
}

const ServerEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('transcription.delta'), delta: z.string(), event_id: z.string().optional() }),
  z.object({ type: z.literal('transcription.done'), text: z.string() }),
  z.object({ type: z.literal('error'), error: z.union([z.string(), z.object({ message: z.string() })]) }),
]);

function vllmCodec(model: string): Codec {
  const seen = new Set<string>();
  let text = '';
  const segment = { kind: 'segment', key: 'all', utterance: 0 } as const;
  const take = (event: z.output<typeof ServerEvent>): readonly News[] => {
    if (event.type === 'error') {
      const { error } = event;
      return [{ kind: 'failed', message: typeof error === 'string' ? error : error.message }];
    }
    if (event.type === 'transcription.done') {
      return [
        { ...segment, isFinal: true, text: event.text.trim() },
        { kind: 'answered', utterance: 0 },
      ];
    }
    if (event.event_id !== undefined && seen.has(event.event_id)) return [];
    if (event.event_id !== undefined) seen.add(event.event_id);
    text += event.delta;
    return [{ ...segment, isFinal: false, text: text.trim() }];
  };
  return {
    // The first commit begins the generation, the final one ends its audio.
    opening: () => [
      JSON.stringify({ type: 'session.update', model }),
      JSON.stringify({ type: 'input_audio_buffer.commit' }),
    ],
    audio: (pcm) => JSON.stringify({ type: 'input_audio_buffer.append', audio: Buffer.from(pcm).toString('base64') }),
    utteranceEnded: () => [JSON.stringify({ type: 'input_audio_buffer.commit', final: true })],
    read(message) {
      const event = ServerEvent.safeParse(parsed(message));
      return event.success ? take(event.data) : [];
    },
  };
}
