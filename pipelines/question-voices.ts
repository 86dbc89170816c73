// When each voice truly began and ended, of the last while. In: speech.started and speech.ended that come from a voice or
// from the feed's own word on who speaks. Out: stretches, and where the voice of an utterance ends. No latency.

import type { EventOf } from '../engine/events.ts';
import type { ParticipantId } from '../engine/ids.ts';
import { type MediaSpan, mediaMs, overlapMs } from '../engine/media-time.ts';

export interface VoiceStretch {
  readonly speechId: string;
  readonly participantId: ParticipantId;
  readonly startMs: number;
  /** Null while the voice goes on. */
  readonly endMs: number | null;
  readonly seq: number;
}

export interface Voices {
  /** Whoever's voice was heard at least once. */
  readonly heard: ReadonlySet<ParticipantId>;
  // Invariants: in order of arrival; at most one stretch per speechId; ended ones leave after KEPT_MS.
  readonly stretches: readonly VoiceStretch[];
}

export const NO_VOICES: Voices = { heard: new Set(), stretches: [] };

/** Words come seconds after the voice at most; a minute is ample. */
export const KEPT_MS = 60_000;
/** An utterance that shares less than this, or less than half of a shorter stretch, was not said in it, ms. */
const SHARED_MS = 150;

type Speech = EventOf<'speech.started'> | EventOf<'speech.ended'>;

/** `keepFromMs`: what ended before is forgotten, unless it is younger than a minute. */
export function foldVoices(voices: Voices, event: Speech, keepFromMs = Number.POSITIVE_INFINITY): Voices {
  if (event.basis === 'segment') return voices;
  const { speechId, participantId, startMs, seq, atMs } = event;
  const known = voices.stretches.find((each) => each.speechId === speechId);
  const endMs = event.type === 'speech.ended' ? event.endMs : null;
  const next: VoiceStretch = { speechId, participantId, startMs, endMs, seq: known?.seq ?? seq };
  const rest = voices.stretches.filter(
    (each) => each !== known && (each.endMs ?? atMs) >= Math.min(keepFromMs, atMs - KEPT_MS),
  );
  const heard = voices.heard.has(participantId) ? voices.heard : new Set(voices.heard).add(participantId);
  return { heard, stretches: [...rest, next] };
}

/** The stretches in which an utterance was said; what goes on counts up to `nowMs`. */
export function stretchesOf(voices: Voices, who: ParticipantId, span: MediaSpan, nowMs: number): VoiceStretch[] {
  return voices.stretches.filter((each) => {
    if (each.participantId !== who) return false;
    const stretch = { startMs: mediaMs(each.startMs), endMs: mediaMs(Math.max(each.startMs, each.endMs ?? nowMs)) };
    const enoughMs = Math.min(SHARED_MS, (stretch.endMs - stretch.startMs) / 2, (span.endMs - span.startMs) / 2);
    return overlapMs(stretch, span) > 0 && overlapMs(stretch, span) >= enoughMs;
  });
}

/** Where the voice of an utterance ends: null while it goes on, the utterance's own end where no voice was heard. */
export function voiceEndMs(voices: Voices, who: ParticipantId, span: MediaSpan, nowMs: number): number | null {
  const spoken = stretchesOf(voices, who, span, nowMs);
  if (spoken.some((each) => each.endMs === null)) return null;
  return spoken.length === 0 ? span.endMs : Math.max(...spoken.map((each) => each.endMs ?? 0));
}
