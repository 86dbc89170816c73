// What the remote codecs ask for, message by message, as the vendors' documents have it.

import { describe, expect, it } from 'vitest';
import type { TranscriptionStreamOptions } from '../../../../engine/transcriber.ts';
import { deepgram } from '../../../../models/transcribers/remote/deepgram.ts';
import { funAsr } from '../../../../models/transcribers/remote/funasr.ts';
import { openAiRealtime } from '../../../../models/transcribers/remote/openai-realtime.ts';
import { vllmRealtime } from '../../../../models/transcribers/remote/vllm-realtime.ts';

const stream: TranscriptionStreamOptions = {
  callId: 'call-1',
  channel: 1,
  sampleRateHz: 16000,
  language: { mode: 'fixed', language: 'zh-CN' },
  hotwords: ['Acme', '预算'],
};
const mixed: TranscriptionStreamOptions = { ...stream, language: { mode: 'code-switching', among: ['zh', 'en'] } };
const json = (message: unknown) => JSON.parse(String(message));

describe('deepgram', () => {
  const protocol = deepgram({ key: 'secret' });

  it('asks for linear PCM at the rate of the channel, the language and the key terms', () => {
    const query = new URL(protocol.url(stream)).searchParams;
    expect(Object.fromEntries(query)).toMatchObject({ model: 'nova-3', encoding: 'linear16', sample_rate: '16000' });
    expect(query.get('language')).toBe('zh');
    expect(query.getAll('keyterm')).toEqual(['Acme', '预算']);
    expect(new URL(protocol.url(mixed)).searchParams.get('language')).toBe('multi');
  });

  it('shows its key in the header and never in the address', () => {
    expect(protocol.headers.Authorization).toBe('Token secret');
    expect(protocol.url(stream)).not.toContain('secret');
  });

  it('says nothing of metadata, of broken JSON and of results without the shape', () => {
    const codec = protocol.codec();
    for (const message of ['{"type":"Metadata"}', '{', '{"type":"Results"}', '[]'])
      expect(codec.read(message)).toEqual([]);
  });
});

describe('openai-realtime', () => {
  const committed = (item: string, previous: string | null) =>
    JSON.stringify({ type: 'input_audio_buffer.committed', item_id: item, previous_item_id: previous });
  const completed = (item: string, transcript: string) =>
    JSON.stringify({ type: 'conversation.item.input_audio_transcription.completed', item_id: item, transcript });
  const tooShort = (event_id?: string) =>
    JSON.stringify({ type: 'error', error: { code: 'input_audio_buffer_commit_empty', message: 'short', event_id } });

  it('takes a refusal for the utterance that it names, and the next item for the next utterance', () => {
    const codec = openAiRealtime({ key: 'k' }).codec(stream);
    const commits = [1, 2, 3].map(() => json(codec.utteranceEnded()[0]));
    codec.read(committed('a', null));
    expect(codec.read(tooShort(commits[1].event_id))).toEqual([{ kind: 'answered', utterance: 1 }]);
    codec.read(committed('c', 'a'));
    expect(codec.read(completed('c', 'price'))).toContainEqual({ kind: 'answered', utterance: 2 });
  });

  it('takes a refusal that names none for the oldest utterance without an item', () => {
    const codec = openAiRealtime({ key: 'k' }).codec(stream);
    for (const _ of [1, 2]) codec.utteranceEnded();
    codec.read(committed('a', null));
    expect(codec.read(tooShort())).toEqual([{ kind: 'answered', utterance: 1 }]);
  });

  it('keeps words that come before the place of their item, and tells them with it', () => {
    const codec = openAiRealtime({ key: 'k' }).codec(stream);
    for (const _ of [1, 2]) codec.utteranceEnded();
    expect(codec.read(completed('b', 'price'))).toEqual([]);
    codec.read(committed('a', null));
    expect(codec.read(committed('b', 'a'))).toEqual([
      { kind: 'segment', key: 'b', utterance: 1, isFinal: true, text: 'price' },
      { kind: 'answered', utterance: 1 },
    ]);
  });

  it('begins a transcription session at 24 kHz without turns of its own', () => {
    const [session] = openAiRealtime({ key: 'k' }).codec(stream).opening();
    expect(json(session)).toMatchObject({
      type: 'session.update',
      session: {
        type: 'transcription',
        audio: {
          input: {
            format: { type: 'audio/pcm', rate: 24_000 },
            transcription: { model: 'gpt-4o-transcribe', language: 'zh', prompt: 'Acme, 预算' },
            turn_detection: null,
          },
        },
      },
    });
  });

  it('takes an utterance that was too short as answered, and other errors as failures', () => {
    const codec = openAiRealtime({ key: 'k' }).codec(stream);
    const error = (code: string) => JSON.stringify({ type: 'error', error: { message: 'no', code } });
    expect(codec.read(error('input_audio_buffer_commit_empty'))).toEqual([{ kind: 'answered', utterance: 0 }]);
    expect(codec.read(error('session_expired'))).toEqual([{ kind: 'failed', message: 'no' }]);
  });
});

describe('vllm-realtime', () => {
  it('names the model, begins the generation, and ends it with the utterance', () => {
    const codec = vllmRealtime({ url: 'ws://host/v1/realtime', model: 'voxtral' }).codec();
    expect(codec.opening().map(json)).toEqual([
      { type: 'session.update', model: 'voxtral' },
      { type: 'input_audio_buffer.commit' },
    ]);
    expect(codec.utteranceEnded().map(json)).toEqual([{ type: 'input_audio_buffer.commit', final: true }]);
  });
});

describe('funasr', () => {
  it('begins in two passes with hot words, and places Chinese characters by their timestamps', () => {
    const codec = funAsr({ url: 'ws://host' }).codec(stream);
    const [begin] = codec.opening();
    expect(json(begin)).toMatchObject({ mode: '2pass', chunk_size: [5, 10, 5], is_speaking: true, wav_format: 'pcm' });
    expect(json(json(begin).hotwords)).toEqual({ Acme: 20, 预算: 20 });
    const [segment] = codec.read(
      JSON.stringify({ mode: '2pass-offline', text: '报价。', timestamp: '[[100,300],[300,480]]', is_final: true }),
    );
    expect(segment).toMatchObject({
      text: '报价。',
      startMs: 100,
      endMs: 480,
      words: [
        { text: '报', startMs: 100, endMs: 300 },
        { text: '价', startMs: 300, endMs: 480 },
      ],
    });
  });
});
