// Small builders for signals, so that a test says only what matters to it. Times in ms of media time.

import { from, lastValueFrom, toArray } from 'rxjs';
import { CallGraph } from '../../engine/call-graph.ts';
import type { CallEvent, EventBody, EventDraft, Participant, Role, Word } from '../../engine/events.ts';
import type { CallId, ChannelIndex, ParticipantId, SegmentId } from '../../engine/ids.ts';
import { type MediaMs, mediaMs } from '../../engine/media-time.ts';
import type { ClockTicked, Observation, Signal, WindowRead } from '../../engine/observations.ts';
import type { CallContext, PipelineDefinition } from '../../engine/pipeline.ts';
import { EMPTY_PLAYBOOK } from '../../engine/playbook.ts';
import { NO_BASELINES, POLICIES } from '../../engine/policy.ts';
import { NO_TEXT_MODELS } from '../../engine/ports.ts';

export const ms = mediaMs;
export const CALL = 'call-1' as CallId;
export const REP = 'rep' as ParticipantId;
export const CUSTOMER = 'customer' as ParticipantId;
export const WINDOW_MS = 32;

export const person = (id: string): ParticipantId => id as ParticipantId;
export const segment = (id: string): SegmentId => id as SegmentId;

export function participant(id: string, role: Role, channel?: number): Participant {
  const known = { participantId: person(id), role };
  return channel === undefined ? known : { ...known, channel: channel as ChannelIndex };
}

/** Rep on channel 0 and customer on channel 1. */
export const TWO_VOICES = [participant('rep', 'rep', 0), participant('customer', 'customer', 1)];
/** The same two in a feed without audio. */
export const TWO_TEXTS = [participant('rep', 'rep'), participant('customer', 'customer')];

export interface ContextChanges extends Partial<Omit<CallContext, 'started'>> {
  readonly participants?: Participant[];
  readonly language?: string;
}

/** A call of rep and customer with audio, an empty playbook and the default policy, unless told otherwise. */
export function callContext({ participants = TWO_VOICES, language = 'en', ...rest }: ContextChanges = {}): CallContext {
  return {
    callId: CALL,
    started: { type: 'call.started', startedAt: '2026-03-02T09:00:00Z', language, participants },
    playbook: EMPTY_PLAYBOOK,
    policy: POLICIES.default,
    baselines: NO_BASELINES,
    textModels: NO_TEXT_MODELS,
    ...rest,
  };
}

/** The draft as a logged event; `seq` matters to few tests. */
export function event<Draft extends EventDraft>(draft: Draft, seq = 1): Draft & CallEvent {
  return { callId: CALL, seq, ...draft } as Draft & CallEvent;
}

export const tick = (atMs: number): ClockTicked => ({ type: 'clock.ticked', atMs: ms(atMs) });

/** Ticks every 100 ms in (fromMs, toMs]. */
export function ticks(fromMs: number, toMs: number): ClockTicked[] {
  const first = Math.floor(fromMs / 100) + 1;
  return Array.from({ length: Math.max(0, Math.floor(toMs / 100) - first + 1) }, (_, index) =>
    tick((first + index) * 100),
  );
}

export function windowRead(channel: number, startMs: number, reading: Partial<WindowRead> = {}): WindowRead {
  return {
    type: 'window.read',
    channel: channel as ChannelIndex,
    startMs: ms(startMs),
    endMs: ms(startMs + WINDOW_MS),
    atMs: ms(startMs + WINDOW_MS),
    speechProbability: 0,
    rmsDb: -60,
    f0Hz: null,
    spectralTiltDb: -12,
    ...reading,
  };
}

/** `count` windows of one channel in a row, each with the reading that `readingAt` gives for its index. */
export function windows(
  channel: number,
  fromMs: number,
  count: number,
  readingAt: (index: number) => Partial<WindowRead>,
): WindowRead[] {
  return Array.from({ length: count }, (_, index) => windowRead(channel, fromMs + index * WINDOW_MS, readingAt(index)));
}

