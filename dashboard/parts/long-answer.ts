// Which answers are marked as long. One rule for the live page and the review. Pure.

import type { TimelineQuestion } from '../state/wire.ts';

/** The seed of the default playbook: an answer after more than this is marked. */
export const LONG_ANSWER_MS = 4_200;

export function isLongAnswer({ role, isOverdue, latencyMs, outcome }: TimelineQuestion): boolean {
  if (role !== 'customer') return false;
  // What was measured counts: a question that was added to after it was overdue waited from its new end.
  return latencyMs === null ? isOverdue || outcome === 'unanswered' : latencyMs > LONG_ANSWER_MS;
}
