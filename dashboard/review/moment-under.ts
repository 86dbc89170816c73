// Which moment a place on the time line belongs to. Lane and pixels in, the moment out. Pure.

import { lengthOf, msAt } from './geometry.ts';
import { type LaneLayout, laneAt } from './lanes.ts';
import type { Moment } from './moments.ts';
import type { Review } from './review-state.ts';
import { nearestSpan } from './span-index.ts';

const REACH_PX = 10;

export function momentUnder(
  { marks, moments, view }: Pick<Review, 'marks' | 'moments' | 'view'>,
  layout: LaneLayout,
  width: number,
  place: { readonly x: number; readonly y: number },
): Moment | null {
  const lane = laneAt(layout, place.y);
  const atMs = msAt(view.peek(), width, place.x);
  const reachMs = (REACH_PX / Math.max(1, width)) * lengthOf(view.peek());
  const find = (id: string | undefined) => moments.find((moment) => moment.id === id) ?? null;
  if (lane?.id === 'questions') return find(nearestSpan(marks.questions, atMs, reachMs)?.question.questionId);
  if (lane?.id === 'competitors') return find(nearestSpan(marks.competitors, atMs, reachMs)?.id);
  if (lane?.id === 'cards') return find(nearestSpan(marks.cards, atMs, reachMs)?.card.cardId);
  if (lane?.id === 'interest') return find(nearestSpan(marks.interestChanges, atMs, reachMs)?.id);
  if (lane?.id === 'customer') {
    const objection = nearestStart(marks.objections.items, atMs, reachMs);
    return find(objection ?? nearestStart(marks.showings.items, atMs, reachMs));
  }
  return null;
}

function nearestStart(
  items: readonly { readonly startMs: number; readonly id: string }[],
  atMs: number,
  reachMs: number,
) {
  return items.find((item) => Math.abs(item.startMs - atMs) <= reachMs)?.id;
}
