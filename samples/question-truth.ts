// The customer's questions of a sample call and how long each waited. Definitions: docs/metrics.md, response latency.

import type { PlacedCall, PlacedLine } from './place-lines.ts';

export const THRESHOLD_MS = 4_200;

export interface QuestionTruth {
  readonly id: string;
  readonly startMs: number;
  readonly questionSegmentIds: readonly string[];
  /** The end of its last part. */
  readonly questionEndMs: number;
  readonly answerSegmentId: string | null;
  readonly answerStartMs: number | null;
  readonly latencyMs: number | null;
  readonly filled: boolean;
  /** Where the waiting that `latencyMs` tells of went over the threshold; null where it did not. */
  readonly crossedAtMs: number | null;
  /** Every silence that went over it, also those that ended with the customer asking again. */
  readonly overdueAtMs: readonly number[];
}

export function questionTruth({ lines, durationMs }: PlacedCall): QuestionTruth[] {
  const ids = [...new Set(lines.flatMap(({ line }) => line.asks ?? []))];
  return ids.map((id) => {
    const parts = lines.filter(({ line }) => line.asks === id || line.addsTo === id);
    const answer = lines.find(({ line }) => line.answers === id);
    return questionOf(id, parts, answer, durationMs);
  });
}

function questionOf(
  id: string,
  parts: readonly PlacedLine[],
  answer: PlacedLine | undefined,
  callEndMs: number,
): QuestionTruth {
  const first = parts[0];
  const last = parts.at(-1);
  if (!first || !last) throw new Error(`question ${id}: nobody asks it`);
  const lateParts = answer ? parts.filter(({ startMs }) => startMs >= answer.startMs) : [];
  if (lateParts.length > 0) throw new Error(`question ${id}: goes on after its answer`);
  const untilMs = parts.map((_, index) => parts[index + 1]?.startMs ?? answer?.startMs ?? callEndMs);
  const overdueAtMs = parts.flatMap(({ endMs }, index) =>
    (untilMs[index] ?? 0) - endMs > THRESHOLD_MS ? [endMs + THRESHOLD_MS] : [],
  );
  const crossing = last.endMs + THRESHOLD_MS;
  return {
    id,
    startMs: first.startMs,
    questionSegmentIds: parts.map(({ line }) => line.id),
    questionEndMs: last.endMs,
    answerSegmentId: answer?.line.id ?? null,
    answerStartMs: answer?.startMs ?? null,
    latencyMs: answer ? answer.startMs - last.endMs : null,
    filled: answer?.line.isFilled ?? false,
    crossedAtMs: overdueAtMs.includes(crossing) ? crossing : null,
    overdueAtMs,
  };
}
