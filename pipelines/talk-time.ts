// How long everybody has spoken so far. In: speech, who takes part, ticks. Out: a running account that figures read.
// No latency; a voice that goes on counts up to its possible end, so that no figure has to be taken back.

import type { EventDraft, Role } from '../engine/events.ts';
import type { ParticipantId } from '../engine/ids.ts';
import type { Step } from '../engine/machine.ts';
import { type MediaMs, type MediaSpan, mediaMs, overlapMs } from '../engine/media-time.ts';
import type { SignalOf } from '../engine/observations.ts';
import { foldParticipants, type Participants, roleOf } from '../engine/participants.ts';

export const TALK_INPUTS = [
  'speech.started',
  'speech.ended',
  'utterance.finalized',
  'turn.ended',
  'floor.transferred',
  'interruption.made',
  'question.asked',
  'participant.joined',
  'participant.reassigned',
  'clock.ticked',
] as const;
export type TalkInput = SignalOf<(typeof TALK_INPUTS)[number]>;
export type MetricDraft = Extract<EventDraft, { type: 'metric.sampled' }>;

/** Invariant: `endedMs` counts no moment twice; everything in it lies before `coveredToMs`. */
export interface Spoken {
  readonly endedMs: number;
  readonly coveredToMs: number;
  /** Beginnings of the stretches that go on, by speech id. */
  readonly open: ReadonlyMap<string, MediaMs>;
  /** The last stretches, in the order they ended. */
  readonly recent: readonly MediaSpan[];
}

export interface TalkTime {
  readonly participants: Participants;
  readonly spoken: ReadonlyMap<ParticipantId, Spoken>;
  /** Some speech is known only when its segment arrives, so that silence is not known while it lasts. */
  readonly hasSegments: boolean;
  readonly nowMs: MediaMs;
}

const SILENT: Spoken = { endedMs: 0, coveredToMs: 0, open: new Map(), recent: [] };
/** How far back stretches are kept for the words that come after them, ms. */
const RECENT_MS = 180_000;
/** A voice that goes on may have ended so long ago, ms: 192 of low probability, 256 by which ends are put back, a window. */
export const HANGOVER_MS = 480;

export function silentTalk(participants: Participants): TalkTime {
  return { participants, spoken: new Map(), hasSegments: false, nowMs: mediaMs(0) };
}

export function foldTalkTime(earlier: TalkTime, signal: TalkInput): TalkTime {
  const participants = foldParticipants(earlier.participants, signal);
  const talk = { ...earlier, participants, nowMs: signal.atMs };
  if (signal.type !== 'speech.started' && signal.type !== 'speech.ended') return talk;
  const { participantId, speechId, startMs } = signal;
  const before = talk.spoken.get(participantId) ?? SILENT;
  const open = new Map(before.open);
  const set = (next: Spoken) => ({
    ...talk,
    hasSegments: talk.hasSegments || signal.basis === 'segment',
    spoken: new Map(talk.spoken).set(participantId, next),
  });
  if (signal.type === 'speech.started') return set({ ...before, open: open.set(speechId, startMs) });
  open.delete(speechId);
  const endMs = signal.endMs;
  return set({
    open,
    endedMs: before.endedMs + Math.max(0, endMs - Math.max(startMs, before.coveredToMs)),
    coveredToMs: Math.max(before.coveredToMs, endMs),
    recent: [...before.recent.filter((each) => each.endMs >= endMs - RECENT_MS), { startMs, endMs }],
  });
}

/** Speech of one participant so far, ms. */
export function spokenMs({ spoken, nowMs }: TalkTime, participantId: ParticipantId): number {
  const { endedMs, coveredToMs, open } = spoken.get(participantId) ?? SILENT;
  const firstOpenMs = Math.min(...open.values(), Number.POSITIVE_INFINITY);
  return endedMs + Math.max(0, nowMs - HANGOVER_MS - Math.max(firstOpenMs, coveredToMs));
}

/** Speech of everybody of whom the test is true, ms. */
export function spokenBy(talk: TalkTime, isMeant: (role: Role, participantId: ParticipantId) => boolean): number {
  let sumMs = 0;
  for (const id of talk.spoken.keys()) if (isMeant(roleOf(talk.participants, id), id)) sumMs += spokenMs(talk, id);
  return sumMs;
}

/** Speech of one participant within a span; the whole span where nothing is known of it. */
export function spokenWithin(talk: TalkTime, participantId: ParticipantId, span: MediaSpan): number {
  const { open, recent } = talk.spoken.get(participantId) ?? SILENT;
  const going = [...open.values()].map((startMs) => ({ startMs, endMs: talk.nowMs }));
  const sumMs = [...recent, ...going].reduce((sum, each) => sum + overlapMs(each, span), 0);
  const wholeMs = span.endMs - span.startMs;
  return sumMs > 0 ? Math.min(sumMs, wholeMs) : wholeMs;
}

export const isSpeaking = ({ spoken }: TalkTime, participantId: ParticipantId): boolean =>
  (spoken.get(participantId)?.open.size ?? 0) > 0;

/** One group of figures; `talk` has taken the input already. */
export interface TalkPart<State> {
  readonly initial: State;
  step(state: State, input: TalkInput, talk: TalkTime): Step<State, MetricDraft>;
  /** Final values, and an end to what was running. */
  flush(state: State, talk: TalkTime): readonly MetricDraft[];
}

interface Sample {
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  readonly participantId?: ParticipantId;
  readonly windowMs?: number;
  readonly dimension?: string;
  /** How much there was to measure, 0…1: 1 where there is enough. Default 1. */
  readonly support?: number;
}

/** Confidence: what voices tell is surer than what a transcript tells, and much surer than little. Rules of thumb. */
export function sampled(talk: TalkTime, sample: Sample): MetricDraft {
  const { metric, value, unit, participantId = null, windowMs = null, dimension = null, support = 1 } = sample;
  const confidence = (talk.hasSegments ? 0.75 : 0.95) * Math.min(1, Math.max(0, support));
  return {
    type: 'metric.sampled',
    atMs: talk.nowMs,
    metric,
    value,
    unit,
    participantId,
    windowMs,
    dimension,
    confidence,
  };
}
