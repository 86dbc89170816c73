// The line in which stretches of speech wait for their place. In: beginnings and ends of speech, in the order they are known.
// Out: the same stretches in the order they began, backchannels told apart, none before it is settled.
// Latency: `settleMs` after the end of a stretch, and the end of every stretch that began before it.

import { durationMs, type MediaMs, overlapMs } from '../engine/media-time.ts';
import type { Opposed } from './turns-floor.ts';
import type { EndedSpeech, Speech } from './turns-words.ts';

interface Waiting {
  readonly speech: Speech;
  /** Settled, and no backchannel. */
  readonly isSettled: boolean;
}

/** Invariants: `waiting` is in order of start; `ended` holds each ended stretch that may still touch another, once. */
export interface Line {
  readonly waiting: readonly Waiting[];
  readonly ended: readonly EndedSpeech[];
}

export const EMPTY_LINE: Line = { waiting: [], ended: [] };

/** Order of beginning; ties are broken by name, so that the order of arrival never shows. */
export function precedes(a: Speech, b: Speech): boolean {
  if (a.startMs !== b.startMs) return a.startMs < b.startMs;
  if (a.participantId !== b.participantId) return a.participantId < b.participantId;
  return a.speechId < b.speechId;
}

export function isEnded(speech: Speech): speech is EndedSpeech {
  return speech.endMs !== null;
}

/** A stretch begins, or what was known to have begun has ended. */
export function enter(line: Line, speech: Speech, keepFromMs: number): Line {
  const rest = line.waiting.filter((each) => each.speech.speechId !== speech.speechId);
  const at = rest.findIndex((each) => precedes(speech, each.speech));
  const waiting = rest.toSpliced(at === -1 ? rest.length : at, 0, { speech, isSettled: false });
  if (!isEnded(speech)) return { ...line, waiting };
  const openFromMs = waiting.find((each) => !isEnded(each.speech))?.speech.startMs ?? keepFromMs;
  const fromMs = Math.min(keepFromMs, openFromMs);
  return { waiting, ended: [...line.ended.filter((each) => each.endMs >= fromMs), speech] };
}

/** The stretches of the other side that this one shares time with. */
export function overlapping(line: Line, speech: EndedSpeech, opposed: Opposed): readonly EndedSpeech[] {
  return line.ended.filter((each) => opposed(each.participantId, speech.participantId) && overlapMs(each, speech) > 0);
}

/** True where a stretch of the other side, ended or not, is no further than `nearMs` from this one. */
export function isNearOther(line: Line, speech: EndedSpeech, opposed: Opposed, nearMs: number): boolean {
  const isNear = (each: Speech) =>
    opposed(each.participantId, speech.participantId) &&
    each.startMs - speech.endMs <= nearMs &&
    (!isEnded(each) || speech.startMs - each.endMs <= nearMs);
  return line.ended.some(isNear) || line.waiting.some((each) => !isEnded(each.speech) && isNear(each.speech));
}

/** Takes the backchannels out of what has settled; the rest of it may be placed. */
export function settle(
  line: Line,
  isDue: (speech: EndedSpeech) => boolean,
  isBackchannel: (speech: EndedSpeech) => boolean,
): { line: Line; backchannels: readonly EndedSpeech[] } {
  const due = line.waiting.flatMap(({ speech, isSettled }) =>
    !isSettled && isEnded(speech) && isDue(speech) ? [speech] : [],
  );
  if (due.length === 0) return { line, backchannels: [] };
  const backchannels = due.filter(isBackchannel);
  const waiting = line.waiting
    .filter(({ speech }) => !backchannels.some((each) => each === speech))
    .map((each) => (due.some((speech) => speech === each.speech) ? { ...each, isSettled: true } : each));
  return { line: { ...line, waiting }, backchannels };
}

/** Takes out, in order, what nothing that began earlier waits in front of. */
export function takeSettled(line: Line): { line: Line; taken: readonly EndedSpeech[] } {
  const firstUnsettled = line.waiting.findIndex((each) => !each.isSettled);
  const count = firstUnsettled === -1 ? line.waiting.length : firstUnsettled;
  if (count === 0) return { line, taken: [] };
  const taken = line.waiting
    .slice(0, count)
    .map((each) => each.speech)
    .filter(isEnded);
  return { line: { ...line, waiting: line.waiting.slice(count) }, taken };
}

/** Stretches that have begun and never ended end here: the call is over. */
export function endOpen(line: Line, atMs: MediaMs): readonly EndedSpeech[] {
  return line.waiting
    .map((each) => each.speech)
    .filter((speech) => !isEnded(speech))
    .map((speech) => ({ ...speech, endMs: atMs > speech.startMs ? atMs : speech.startMs }));
}

export const isShort = (speech: EndedSpeech, underMs: number): boolean => durationMs(speech) < underMs;
