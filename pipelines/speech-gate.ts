// Voice activity of one channel: probabilities of 32 ms windows in, where a voice began and ended out.
// Opens 64 ms after the voice began and closes 320 ms after it ended; both ends are put back to where they were.
// Two thresholds and a hangover, as in Silero VAD's own iterator and ITU-T G.729 Annex B; the end is then put to where the
// level falls to the background, because the model's probability trails the voice by 50–100 ms.

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
  /** While open: the windows that the end is sought in, newest last. */
  readonly recent: readonly WindowRead[];
  /** While open: sum and number of the levels of windows that were surely voice, dB. */
  readonly voiceDb: { readonly sum: number; readonly count: number };
}

/** How far the level must fall from voice towards the background to be no voice: three quarters, in dB. */
const BACKGROUND_SHARE = 0.25;
/** A voice that stands out from the background by less tells nothing about where it ends. */
const LEAST_CONTRAST_DB = 3;
/** The probability trails by no more than so many windows. */
const MOST_TRAILING_WINDOWS = 5;
const RECENT_WINDOWS = 40;
const SILENT_DB = { sum: 0, count: 0 };

export const CLOSED: Gate = {
  span: null,
  run: 0,
  runStartMs: mediaMs(0),
  quietMs: 0,
  before: null,
  recent: [],
  voiceDb: SILENT_DB,
};

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
  const { speechProbability, rmsDb } = window;
  const recent = [...gate.recent.slice(1 - RECENT_WINDOWS), window];
  if (speechProbability >= options.closeProbability) {
    const isSure = speechProbability >= options.openProbability;
    const { sum, count } = gate.voiceDb;
    const voiceDb = isSure ? { sum: sum + rmsDb, count: count + 1 } : gate.voiceDb;
    return [{ ...gate, span: { ...span, endMs: window.endMs }, quietMs: 0, before: window, recent, voiceDb }, null];
  }
  const quietMs = gate.quietMs + (window.endMs - window.startMs);
  if (quietMs < options.closeAfterMs) return [{ ...gate, quietMs, before: window, recent }, null];
  const endMs = voiceEnd({ ...gate, recent }, span);
  return [
    { ...CLOSED, before: window },
    { kind: 'closed', span: { ...span, endMs } },
  ];
}

/** The windows at the end that are as quiet as what followed were no voice. */
function voiceEnd({ recent, voiceDb }: Gate, span: MediaSpan): MediaMs {
  const quiet = recent.filter((window) => window.startMs >= span.endMs);
  if (quiet.length === 0 || voiceDb.count === 0) return span.endMs;
  const backgroundDb = quiet.reduce((sum, { rmsDb }) => sum + rmsDb, 0) / quiet.length;
  const contrastDb = voiceDb.sum / voiceDb.count - backgroundDb;
  if (contrastDb < LEAST_CONTRAST_DB) return span.endMs;
  const leastDb = backgroundDb + BACKGROUND_SHARE * contrastDb;
  const trailing = recent.filter((window) => window.startMs < span.endMs).slice(-MOST_TRAILING_WINDOWS);
  let { endMs } = span;
  for (const window of trailing.toReversed()) {
    if (window.rmsDb >= leastDb || window.startMs <= span.startMs) break;
    endMs = window.startMs;
  }
  return endMs;
}

/** A window that the probability was already rising in holds the beginning of the voice. */
function voiceStart(before: WindowRead | null, first: WindowRead, options: GateOptions): MediaMs {
  const isRising = before !== null && follows(before, first) && before.speechProbability >= options.closeProbability;
  return isRising ? before.startMs : first.startMs;
}

const follows = (before: WindowRead | null, next: WindowRead): boolean =>
  before !== null && Math.abs(next.startMs - before.endMs) < 1;
