// What response latency must come to, computed from the whole call at once and without any machine: for each group of
// customer questions the first speech of ours that began after it, is no backchannel, and outlasts what it began over.

export interface SpokenLine {
  readonly id: string;
  readonly side: 'ours' | 'theirs';
  readonly startMs: number;
  readonly endMs: number;
  readonly isQuestion: boolean;
  /** Its words only acknowledge. */
  readonly isAcknowledgement: boolean;
}

export interface ExpectedResponse {
  readonly questionId: string;
  readonly questionEndMs: number;
  readonly answerStartMs: number | null;
  readonly latencyMs: number | null;
  readonly crossedAtMs: number | null;
}

const BACKCHANNEL_MAX_MS = 1_000;

export function expectedResponses(
  lines: readonly SpokenLine[],
  thresholdMs: number,
  callEndMs: number,
): ExpectedResponse[] {
  const ordered = [...lines].sort((a, b) => a.startMs - b.startMs);
  const expected: ExpectedResponse[] = [];
  let waiting = ordered.filter((line) => line.side === 'theirs' && line.isQuestion);
  for (let first = waiting[0]; first; first = waiting[0]) {
    const question = first;
    const endIfAnsweredAt = (ms: number) =>
      Math.max(
        question.endMs,
        ...ordered.filter((line) => line.side === 'theirs' && line.startMs < ms).map((line) => line.endMs),
      );
    const answer = ordered.find((line) => {
      if (line.side !== 'ours' || line.startMs < question.startMs) return false;
      if (line.isAcknowledgement && line.endMs - line.startMs < BACKCHANNEL_MAX_MS) return false;
      return line.endMs > endIfAnsweredAt(line.startMs);
    });
    const questionEndMs = endIfAnsweredAt(answer?.startMs ?? Number.POSITIVE_INFINITY);
    const latencyMs = answer ? answer.startMs - questionEndMs : null;
    const hasCrossed = (latencyMs ?? callEndMs - questionEndMs) > thresholdMs;
    expected.push({
      questionId: question.id,
      questionEndMs,
      answerStartMs: answer?.startMs ?? null,
      latencyMs,
      crossedAtMs: hasCrossed ? questionEndMs + thresholdMs : null,
    });
    waiting = waiting.filter((line) => line !== question && answer && line.startMs >= answer.startMs);
  }
  return expected;
}
