// Where a recording is silent, from the call's events: where personal data was said. Pure.

import type { CallEvent } from '../../engine/events.ts';

export interface SilencedSpan {
  readonly startMs: number;
  readonly endMs: number;
}

/** Word times of recognisers begin late and end early; so much more is silenced on either side, ms. */
const MARGIN_MS = 200;

/** Spans of one event; what only a partial result says is not counted, its final one says it again. */
export function silencedBy(event: CallEvent): readonly SilencedSpan[] {
  const isFinal = event.type === 'segment.finalized' || (event.type === 'segment.revised' && event.isFinal);
  if (!isFinal) return [];
  return (event.redactions ?? []).map(({ startMs, endMs }) => ({
    startMs: Math.max(0, startMs - MARGIN_MS),
    endMs: endMs + MARGIN_MS,
  }));
}

/** By rising start, overlapping ones made one. */
export function mergedSpans(spans: readonly SilencedSpan[]): readonly SilencedSpan[] {
  const merged: SilencedSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.startMs - b.startMs)) {
    const last = merged.at(-1);
    if (!last || span.startMs > last.endMs) merged.push(span);
    else merged[merged.length - 1] = { startMs: last.startMs, endMs: Math.max(last.endMs, span.endMs) };
  }
  return merged;
}

/** Sets the samples of a block that lie in a span to 0. `fromSample`: where the block begins. */
export function silence(
  block: Int16Array,
  fromSample: number,
  spans: readonly SilencedSpan[],
  sampleRateHz: number,
): Int16Array {
  for (const { startMs, endMs } of spans) {
    const start = Math.floor((startMs * sampleRateHz) / 1000) - fromSample;
    const end = Math.ceil((endMs * sampleRateHz) / 1000) - fromSample;
    if (end > 0 && start < block.length) block.fill(0, Math.max(0, start), Math.min(block.length, end));
  }
  return block;
}
