import { describe, expect, it } from 'vitest';
import { NO_SETTINGS, withParameters } from '../../../../../gateway/ingest/dialects/feed-settings.ts';
import { recall } from '../../../../../gateway/ingest/dialects/recall.ts';
import { runCodec } from '../../../../support/codec.ts';

// Payloads of docs.recall.ai/docs/real-time-event-payloads.
const ALEX = { id: 100, name: 'Alex Rivera', is_host: true, platform: 'desktop', extra_data: {}, email: null };
const KIM = { id: 200, name: 'Kim', is_host: false, platform: 'unknown', extra_data: {}, email: 'kim@customer.com' };
const at = (relative: number) => ({ relative, absolute: '2026-03-02T09:00:10.000Z' });
const message = (event: string, data: object) => ({
  event,
  data: {
    data,
    realtime_endpoint: { id: 're', metadata: {} },
    recording: { id: 'rec', metadata: {} },
    bot: { id: 'b1', metadata: { language: 'en', 'role.Alex Rivera': 'rep', 'role.*@customer.com': 'customer' } },
  },
});
const JOIN = message('participant_events.join', { participant: ALEX, timestamp: at(10), data: null });

describe('the codec of Recall.ai', () => {
  it('begins with whatever comes first, and knows people by name and e-mail', () => {
    const run = runCodec(recall);
    expect(run.say(JOIN)).toEqual([
      {
        kind: 'call',
        token: undefined,
        start: {
          callId: 'recall-b1',
          language: 'en',
          audio: { sampleRateHz: 16_000 },
          participants: [],
          startedAt: '2026-03-02T09:00:00.000Z',
        },
      },
      {
        kind: 'event',
        event: { type: 'participant.joined', participant: { participantId: '100', role: 'rep', name: 'Alex Rivera' } },
      },
    ]);
    expect(run.say(JOIN)).toEqual([]);
    expect(run.say(message('participant_events.update', { participant: KIM, timestamp: at(11) }))).toMatchObject([
      { event: { participant: { participantId: '200', role: 'customer' } } },
    ]);
  });

  it('gives each person a channel when their audio comes, and evens out jitter but no gap', () => {
    const run = runCodec(recall);
    run.say(JOIN);
    const audio = (participant: object, relative: number) =>
      run.say(
        message('audio_separate_raw.data', {
          buffer: Buffer.alloc(640).toString('base64'),
          timestamp: at(relative),
          participant,
        }),
      );
    expect(audio(KIM, 12)).toMatchObject([
      { event: { participant: { participantId: '200', channel: 0 } } },
      { kind: 'audio', channel: 0, startSample: 192_000 },
    ]);
    expect(audio(ALEX, 12)).toMatchObject([
      { event: { participant: { participantId: '100', channel: 1 } } },
      { kind: 'audio', channel: 1, startSample: 192_000 },
    ]);
    expect(audio(KIM, 12.027)).toMatchObject([{ startSample: 192_320 }]);
    expect(audio(KIM, 14)).toMatchObject([{ startSample: 224_000 }]);
  });

  it('makes one segment of partial results and the final one after them', () => {
    const run = runCodec(recall, withParameters(NO_SETTINGS, { audio: 'none' }));
    const words = (event: string, ...said: [string, number, number][]) =>
      run.say(
        message(event, {
          participant: KIM,
          words: said.map(([text, start, end]) => ({
            text,
            start_timestamp: { relative: start },
            end_timestamp: { relative: end },
          })),
        }),
      );
    const [call, joined, partial] = words('transcript.partial_data', ['How', 1, 1.2]);
    expect(call).not.toHaveProperty('start.audio');
    expect(joined).toMatchObject({ event: { type: 'participant.joined' } });
    expect(partial).toMatchObject({ event: { type: 'segment.revised', isFinal: false, segmentId: 'recall-200-1000' } });
    expect(words('transcript.data', ['How', 1.1, 1.2], ['long?', 1.2, 1.6])).toEqual([
      {
        kind: 'event',
        event: {
          type: 'segment.finalized',
          participantId: '200',
          segmentId: 'recall-200-1000',
          startMs: 1100,
          endMs: 1600,
          text: 'How long?',
          words: [
            { text: 'How', startMs: 1100, endMs: 1200 },
            { text: 'long?', startMs: 1200, endMs: 1600 },
          ],
        },
      },
    ]);
    expect(words('transcript.data', ['多久', 3, 3.5], ['上线？', 3.5, 4])).toMatchObject([
      { event: { segmentId: 'recall-200-3000', text: '多久上线？' } },
    ]);
  });

  it('passes on who speaks where there is no voice of that person', () => {
    const run = runCodec(recall);
    run.say(JOIN);
    const speech = message('participant_events.speech_on', { participant: ALEX, timestamp: at(20), data: null });
    expect(run.say(speech)).toEqual([
      { kind: 'event', event: { type: 'activity.changed', participantId: '100', isSpeaking: true, atMs: 20_000 } },
    ]);
    const mixed = message('audio_mixed_raw.data', { buffer: 'AAAA', timestamp: at(20) });
    expect(run.say(mixed)[0]).toMatchObject({ event: { participant: { participantId: 'mixed', role: 'unknown' } } });
  });

  it('reads no chat', () => {
    const run = runCodec(recall);
    run.say(JOIN);
    const chat = { participant: ALEX, timestamp: at(20), data: { text: 'my number is 1', to: 'everyone' } };
    expect(run.say(message('participant_events.chat_message', chat))).toEqual([]);
  });
});
