// What is said of a question that waits or has been answered, as events. In: the questions, their end, the answer.
// Out: question.extended, response.overdue, response.measured. No decisions are made here, and no latency is added.

import type { EventDraft } from '../engine/events.ts';
import type { SegmentId } from '../engine/ids.ts';
import { type MediaMs, mediaMs } from '../engine/media-time.ts';
import { roleOf } from '../engine/participants.ts';
import type { Answered, Asked } from './question-answer.ts';
import type { Timeline } from './question-timeline.ts';

export type ResponseDraft = Extract<
  EventDraft,
  { type: 'question.extended' | 'response.overdue' | 'response.measured' }
>;
/** Questions that wait for one answer, in order of start. */
export type Open = readonly [Asked, ...Asked[]];

/** Where and when it is said. */
export interface Moment {
  readonly timeline: Timeline;
  readonly nowMs: MediaMs;
}

/** Segments of the question: those asked, and whatever customers said between its beginning and the answer. */
function segmentIdsOf(asked: Open, timeline: Timeline, beforeMs: number): SegmentId[] {
  const ids = asked.flatMap(({ segmentId }) => (segmentId === undefined ? [] : [segmentId]));
  const added = [...timeline.sayings.values()]
    .filter(({ participantId }) => roleOf(timeline.participants, participantId) === 'customer')
    .filter(({ isFinal, startMs }) => isFinal && startMs >= asked[0].startMs && startMs < beforeMs)
    .sort((a, b) => a.startMs - b.startMs)
    .map(({ segmentId }) => segmentId);
  return [...new Set([...ids, ...added])];
}

const basisOf = (asked: Asked, timeline: Timeline) =>
  asked.basis === 'turn' ? 'turn' : timeline.voices.heard.has(asked.participantId) ? 'voice' : 'segment';
const confidenceOf = (asked: Open): number => Math.max(...asked.map(({ confidence }) => confidence));

/** `found` null: the call is over and nobody answered. */
export function measured(
  asked: Open,
  questionEndMs: number,
  found: Answered | null,
  state: Moment,
  thresholdMs: number,
): ResponseDraft {
  const answer = found?.answer ?? null;
  const latencyMs = answer ? answer.startMs - questionEndMs : null;
  const waitedMs = latencyMs ?? state.nowMs - questionEndMs;
  const basis = basisOf(asked[0], state.timeline);
  return {
    type: 'response.measured',
    atMs: state.nowMs,
    causedBy: [...asked.map(({ seq }) => seq), ...(answer ? [answer.seq] : [])],
    questionId: asked[0].questionId,
    questionSegmentIds: segmentIdsOf(asked, state.timeline, answer?.startMs ?? Number.POSITIVE_INFINITY),
    questionEndMs: mediaMs(questionEndMs),
    outcome: answer ? 'answered' : 'unanswered',
    answerSegmentId: found?.segmentId ?? null,
    answerParticipantId: answer?.participantId ?? null,
    answerStartMs: answer ? mediaMs(answer.startMs) : null,
    latencyMs,
    filled: found?.filled ?? false,
    crossedAtMs: waitedMs > thresholdMs ? mediaMs(questionEndMs + thresholdMs) : null,
    basis: basis === 'voice' && answer?.basis === 'segment' ? 'segment' : basis,
    confidence: confidenceOf(asked),
  };
}

export function overdue(asked: Open, questionEndMs: number, state: Moment, thresholdMs: number): ResponseDraft {
  return {
    type: 'response.overdue',
    atMs: state.nowMs,
    causedBy: asked.map(({ seq }) => seq),
    questionId: asked[0].questionId,
    questionSegmentIds: segmentIdsOf(asked, state.timeline, Number.POSITIVE_INFINITY),
    questionEndMs: mediaMs(questionEndMs),
    thresholdMs,
    crossedAtMs: mediaMs(questionEndMs + thresholdMs),
    text: asked
      .map(({ text }) => text)
      .join(' ')
      .trim(),
    confidence: confidenceOf(asked),
    basis: basisOf(asked[0], state.timeline),
  };
}

export function extended(asked: Open, endMs: number, state: Moment): ResponseDraft {
  const adding =
    asked.findLast((each) => each.endMs === endMs) ??
    [...state.timeline.sayings.values()].find((each) => each.endMs === endMs);
  const segmentId = adding?.segmentId;
  const body = {
    type: 'question.extended',
    atMs: state.nowMs,
    questionId: asked[0].questionId,
    endMs: mediaMs(endMs),
  } as const;
  const causedBy = [asked[0].seq, ...(adding && adding.seq !== asked[0].seq ? [adding.seq] : [])];
  return { ...body, causedBy, ...(segmentId === undefined ? {} : { segmentId }) };
}
