// Whether a question has been answered. In: the questions that wait, and who spoke when. Out: the answer, or where the
// question ends so far. Latency: none for words; 1 s and the hangover for a voice alone; up to `wordsWaitMs` for a short
// voice, which may be a backchannel. Source: docs/metrics.md (response latency, backchannel).

import type { EventOf } from '../engine/events.ts';
import type { SegmentId } from '../engine/ids.ts';
import { isAcknowledgement, startsWithFilledPause } from './language/acknowledgements.ts';
import { type Saying, type Stretch, stretchesIn, type Timeline } from './question-timeline.ts';

/** A customer question that waits. */
export type Asked = EventOf<'question.asked'>;

export interface AnswerOptions {
  readonly backchannelMaxMs: number;
  readonly backchannelNearMs: number;
  readonly wordsWaitMs: number;
}

export interface Answered {
  readonly kind: 'answered';
  readonly answer: Stretch;
  readonly questionEndMs: number;
  readonly segmentId: SegmentId | null;
  readonly filled: boolean;
}
export interface Waiting {
  readonly kind: 'waiting';
  readonly questionEndMs: number;
  /** Somebody is speaking, or has said something that may yet be the answer: there is no silence to measure. */
  readonly isHeard: boolean;
}

/** Word times of transcribers are off by some tens of ms. */
const WORD_SLACK_MS = 150;
/** Words that begin so much apart from a voice's start were not the first of it, ms. */
const BEGINNING_MS = 700;
/** These answer a question that asks for yes or no; elsewhere they may only acknowledge. "Right" and 对 never answer. */
const AFFIRMS =
  /\b(?:yes|yep|absolutely|definitely|certainly|of course|correct|exactly|indeed|no problem|sure thing)\b|是的|没错|当然|没问题|可以的|对的|确实/i;
const isPolar = (asked: Asked): boolean => ['yes-no', 'tag', 'declarative'].includes(asked.form);

/** What was said in a stretch, as far as it is known. */
function sayingsIn(stretch: Stretch, timeline: Timeline): Saying[] {
  const toMs = stretch.endMs ?? Number.POSITIVE_INFINITY;
  return [...timeline.sayings.values()].flatMap((saying) => {
    if (stretch.segmentId !== null) return saying.segmentId === stretch.segmentId ? [saying] : [];
    if (saying.participantId !== stretch.participantId) return [];
    if (saying.endMs <= stretch.startMs - WORD_SLACK_MS || saying.startMs >= toMs + WORD_SLACK_MS) return [];
    if (saying.words.length === 0) return [saying];
    const within = saying.words.filter(({ startMs, endMs }) => {
      const middleMs = (startMs + endMs) / 2;
      return middleMs >= stretch.startMs - WORD_SLACK_MS && middleMs < toMs + WORD_SLACK_MS;
    });
    const separator = /^zh\b/i.test(saying.language) ? '' : ' ';
    return [{ ...saying, text: within.map((word) => word.text).join(separator) }];
  });
}

type Verdict = 'answer' | 'backchannel' | 'undecided';

interface Scene {
  readonly timeline: Timeline;
  readonly stretches: readonly Stretch[];
  readonly nowMs: number;
  readonly isOver: boolean;
  readonly options: AnswerOptions;
}

/** Is this stretch of ours an answer or a backchannel? `wantsYesNo`: the question is over and asks for yes or no. */
function verdictOn(stretch: Stretch, wantsYesNo: boolean, scene: Scene): Verdict {
  const { backchannelMaxMs, backchannelNearMs, wordsWaitMs } = scene.options;
  if (stretch.sureEndMs - stretch.startMs >= backchannelMaxMs) return 'answer';
  const said = sayingsIn(stretch, scene.timeline).filter(({ text }) => text.trim() !== '');
  const acknowledges = ({ text, language }: Saying) =>
    isAcknowledgement(text, language) && !(wantsYesNo && AFFIRMS.test(text));
  if (said.some((saying) => !acknowledges(saying))) return 'answer';
  if (stretch.endMs === null) return 'undecided';
  if (said.some((saying) => saying.isFinal)) return 'backchannel';
  if (scene.nowMs < stretch.endMs + wordsWaitMs && !scene.isOver) return 'undecided';
  if (said.length > 0) return 'backchannel';
  const { startMs, endMs } = stretch;
  const isNear = ({ side, startMs: fromMs, endMs: toMs }: Stretch) =>
    side === 'theirs' && fromMs - endMs <= backchannelNearMs && startMs - (toMs ?? scene.nowMs) <= backchannelNearMs;
  return scene.stretches.some(isNear) ? 'backchannel' : 'answer';
}

/** The questions' end, if the answer began at `beforeMs`: their own ends, and those of all that customers began before. */
function endOf(open: readonly Asked[], stretches: readonly Stretch[], beforeMs: number): number {
  const asked = open.filter((each, index) => index === 0 || each.startMs < beforeMs).map((each) => each.endMs);
  const added = stretches.filter(({ side, startMs }) => side === 'theirs' && startMs < beforeMs);
  return Math.max(...asked, ...added.map(({ endMs }) => endMs ?? 0));
}

function answeredBy(answer: Stretch, questionEndMs: number, timeline: Timeline): Answered {
  const said = sayingsIn(answer, timeline).sort((a, b) => a.startMs - b.startMs);
  const first = said.find(
    ({ text, startMs }) => text.trim() !== '' && Math.abs(startMs - answer.startMs) <= BEGINNING_MS,
  );
  const filled = first !== undefined && startsWithFilledPause(first.text, first.language);
  const segmentId = answer.segmentId ?? said[0]?.segmentId ?? null;
  return { kind: 'answered', answer, questionEndMs, segmentId, filled };
}

/**
 * The first stretch of ours that began after the (first) question did, is no backchannel, and goes on beyond the end of
 * what customers had begun to say before it. `open` is in order of start and not empty.
 */
export function outcomeOf(
  open: readonly [Asked, ...Asked[]],
  timeline: Timeline,
  nowMs: number,
  isOver: boolean,
  options: AnswerOptions,
): Answered | Waiting {
  const stretches = stretchesIn(timeline, nowMs, isOver);
  const scene: Scene = { timeline, stretches, nowMs, isOver, options };
  const waiting = (beforeMs: number, isHeard: boolean): Waiting => {
    return { kind: 'waiting', questionEndMs: endOf(open, stretches, beforeMs), isHeard };
  };
  for (const stretch of stretches) {
    if (stretch.side !== 'ours' || stretch.startMs < open[0].startMs) continue;
    const endMs = endOf(open, stretches, stretch.startMs);
    const verdict = verdictOn(stretch, stretch.startMs >= endMs && open.some(isPolar), scene);
    if (verdict === 'backchannel') continue;
    const isTheirTurn = stretches.some(
      (each) => each.side === 'theirs' && each.endMs === null && each.startMs < stretch.startMs,
    );
    if (isTheirTurn) return waiting(stretch.startMs, true);
    if (stretch.endMs !== null && stretch.endMs <= endMs) continue;
    if (verdict === 'undecided' || stretch.sureEndMs <= endMs) return waiting(stretch.startMs, true);
    return answeredBy(stretch, endMs, timeline);
  }
  const isHeard = stretches.some(({ side, endMs }) => side !== 'unknown' && endMs === null);
  return waiting(Number.POSITIVE_INFINITY, isHeard);
}
