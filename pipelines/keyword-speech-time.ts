// How long each participant has spoken, in any stretch of the call. In: voices and utterances. Out: ms of speech.
// Whoever's voice is heard counts by voice; whoever is only transcribed, by the spans of the segments. No latency.

import type { EventOf } from '../engine/events.ts';
import type { ParticipantId } from '../engine/ids.ts';
import { type MediaSpan, mediaMs, overlapMs } from '../engine/media-time.ts';

interface Spoken {
  readonly voiced: readonly MediaSpan[];
  /** Voices that go on, by speech id. */
  readonly open: ReadonlyMap<string, number>;
  /** Spans by segment id; a revision replaces. */
  readonly segments: ReadonlyMap<string, MediaSpan>;
}
export type SpeechTime = ReadonlyMap<ParticipantId, Spoken>;

export const SPEECH_TIME_INPUTS = ['speech.started', 'speech.ended', 'utterance.finalized'] as const;
export type SpeechTimeInput = EventOf<(typeof SPEECH_TIME_INPUTS)[number]>;

export const NO_SPEECH: SpeechTime = new Map();
const SILENT: Spoken = { voiced: [], open: new Map(), segments: new Map() };

function spokenAfter(before: Spoken, event: SpeechTimeInput): Spoken {
  const { startMs } = event;
  if (event.type === 'speech.started') {
    return event.basis === 'segment' ? before : { ...before, open: new Map(before.open).set(event.speechId, startMs) };
  }
  const span = { startMs, endMs: mediaMs(Math.max(startMs, event.endMs)) };
  if (event.type === 'utterance.finalized' || event.basis === 'segment') {
    const id = event.type === 'utterance.finalized' ? event.segmentId : event.speechId;
    return { ...before, segments: new Map(before.segments).set(id, span) };
  }
  const open = new Map(before.open);
  open.delete(event.speechId);
  return { ...before, voiced: [...before.voiced, span], open };
}

export function foldSpeechTime(time: SpeechTime, event: SpeechTimeInput): SpeechTime {
  const before = time.get(event.participantId) ?? SILENT;
  const after = spokenAfter(before, event);
  return after === before ? time : new Map(time).set(event.participantId, after);
}

/** Speech of one participant within [fromMs, toMs); a voice that goes on counts up to `toMs`. */
export function speechMsOf(time: SpeechTime, who: ParticipantId, fromMs: number, toMs: number): number {
  const spoken = time.get(who) ?? SILENT;
  const within = { startMs: mediaMs(fromMs), endMs: mediaMs(Math.max(fromMs, toMs)) };
  const isVoiced = spoken.voiced.length > 0 || spoken.open.size > 0;
  let sumMs = 0;
  for (const span of isVoiced ? spoken.voiced : spoken.segments.values()) sumMs += overlapMs(span, within);
  for (const startMs of spoken.open.values())
    sumMs += overlapMs({ startMs: mediaMs(startMs), endMs: within.endMs }, within);
  return sumMs;
}

/** Speech of everybody up to `toMs`. */
export function allSpeechMs(time: SpeechTime, toMs: number): number {
  return [...time.keys()].reduce((sum, who) => sum + speechMsOf(time, who, 0, toMs), 0);
}
