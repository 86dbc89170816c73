// Voice activity of one channel: probabilities of 32 ms windows in, where a voice began and ended out.
// Opens 64 ms after the voice began and closes 320 ms after it ended; both ends are put back to where they were.
// Two thresholds and a hangover, as in Silero VAD's own iterator and ITU-T G.729 Annex B. The model's probability rises a
// window late and falls by steps: speech-edges.ts finds the ends.

import { type MediaMs, type MediaSpan, mediaMs } from '../engine/media-time.ts';
import type { WindowRead } from '../engine/observations.ts';
import { EDGES, type EdgeOptions, MOST_RECENT, voiceEnd, voiceStart } from './speech-edges.ts';

export interface GateOptions {
  readonly openProbability: number;
  readonly closeProbability: number;
  readonly openWindows: number;
  readonly closeAfterMs: number;
  /** How ends are sought; EDGES unless others are tried. */
  readonly edges?: EdgeOptions;
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
  /** While open: the windows that the end is sought in, newest last; since the run that opened it. */
  readonly recent: readonly WindowRead[];
}

/** P(speech) has been low for so long when the gate closes, ms, even where the voice ended earlier: 6 windows. */
const LEAST_QUIET_MS = 192;

export const CLOSED: Gate = { span: null, run: 0, runStartMs: mediaMs(0), quietMs: 0, before: null, recent: [] };

export type GateChange = { readonly kind: 'opened' | 'closed'; readonly span: MediaSpan } | null;

export function stepGate(gate: Gate, window: WindowRead, options: GateOptions): readonly [Gate, GateChange] {
  return gate.span ? whileOpen(gate, gate.span, window, options) : whileClosed(gate, window, options);
}

/** Where the voice of an open gate ended, if it goes on no more. */
export function spanSoFar({ span, recent }: Gate, edges: EdgeOptions = EDGES): MediaSpan | null {
  return span && { ...span, endMs: voiceEnd(span, recent, edges) };
}

function whileClosed(gate: Gate, window: WindowRead, options: GateOptions): readonly [Gate, GateChange] {
  if (window.speechProbability < options.openProbability) {
    const isFresh = gate.run === 0 && gate.recent.length === 0;
    return [isFresh ? { ...gate, before: window } : { ...CLOSED, before: window }, null];
  }
  const goesOn = gate.run > 0 && follows(gate.before, window);
  const run = goesOn ? gate.run + 1 : 1;
  const runStartMs = goesOn ? gate.runStartMs : startOf(gate.before, window);
  const recent = [...(goesOn ? gate.recent : []), window];
  if (run < options.openWindows) return [{ ...gate, run, runStartMs, before: window, recent }, null];
  const span = { startMs: runStartMs, endMs: window.endMs };
  return [
    { ...CLOSED, span, before: window, recent },
    { kind: 'opened', span },
  ];
}

function whileOpen(gate: Gate, span: MediaSpan, window: WindowRead, options: GateOptions): readonly [Gate, GateChange] {
  const recent = [...gate.recent.slice(1 - MOST_RECENT), window];
  if (window.speechProbability >= options.closeProbability) {
    return [{ ...gate, span: { ...span, endMs: window.endMs }, quietMs: 0, before: window, recent }, null];
  }
  const quietMs = gate.quietMs + (window.endMs - window.startMs);
  const next = { ...gate, quietMs, before: window, recent };
  if (quietMs < Math.min(LEAST_QUIET_MS, options.closeAfterMs)) return [next, null];
  const endMs = voiceEnd(span, recent, options.edges ?? EDGES);
  // The silence counts from where the voice ended, which the probability shows late.
  if (quietMs + (span.endMs - endMs) < options.closeAfterMs) return [next, null];
  return [
    { ...CLOSED, before: window },
    { kind: 'closed', span: { ...span, endMs } },
  ];
}

const startOf = (before: WindowRead | null, first: WindowRead): MediaMs =>
  before !== null && follows(before, first) ? voiceStart(before, first) : first.startMs;

const follows = (before: WindowRead | null, next: WindowRead): boolean =>
  before !== null && Math.abs(next.startMs - before.endMs) < 1;
