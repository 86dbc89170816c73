// Customer questions of a call: which were found, how long they waited, when the limit was crossed, which had no answer.
// In: the event log and the truth. Out: measurements. Definitions: docs/metrics.md, response latency.

import type { CallEvent } from '../../engine/events.ts';
import { newestMeasurements, ofType } from '../../gateway/calls/summarize-log.ts';
import type { CallTruth } from './call-truth.ts';
import { detection, type Measurement, match } from './measurement.ts';

/** Mean error of a latency that is good enough, and what a single one may be off, ms (samples, golden tests). */
const LATENCY_TOLERANCE_MS = 80;
/** Media time after the limit within which a crossing must be told, ms. */
const CROSSING_TOLERANCE_MS = 300;

const shares = (a: readonly string[], b: readonly string[]) => a.filter((id) => b.includes(id)).length;

export function compareQuestions(log: readonly CallEvent[], truth: CallTruth): Measurement[] {
  if (!truth.questions) return [];
  const measured = newestMeasurements(log);
  const answered = truth.questions.map((each) => ({ ...each, ids: [each.questionSegmentId, ...each.extendedBy] }));
  const known = new Set(answered.flatMap(({ ids }) => ids));
  const others = (truth.unanswered ?? []).filter(({ questionSegmentId }) => !known.has(questionSegmentId));
  const asked = [
    ...answered,
    ...others.map((each) => ({
      ...each,
      ids: [each.questionSegmentId],
      latencyMs: null,
      answerSegmentId: null,
      filled: undefined,
    })),
  ];
  const matched = match(asked, measured, ({ ids }, { questionSegmentIds }) => shares(ids, questionSegmentIds) || null);
  const timed = matched.pairs.flatMap(([{ latencyMs }, found]) =>
    latencyMs === null || found.latencyMs === null ? [] : [Math.abs(found.latencyMs - latencyMs)],
  );
  const withLatency = answered.filter(({ latencyMs }) => latencyMs !== null).length;
  const within = timed.map((error) => error <= LATENCY_TOLERANCE_MS);
  return [
    detection('question', matched),
    {
      kind: 'mean',
      name: 'latency, mean absolute error',
      values: timed,
      unit: 'ms',
      target: { atMost: LATENCY_TOLERANCE_MS },
    },
    {
      kind: 'share',
      name: `latency within ${LATENCY_TOLERANCE_MS} ms, missed ones count`,
      right: [...within, ...Array.from({ length: Math.max(0, withLatency - within.length) }, () => false)],
    },
    {
      kind: 'share',
      name: 'answer is the right segment',
      right: matched.pairs.flatMap(([each, found]) =>
        each.answerSegmentId === null ? [] : [found.answerSegmentId === each.answerSegmentId],
      ),
    },
    {
      kind: 'share',
      name: 'filled pause of an answer',
      right: matched.pairs.flatMap(([each, found]) =>
        each.filled === undefined ? [] : [found.filled === each.filled],
      ),
    },
    ...compareCrossings(log, truth),
    ...compareUnanswered(log, truth),
  ];
}

function compareCrossings(log: readonly CallEvent[], { questions = [], unanswered = [] }: CallTruth): Measurement[] {
  const all = [...questions, ...unanswered].flatMap(({ questionSegmentId, crossedAtMs }) =>
    crossedAtMs == null ? [] : [{ questionSegmentId, crossedAtMs }],
  );
  const crossings = [...new Map(all.map((each) => [`${each.questionSegmentId} ${each.crossedAtMs}`, each])).values()];
  const idsOf = new Map(
    questions.map((each) => [each.questionSegmentId, [each.questionSegmentId, ...each.extendedBy]]),
  );
  const matched = match(crossings, crossingsFound(log), ({ questionSegmentId, crossedAtMs }, found) =>
    shares(idsOf.get(questionSegmentId) ?? [questionSegmentId], found.questionSegmentIds) === 0
      ? null
      : -Math.abs(found.crossedAtMs - crossedAtMs),
  );
  const told = matched.pairs.map(([{ crossedAtMs }, { toldAtMs }]) =>
    toldAtMs === null ? null : toldAtMs - crossedAtMs,
  );
  return [
    detection('crossing of the limit', matched),
    { kind: 'share', name: 'crossing told while the question waits', right: told.map((delayMs) => delayMs !== null) },
    {
      kind: 'mean',
      name: 'crossing, delay until it is told',
      values: told.flatMap((delayMs) => (delayMs === null ? [] : [Math.abs(delayMs)])),
      unit: 'ms',
      target: { atMost: CROSSING_TOLERANCE_MS },
    },
  ];
}

/** Told as they happen, or seen afterwards where nothing tells whether a rep is speaking until the segment comes. */
function crossingsFound(log: readonly CallEvent[]) {
  const overdue = ofType(log, 'response.overdue').map((each) => ({ ...each, toldAtMs: each.atMs as number | null }));
  const later = newestMeasurements(log).flatMap(({ crossedAtMs, questionId, questionSegmentIds }) => {
    const isTold = overdue.some((each) => each.questionId === questionId && each.crossedAtMs === crossedAtMs);
    return crossedAtMs === null || isTold ? [] : [{ crossedAtMs, questionSegmentIds, toldAtMs: null }];
  });
  return [...overdue, ...later];
}

function compareUnanswered(log: readonly CallEvent[], { unanswered }: CallTruth): Measurement[] {
  if (!unanswered) return [];
  const truths = unanswered.filter(({ answeredLater }) => !answeredLater);
  const found = newestMeasurements(log).filter(({ outcome }) => outcome === 'unanswered');
  const matched = match(truths, found, ({ questionSegmentId }, { questionSegmentIds }) =>
    (questionSegmentIds as readonly string[]).includes(questionSegmentId) ? 1 : null,
  );
  return [detection('unanswered question', matched)];
}
