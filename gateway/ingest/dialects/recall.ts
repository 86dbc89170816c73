// Recall.ai: its bot dials us and sends one JSON message an event: separate or mixed audio (s16le, 16 kHz), who joined,
// who speaks, transcripts. Times are seconds since the recording began. A person's role comes from name, e-mail or id.
// docs.recall.ai/docs/real-time-websocket-endpoints.

import { EngineError } from '../../../engine/errors.ts';
import type { FeedEventInput } from '../../protocol/ingest.ts';
import { type Dialect, type FeedAction, type FeedStep, isGoodbye } from './dialect.ts';
import { type FeedSettings, withParameters } from './feed-settings.ts';
import { type MetPeople, meet, NOBODY_MET, placeAudio } from './met-people.ts';
import { parseRecallMessage, type RecallMessage, type RecallPerson, type RecallWord } from './recall-message.ts';
import { textOfWords } from './spoken-words.ts';
import { bytesOfBase64, sampleAt } from './vendor-message.ts';

const SAMPLE_RATE_HZ = 16_000;
/** The one voice of mixed audio: whoever speaks. */
const MIXED: RecallPerson = { id: 'mixed' };

interface State {
  readonly settings: FeedSettings;
  readonly isBegun: boolean;
  readonly people: MetPeople;
  /** Per person, the segment that partial results speak of. */
  readonly openSegments: ReadonlyMap<string, string>;
}

export const recall: Dialect<State> = {
  name: 'recall',
  open: (settings) => ({ settings, isBegun: false, people: NOBODY_MET, openSegments: new Map() }),
  step(state, input) {
    if (input.kind === 'closed') {
      return [state, state.isBegun && isGoodbye(input.code) ? [{ kind: 'left', reason: 'stream closed' }] : []];
    }
    if (input.kind !== 'text') return [state, []];
    const message = parseRecallMessage(input.text);
    const [begun, opening] = state.isBegun ? [state, []] : begin(state, message);
    const [next, actions] = take(begun, message);
    return [next, [...opening, ...actions]];
  },
};

/** `audio=none` in the address: a feed of words and events alone. */
function begin(state: State, { data: { bot, recording, data } }: RecallMessage): FeedStep<State> {
  const callKey = bot?.id ?? recording?.id;
  if (callKey === undefined) throw new EngineError('input.schema', 'data.bot.id: expected the bot that sends this');
  const settings = withParameters(state.settings, { ...recording?.metadata, ...bot?.metadata });
  const { callId = `recall-${callKey}`.slice(0, 128), ...facts } = settings.facts;
  const audio = settings.given['audio'] === 'none' ? {} : { audio: { sampleRateHz: SAMPLE_RATE_HZ } as const };
  const start = { ...facts, callId, ...audio, participants: [], startedAt: beginningOf(data.timestamp) };
  return [{ ...state, settings, isBegun: true }, [{ kind: 'call', start, token: settings.given['token'] }]];
}

function beginningOf(timestamp: RecallMessage['data']['data']['timestamp']): string | undefined {
  const atMs = Date.parse(timestamp?.absolute ?? '');
  return Number.isNaN(atMs) ? undefined : new Date(atMs - (timestamp?.relative ?? 0) * 1000).toISOString();
}

function take(state: State, { event, data: { data } }: RecallMessage): FeedStep<State> {
  const person = data.participant;
  if (event === 'audio_mixed_raw.data') return hear(state, MIXED, data);
  if (!person) return [state, []];
  if (event === 'audio_separate_raw.data') return hear(state, person, data);
  const [people, { participantId }, actions] = meet(state.people, state.settings, voiceOf(person), false);
  const met = { ...state, people };
  if (event === 'participant_events.speech_on' || event === 'participant_events.speech_off') {
    const isSpeaking = event === 'participant_events.speech_on';
    const hasVoice = people.byId.get(person.id)?.channel !== undefined;
    const said: FeedEventInput = { type: 'activity.changed', participantId, isSpeaking, ...timeOf(data.timestamp) };
    return [met, hasVoice ? actions : [...actions, { kind: 'event', event: said }]];
  }
  const words = data.words ?? [];
  if (words.length === 0 || !event.startsWith('transcript.')) return [met, actions];
  const [next, said] = say(met, person.id, words, {
    isFinal: event === 'transcript.data',
    language: data.language_code,
  });
  return [next, [...actions, { kind: 'event', event: said }]];
}

function hear(
  state: State,
  person: RecallPerson,
  { buffer, timestamp }: RecallMessage['data']['data'],
): FeedStep<State> {
  if (buffer === undefined || !timestamp)
    throw new EngineError('input.schema', 'data.data: expected buffer, timestamp');
  const [met, { channel = 0 }, introduction] = meet(state.people, state.settings, voiceOf(person), true);
  const payload = bytesOfBase64(buffer);
  const stampedSample = sampleAt(timestamp.relative * 1000, SAMPLE_RATE_HZ);
  const samples = payload.byteLength >> 1;
  const [people, startSample] = placeAudio(met, channel, { stampedSample, samples, sampleRateHz: SAMPLE_RATE_HZ });
  const audio: FeedAction = { kind: 'audio', channel, startSample, payload };
  return [{ ...state, people }, [...introduction, audio]];
}

/** Partial results and the final one that follows them speak of one segment. */
function say(
  state: State,
  participantId: string,
  words: readonly RecallWord[],
  { isFinal, language }: { readonly isFinal: boolean; readonly language: string | null | undefined },
): readonly [State, FeedEventInput] {
  const timed = words.map(({ text, start_timestamp: start, end_timestamp: end }) => {
    const startMs = Math.max(0, start.relative * 1000);
    return { text, startMs, endMs: Math.max(startMs, (end?.relative ?? start.relative) * 1000) };
  });
  const startMs = timed[0]?.startMs ?? 0;
  const opened = `recall-${participantId}-${Math.round(startMs)}`.slice(0, 128);
  const segmentId = state.openSegments.get(participantId) ?? opened;
  const openSegments = new Map(state.openSegments);
  if (isFinal) openSegments.delete(participantId);
  else openSegments.set(participantId, segmentId);
  const said = {
    participantId,
    segmentId,
    startMs,
    endMs: Math.max(...timed.map(({ endMs }) => endMs)),
    text: textOfWords(timed),
    words: timed,
    ...(language ? { language } : {}),
  };
  const event: FeedEventInput = isFinal
    ? { type: 'segment.finalized', ...said }
    : { type: 'segment.revised', ...said, isFinal: false };
  return [{ ...state, openSegments }, event];
}

const timeOf = (timestamp: RecallMessage['data']['data']['timestamp']) =>
  timestamp ? { atMs: Math.max(0, timestamp.relative * 1000) } : {};

const voiceOf = ({ id, email, name }: RecallPerson) => ({
  keys: [id, email, name].filter((key): key is string => Boolean(key)),
  name: name ?? undefined,
});
