// The moments of a call worth going to: answers that took long, competitors, objections, what customers let show, cards,
// next steps. Time line in, moments in order of time out. Pure.

import { isLongAnswer } from '../parts/long-answer.ts';
import type { Competitor, InterestChange, Objection, Timeline, TimelineCard, TimelineQuestion } from '../state/wire.ts';
import { type SalesMoment, salesMoments } from './sales-moments.ts';

interface Placed {
  readonly id: string;
  readonly atMs: number;
}
export type Moment =
  | SalesMoment
  | (Placed &
      (
        | { readonly kind: 'answer'; readonly question: TimelineQuestion }
        | { readonly kind: 'competitor'; readonly mention: Competitor }
        | { readonly kind: 'objection'; readonly objection: Objection }
        | { readonly kind: 'interest'; readonly change: InterestChange }
        | { readonly kind: 'card'; readonly card: TimelineCard }
      ));
export type MomentKind = Moment['kind'];
export const MOMENT_KINDS: readonly MomentKind[] = [
  'answer',
  'competitor',
  'objection',
  'buying-signal',
  'pain',
  'decision-role',
  'interest',
  'card',
  'next-step',
];

export const isSalesMoment = (moment: Moment): moment is SalesMoment => 'said' in moment;

export function momentsOf(timeline: Timeline): readonly Moment[] {
  const moments: Moment[] = [
    ...timeline.questions.filter(isLongAnswer).map((question): Moment => {
      return { kind: 'answer', id: question.questionId, atMs: question.endMs, question };
    }),
    ...timeline.competitors.map((mention): Moment => {
      return { kind: 'competitor', id: mention.mentionId, atMs: mention.atMs, mention };
    }),
    ...timeline.objections.map((objection, at): Moment => {
      return { kind: 'objection', id: `objection-${at}`, atMs: objection.startMs, objection };
    }),
    ...timeline.interestChanges.map((change, at): Moment => {
      return { kind: 'interest', id: `interest-${at}`, atMs: change.sinceMs, change };
    }),
    ...timeline.cards.map((card): Moment => ({ kind: 'card', id: card.cardId, atMs: card.raisedAtMs, card })),
    ...salesMoments(timeline),
  ];
  return moments.sort((a, b) => a.atMs - b.atMs);
}

/** A moment that begins within this of the cursor counts as the one the cursor is at. */
const SAME_MS = 50;

export function nextMoment(moments: readonly Moment[], atMs: number): Moment | null {
  return moments.find((moment) => moment.atMs > atMs + SAME_MS) ?? null;
}

export function previousMoment(moments: readonly Moment[], atMs: number): Moment | null {
  return moments.findLast((moment) => moment.atMs < atMs - SAME_MS) ?? null;
}

/** The moment that a link names by its time. */
export function momentAt(moments: readonly Moment[], atMs: number): Moment | null {
  return moments.find((moment) => Math.abs(moment.atMs - atMs) <= SAME_MS) ?? null;
}

/** Media times within which the words of a moment were said. */
export function wordsSpan(moment: Moment): { readonly fromMs: number; readonly toMs: number } {
  if (moment.kind === 'answer') {
    const { startMs, endMs, answerStartMs } = moment.question;
    return { fromMs: startMs, toMs: (answerStartMs ?? endMs) + 1 };
  }
  if (moment.kind === 'objection') return { fromMs: moment.objection.startMs, toMs: moment.objection.endMs };
  if (moment.kind === 'competitor') return { fromMs: moment.mention.atMs, toMs: moment.mention.atMs + 1 };
  if (moment.kind === 'interest') return { fromMs: moment.change.sinceMs, toMs: moment.change.atMs };
  if (isSalesMoment(moment)) return { fromMs: moment.said.startMs, toMs: moment.said.endMs };
  const first = moment.card.evidence[0]?.atMs ?? moment.atMs;
  return { fromMs: Math.min(first, moment.atMs), toMs: moment.atMs };
}
