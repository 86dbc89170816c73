// Voice activity of one channel: probabilities of 32 ms windows in, where a voice began and ended out.
// Opens 64 ms after the voice began and closes 320 ms after it ended; both ends are put back to where they were.
// Two thresholds and a hangover, as in Silero VAD's own iterator and ITU-T G.729 Annex B.

import { type MediaMs, type MediaSpan, mediaMs } from '../engine/media-time.ts';
import type { WindowRead } from '../engine/observations.ts';

export interface GateOptions {
  readonly openProbability: number;
  readonly closeProbability: number;
  readonly openWindows: number;
  readonly closeAfterMs: number;
}

/** Invariants: `span` is null while closed; `span.endMs` is the end of the last window that was still voice. */
export interface Gate {
  readonly span: MediaSpan | null;
  /** Windows in a row at or above `openProbability`, and where the voice in them began; only counted while closed. */
  readonly run: number;
  readonly runStartMs: MediaMs;
  /** Sum of the windows since the last voice, ms. Windows that were never read are not in it, so a gap holds the state. */
  readonly quietMs: number;
  readonly before: WindowRead | null;
}

export const CLOSED: Gate = { span: null, run: 0, runStartMs: mediaMs(0), quietMs: 0, before: null };

export type GateChange = { readonly kind: 'opened' | 'closed'; readonly span: MediaSpan } | null;

export function stepGate(gate: Gate, window: WindowRead, options: GateOptions): readonly [Gate, GateChange] {
  return gate.span ? whileOpen(gate, gate.span, window, options) : whileClosed(gate, window, options);
}

function whileClosed(gate: Gate, window: WindowRead, options: GateOptions): readonly [Gate, GateChange] {
  if (window.speechProbability < options.openProbability) return [{ ...CLOSED, before: window }, null];
  const goesOn = gate.run > 0 && follows(gate.before, window);
  const run = goesOn ? gate.run + 1 : 1;
  const runStartMs = goesOn ? gate.runStartMs : voiceStart(gate.before, window, options);
  if (run < options.openWindows) return [{ ...gate, run, runStartMs, before: window }, null];
  const span = { startMs: runStartMs, endMs: window.endMs };
  return [
    { ...CLOSED, span, before: window },
    { kind: 'opened', span },
  ];
}

function whileOpen(gate: Gate, span: MediaSpan, window: WindowRead, options: GateOptions): readonly [Gate, GateChange] {
  if (window.speechProbability >= options.closeProbability) {
    return [{ ...gate, span: { ...span, endMs: window.endMs }, quietMs: 0, before: window }, null];
  }
  const quietMs = gate.quietMs + (window.endMs - window.startMs);
  if (quietMs < options.closeAfterMs) return [{ ...gate, quietMs, before: window }, null];
  return [
    { ...CLOSED, before: window },
    { kind: 'closed', span },
  ];
}

/** A window that the probability was already rising in holds the beginning of the voice. */
function voiceStart(before: WindowRead | null, first: WindowRead, options: GateOptions): MediaMs {
  const isRising = before !== null && follows(before, first) && before.speechProbability >= options.closeProbability;
  return isRising ? before.startMs : first.startMs;
}

const follows = (before: WindowRead | null, next: WindowRead): boolean =>
  before !== null && Math.abs(next.startMs - before.endMs) < 1;
