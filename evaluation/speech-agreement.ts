// How well spans of speech agree with a reference: frames of 10 ms, and how far beginnings and ends are off.
// An edge is compared where a true one and one that was found are each other's nearest; reference pauses under 320 ms are
// within speech (docs/metrics.md), so edges inside a stretch count for the frames and not for the edges.

import type { Judged } from './statistics.ts';

export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

const FRAME_MS = 10;
/** Shorter pauses are within speech. */
export const PAUSE_MS = 320;

/** Each frame by its middle. */
export function judgedFrames(truth: readonly Span[], found: readonly Span[], durationMs: number): Judged[] {
  const count = Math.floor(durationMs / FRAME_MS);
  const [isTrue, isFound] = [framesOf(truth, count), framesOf(found, count)];
  return Array.from({ length: count }, (_, at) => ({ isTrue: isTrue[at] === 1, isFound: isFound[at] === 1 }));
}

function framesOf(spans: readonly Span[], count: number): Uint8Array {
  const frames = new Uint8Array(count);
  for (const { startMs, endMs } of spans) {
    frames.fill(1, Math.ceil(startMs / FRAME_MS - 0.5), Math.max(0, Math.ceil(endMs / FRAME_MS - 0.5)));
  }
  return frames;
}

/** Spans in order of start, those joined that overlap or lie less than `pauseMs` apart. */
export function joined(spans: readonly Span[], pauseMs: number): Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.startMs - b.startMs)) {
    const last = result.at(-1);
    if (!last || span.startMs - last.endMs >= pauseMs) result.push(span);
    else result[result.length - 1] = { ...last, endMs: Math.max(last.endMs, span.endMs) };
  }
  return result;
}

export interface EdgeErrors {
  /** Found − true, ms. */
  readonly startsMs: readonly number[];
  readonly endsMs: readonly number[];
}

export function edgeErrors(truth: readonly Span[], found: readonly Span[]): EdgeErrors {
  const stretches = joined(truth, PAUSE_MS);
  const of = (edge: keyof Span) =>
    errors(
      stretches.map((span) => span[edge]),
      found.map((span) => span[edge]),
    );
  return { startsMs: of('startMs'), endsMs: of('endMs') };
}

function errors(truth: readonly number[], found: readonly number[]): number[] {
  return truth.flatMap((trueMs) => {
    const foundMs = nearest(found, trueMs);
    return foundMs !== null && nearest(truth, foundMs) === trueMs ? [foundMs - trueMs] : [];
  });
}

function nearest(times: readonly number[], to: number): number | null {
  return times.reduce<number | null>(
    (best, each) => (best === null || Math.abs(each - to) < Math.abs(best - to) ? each : best),
    null,
  );
}
