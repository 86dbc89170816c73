// When somebody presents: while slides are on screen, and for whoever has the floor in a turn longer than 20 s.
// In: slides, turns. Out: stretches of presenting. Latency: none for slides; a long turn is known when it ends.

import type { EventOf } from '../engine/events.ts';
import type { ParticipantId } from '../engine/ids.ts';
import { type MediaSpan, mediaMs, overlapMs } from '../engine/media-time.ts';

export const PRESENTING_INPUTS = ['slide.shown', 'slides.hidden', 'turn.ended'] as const;
export type PresentingInput = EventOf<(typeof PRESENTING_INPUTS)[number]>;

interface LongTurn extends MediaSpan {
  readonly participantId: ParticipantId;
}
export interface Presenting {
  /** Since when slides are on; null while there are none. */
  readonly slidesFromMs: number | null;
  readonly slides: readonly MediaSpan[];
  readonly longTurns: readonly LongTurn[];
}

export const NOT_PRESENTING: Presenting = { slidesFromMs: null, slides: [], longTurns: [] };

export function foldPresenting(presenting: Presenting, event: PresentingInput, longTurnMs: number): Presenting {
  const { slidesFromMs, slides, longTurns } = presenting;
  if (event.type === 'slide.shown')
    return slidesFromMs === null ? { ...presenting, slidesFromMs: event.atMs } : presenting;
  if (event.type === 'slides.hidden') {
    if (slidesFromMs === null) return presenting;
    return {
      ...presenting,
      slidesFromMs: null,
      slides: [...slides, { startMs: mediaMs(slidesFromMs), endMs: event.atMs }],
    };
  }
  const { participantId, startMs, endMs } = event;
  if (endMs - startMs <= longTurnMs) return presenting;
  return { ...presenting, longTurns: [...longTurns, { participantId, startMs, endMs }] };
}

/** True where the larger part of what was said lies in a stretch of presenting. */
export function isPresented(presenting: Presenting, who: ParticipantId, said: MediaSpan): boolean {
  const { slidesFromMs, slides, longTurns } = presenting;
  const open = slidesFromMs === null ? [] : [{ startMs: mediaMs(slidesFromMs), endMs: said.endMs }];
  const own = longTurns.filter((turn) => turn.participantId === who);
  const halfMs = (said.endMs - said.startMs) / 2;
  return [...slides, ...open, ...own].some((span) => span.endMs > span.startMs && overlapMs(span, said) >= halfMs);
}
