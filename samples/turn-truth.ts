// Speech time and turns of a sample call, from where its lines lie. Definitions: docs/metrics.md.

import type { PlacedCall, Span } from './place-lines.ts';
import type { Side } from './scripts/script.ts';

/** Pauses under this are within a stretch of speech, ms: the gate's hangover. */
const HANGOVER_MS = 320;
const TURN_JOIN_MS = 700;

interface Stretch extends Span {
  readonly by: Side;
  readonly segmentIds: readonly string[];
}

/** Voice of one side; lines that follow each other at once are one stretch. */
function stretchesOf({ lines }: PlacedCall, by: Side, withBackchannels: boolean): Stretch[] {
  const voiced = lines
    .filter(({ line }) => line.by === by && (withBackchannels || !line.isBackchannel))
    .flatMap(({ line, spans }) => spans.map((span) => ({ ...span, by, segmentIds: [line.id] })));
  return joined(voiced, HANGOVER_MS);
}

function joined(stretches: readonly Stretch[], underMs: number): Stretch[] {
  const result: Stretch[] = [];
  for (const next of stretches) {
    const last = result.at(-1);
    if (last && last.by === next.by && next.startMs - last.endMs < underMs) {
      const segmentIds = [...new Set([...last.segmentIds, ...next.segmentIds])];
      result[result.length - 1] = { ...last, endMs: Math.max(last.endMs, next.endMs), segmentIds };
    } else result.push(next);
  }
  return result;
}

export function speechMsOf(call: PlacedCall, by: Side): number {
  return stretchesOf(call, by, true).reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
}

/** Speech of both sides until a moment, ms. */
export function speechMsUntil(call: PlacedCall, untilMs: number): number {
  const both = [...stretchesOf(call, 'rep', true), ...stretchesOf(call, 'customer', true)];
  return both.reduce((sum, { startMs, endMs }) => sum + Math.max(0, Math.min(endMs, untilMs) - startMs), 0);
}

/** Stretches of one side, gaps under 700 ms joined unless the other side began to speak between them. */
export function turnsOf(call: PlacedCall): Stretch[] {
  const both = [...stretchesOf(call, 'rep', false), ...stretchesOf(call, 'customer', false)];
  return joined(
    both.sort((a, b) => a.startMs - b.startMs),
    TURN_JOIN_MS,
  );
}

/** Stretches in which neither side speaks, from the first voice to the last. */
export function silencesOf(call: PlacedCall): Span[] {
  const both = [...stretchesOf(call, 'rep', true), ...stretchesOf(call, 'customer', true)];
  const silences: Span[] = [];
  let quietFromMs: number | null = null;
  for (const { startMs, endMs } of both.sort((a, b) => a.startMs - b.startMs)) {
    if (quietFromMs !== null && startMs > quietFromMs) silences.push({ startMs: quietFromMs, endMs: startMs });
    quietFromMs = Math.max(quietFromMs ?? 0, endMs);
  }
  return silences;
}
