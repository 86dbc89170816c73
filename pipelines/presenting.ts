// When somebody presents: while slides or pages of ours are on screen, and for whoever has the floor in a turn longer than
// 20 s. What the customer shows is not presented by us. In: slides, pages, turns. Out: stretches of presenting. Latency: none
// for slides; a long turn is known when it ends.

import type { EventOf } from '../engine/events.ts';
import type { ParticipantId } from '../engine/ids.ts';
import { type MediaMs, type MediaSpan, mediaMs, overlapMs } from '../engine/media-time.ts';

export const PRESENTING_INPUTS = ['slide.shown', 'page.flipped', 'slides.hidden', 'turn.ended'] as const;
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

interface FoldOptions {
  /** Turns longer than this are presenting, ms. */
  readonly longTurnMs: number;
  /** Whether somebody shows on the customer's behalf; nobody named is our side. */
  readonly isCustomer: (participantId: ParticipantId) => boolean;
}

export function foldPresenting(presenting: Presenting, event: PresentingInput, options: FoldOptions): Presenting {
  if (event.type === 'turn.ended') return withLongTurn(presenting, event, options.longTurnMs);
  if (event.type === 'slides.hidden') return withoutSlides(presenting, event.atMs);
  const { participantId, atMs } = event;
  if (participantId !== undefined && options.isCustomer(participantId)) return withoutSlides(presenting, atMs);
  return presenting.slidesFromMs === null ? { ...presenting, slidesFromMs: atMs } : presenting;
}

function withoutSlides(presenting: Presenting, atMs: MediaMs): Presenting {
  const { slidesFromMs, slides } = presenting;
  if (slidesFromMs === null) return presenting;
  const over = { startMs: mediaMs(slidesFromMs), endMs: atMs };
  return { ...presenting, slidesFromMs: null, slides: [...slides, over] };
}

function withLongTurn(presenting: Presenting, turn: EventOf<'turn.ended'>, longTurnMs: number): Presenting {
  const { participantId, startMs, endMs } = turn;
  if (endMs - startMs <= longTurnMs) return presenting;
  return { ...presenting, longTurns: [...presenting.longTurns, { participantId, startMs, endMs }] };
}

/** True where the larger part of what was said lies in a stretch of presenting. */
export function isPresented(presenting: Presenting, who: ParticipantId, said: MediaSpan): boolean {
  const { slidesFromMs, slides, longTurns } = presenting;
  const open = slidesFromMs === null ? [] : [{ startMs: mediaMs(slidesFromMs), endMs: said.endMs }];
  const own = longTurns.filter((turn) => turn.participantId === who);
  const halfMs = (said.endMs - said.startMs) / 2;
  return [...slides, ...open, ...own].some((span) => span.endMs > span.startMs && overlapMs(span, said) >= halfMs);
}