export function speechStarted(who: ParticipantId, speechId: string, startMs: number, atMs = startMs + 96) {
  const body = { type: 'speech.started', participantId: who, speechId, startMs: ms(startMs), basis: 'voice' } as const;
  return event({ ...body, atMs: ms(atMs) });
}

export interface SpeechEndedChanges {
  readonly atMs?: number;
  readonly basis?: 'voice' | 'segment';
  readonly text?: string;
}

/** With basis `segment` the speech id is the segment id, as the speech pipeline makes it. */
export function speechEnded(
  who: ParticipantId,
  speechId: string,
  startMs: number,
  endMs: number,
  { basis = 'voice', atMs = basis === 'voice' ? endMs + 320 : endMs, text }: SpeechEndedChanges = {},
) {
  const body = {
    type: 'speech.ended',
    participantId: who,
    speechId,
    startMs: ms(startMs),
    endMs: ms(endMs),
    basis,
    ...(text === undefined ? {} : { text }),
    ...(basis === 'segment' ? { segmentId: segment(speechId) } : {}),
  } as const;
  return event({ ...body, atMs: ms(atMs) });
}

export interface UtteranceChanges {
  readonly atMs?: number;
  readonly role?: Role;
  readonly language?: string;
  readonly revision?: number;
  readonly words?: Word[];
}

export function utterance(
  who: ParticipantId,
  segmentId: string,
  startMs: number,
  endMs: number,
  text: string,
  changes: UtteranceChanges = {},
) {
  const { atMs = endMs, language = 'en', revision = 0, words } = changes;
  const role = changes.role ?? (who === REP ? 'rep' : who === CUSTOMER ? 'customer' : 'unknown');
  const body = {
    type: 'utterance.finalized',
    participantId: who,
    role,
    segmentId: segment(segmentId),
    revision,
    startMs: ms(startMs),
    endMs: ms(endMs),
    text,
    language,
    tokens: countTokens(text, language),
    ...(words === undefined ? {} : { words }),
  } as const;
  return event({ ...body, atMs: ms(atMs) });
}

const countTokens = (text: string, language: string): number =>
  [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)].filter((each) => each.isWordLike).length;

export function segmentFinalized(who: ParticipantId, segmentId: string, startMs: number, endMs: number, text: string) {
  const span = { startMs: ms(startMs), endMs: ms(endMs) };
  const body = { type: 'segment.finalized', participantId: who, segmentId: segment(segmentId), text } as const;
  return event({ ...body, ...span, atMs: ms(endMs) });
}

/** Everything one pipeline puts out for these signals, its flush included. */
export function runPipeline(
  definition: PipelineDefinition,
  signals: readonly Signal[],
  context: CallContext = callContext(),
  options?: unknown,
): Promise<EventDraft[]> {
  return lastValueFrom(from(signals).pipe(definition.build(context, options), toArray()));
}

/** The whole log that a graph of pipelines makes of these inputs, which it also holds. */
export function runGraph(
  definitions: readonly PipelineDefinition[],
  inputs: readonly (Observation | EventDraft)[],
  context: CallContext = callContext(),
  options: Readonly<Record<string, unknown>> = {},
): CallEvent[] {
  const log: CallEvent[] = [];
  const stamp = (draft: EventDraft): CallEvent => event(draft, log.length + 1);
  const graph = new CallGraph({ definitions, context, options, stamp, onEvent: (each) => log.push(each) });
  let lastMs: MediaMs = ms(0);
  for (const input of inputs) {
    graph.push(input);
    lastMs = input.atMs;
  }
  graph.finish(lastMs);
  return log;
}

/** The outputs of one type, typed. */
export function ofType<Type extends EventBody['type'], Event extends { type: string }>(
  events: readonly Event[],
  type: Type,
): Extract<EventDraft, { type: Type }>[] {
  return events.filter((each) => each.type === type) as unknown as Extract<EventDraft, { type: Type }>[];
}

/** Signals of several sources in one order of media time, as the call clock merges them. */
export function merged(...sources: readonly (readonly Signal[])[]): Signal[] {
  return sources.flat().sort((a, b) => a.atMs - b.atMs);
}
