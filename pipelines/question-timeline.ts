// Who spoke when around a question, by voice where there is one and by transcript segment where there is none.
// In: participants, voices, partial and final words. Out: stretches of our side and theirs, and the words said in one.
// No latency. Everything younger than a minute is kept, because the words of a question may arrive after its answer.

import type { EventOf, Word } from '../engine/events.ts';
import type { ParticipantId, SegmentId } from '../engine/ids.ts';
import { type MediaMs, mediaMs } from '../engine/media-time.ts';
import type { SignalOf } from '../engine/observations.ts';
import { foldParticipants, type Participants, roleOf, sideOf } from '../engine/participants.ts';
import { foldVoices, KEPT_MS, NO_VOICES, stretchesOf, type Voices } from './question-voices.ts';

export const TIMELINE_INPUTS = [
  'call.started',
  'participant.joined',
  'participant.reassigned',
  'activity.changed',
  'segment.revised',
  'speech.started',
  'speech.ended',
  'utterance.finalized',
] as const;
export type TimelineInput = SignalOf<(typeof TIMELINE_INPUTS)[number]>;

/** What a transcriber has made of one segment so far. */
export interface Saying {
  readonly segmentId: SegmentId;
  readonly participantId: ParticipantId;
  readonly startMs: MediaMs;
  readonly endMs: MediaMs;
  readonly text: string;
  readonly language: string;
  readonly words: readonly Word[];
  readonly isFinal: boolean;
  readonly heardMs: number;
  readonly seq: number;
}

export interface Stretch {
  readonly key: string;
  readonly participantId: ParticipantId;
  readonly side: 'ours' | 'theirs' | 'unknown';
  readonly startMs: number;
  /** Null while it goes on. */
  readonly endMs: number | null;
  /** What has surely been spoken up to now; `endMs` where that is known. */
  readonly sureEndMs: number;
  readonly basis: 'voice' | 'segment';
  readonly segmentId: SegmentId | null;
  readonly seq: number;
}

export interface Timeline {
  readonly participants: Participants;
  readonly voices: Voices;
  // Invariants: one saying per segment, the newest; a final one is never replaced by a partial one.
  readonly sayings: ReadonlyMap<SegmentId, Saying>;
  /** Partial words or the feed's word on who speaks have come for our side. */
  readonly hasOurActivity: boolean;
  /** Words of ours have come for which no voice was heard, before any voice of ours: the declared audio does not flow. */
  readonly isOurAudioMissing: boolean;
}

export const emptyTimeline = (participants: Participants): Timeline => ({
  participants,
  voices: NO_VOICES,
  sayings: new Map(),
  hasOurActivity: false,
  isOurAudioMissing: false,
});

const isOurs = (timeline: Timeline, who: ParticipantId): boolean =>
  sideOf(roleOf(timeline.participants, who)) === 'ours';
const hasOurVoice = (timeline: Timeline): boolean => [...timeline.voices.heard].some((who) => isOurs(timeline, who));

/** Would we know at once if somebody of our side began to speak? */
export function seesOurSide(timeline: Timeline): boolean {
  if (timeline.hasOurActivity || hasOurVoice(timeline)) return true;
  const hasChannel = [...timeline.participants.byChannel.values()].some(({ role }) => sideOf(role) === 'ours');
  return hasChannel && !timeline.isOurAudioMissing;
}

export function foldTimeline(timeline: Timeline, input: TimelineInput, language: string, keepFromMs: number): Timeline {
  switch (input.type) {
    case 'call.started':
    case 'participant.joined':
    case 'participant.reassigned':
      return { ...timeline, participants: foldParticipants(timeline.participants, input) };
    case 'activity.changed':
      return isOurs(timeline, input.participantId) ? { ...timeline, hasOurActivity: true } : timeline;
    case 'speech.started':
    case 'speech.ended':
      return { ...timeline, voices: foldVoices(timeline.voices, input, keepFromMs) };
    case 'segment.revised':
      return input.isFinal ? timeline : withSaying(timeline, input, input.language ?? language, keepFromMs);
    case 'utterance.finalized':
      return withSaying(timeline, input, input.language, keepFromMs);
  }
}

type Spoken = EventOf<'segment.revised'> | EventOf<'utterance.finalized'>;

function withSaying(timeline: Timeline, spoken: Spoken, language: string, keepFromMs: number): Timeline {
  const { segmentId, participantId, startMs, endMs, text, words = [], seq, atMs } = spoken;
  const isFinal = spoken.type === 'utterance.finalized';
  const known = timeline.sayings.get(segmentId);
  if (!isFinal && known?.isFinal) return timeline;
  const span = { startMs: isFinal ? startMs : (known?.startMs ?? startMs), endMs: mediaMs(Math.max(startMs, endMs)) };
  const saying: Saying = { segmentId, participantId, ...span, text, language, words, isFinal, heardMs: atMs, seq };
  const fromMs = Math.min(keepFromMs, atMs - KEPT_MS);
  const sayings = new Map([...timeline.sayings].filter(([, each]) => each.endMs >= fromMs)).set(segmentId, saying);
  const isOurWord = isOurs(timeline, participantId);
  const isUnheard = isOurWord && isFinal && !hasOurVoice(timeline);
  return {
    ...timeline,
    sayings,
    hasOurActivity: timeline.hasOurActivity || (isOurWord && !isFinal),
    isOurAudioMissing: timeline.isOurAudioMissing || isUnheard,
  };
}

/** Voice detection hears an end this much late at most, ms: 320 of hangover, a window, and the slower channel. */
const HANGOVER_MS = 400;
/** A partial result of which nothing more was heard for so long is over, ms. */
const PARTIAL_STALE_MS = 3_000;

/** Every stretch that is kept, in order of start. At the call's end (`isOver`) nothing goes on. */
export function stretchesIn(timeline: Timeline, nowMs: number, isOver: boolean): Stretch[] {
  const side = (who: ParticipantId) => sideOf(roleOf(timeline.participants, who));
  const voiced = timeline.voices.stretches.map((each): Stretch => {
    const endMs = each.endMs ?? (isOver ? nowMs : null);
    const sureEndMs = endMs ?? Math.max(each.startMs, nowMs - HANGOVER_MS);
    const { participantId, startMs, speechId: key, seq } = each;
    return {
      key,
      participantId,
      side: side(participantId),
      startMs,
      endMs,
      sureEndMs,
      basis: 'voice',
      segmentId: null,
      seq,
    };
  });
  const unvoiced = [...timeline.sayings.values()].flatMap((each): Stretch[] => {
    const { participantId, startMs, segmentId, seq } = each;
    if (each.text.trim() === '' || stretchesOf(timeline.voices, participantId, each, nowMs).length > 0) return [];
    const isSettled = each.isFinal || isOver || nowMs - each.heardMs >= PARTIAL_STALE_MS;
    const ends = { endMs: isSettled ? each.endMs : null, sureEndMs: each.endMs };
    return [
      { key: segmentId, participantId, side: side(participantId), startMs, ...ends, basis: 'segment', segmentId, seq },
    ];
  });
  return [...voiced, ...unvoiced].sort((a, b) => a.startMs - b.startMs);
}
