// Where a voice really began and ended. In: the windows around an edge. Out: its media time. No latency of its own.
// Silero's P(speech) follows the voice: it is high one window after the beginning, and after the end it falls over several.
// So a beginning is put back one window; an end goes back over the falling windows, then over those as quiet as what follows.
// Method and figures: chosen on EMO-DB syllable times with noise, 8 and 16 kHz (evaluation/choose-voice-edges.ts);
// `loudShare` so that a telephone voice of middling P(speech) keeps its last syllable (aws-auto-repairs-en, call 49).

import type { MediaMs, MediaSpan } from '../engine/media-time.ts';
import type { WindowRead } from '../engine/observations.ts';

export interface EdgeOptions {
  /** P(speech) of a window that is surely voice, 0…1. Default 0.9: 0.8 to 0.95 do as well. */
  readonly sureProbability: number;
  /**
   * Above the background by this share of what the voice is above it, dB by dB, P(speech) of 0.5 is enough to be sure.
   * Default 0.4: 0.6 cuts more of a real telephone voice, 0.3 leaves more of the tail in noise. */
  readonly loudShare: number;
  /** No end goes back by more than so many windows. Default 8: more than that is a quiet voice and no tail. */
  readonly mostTrailingWindows: number;
  /**
   * How far above the background a window must be to hold voice, as a share of what the voice is above it, dB by dB.
   * Default 0.2: 0.1 to 0.3 do as well.
   */
  readonly voicedShare: number;
  /** A voice that stands out from the background by less tells nothing by its level, dB. Default 3. */
  readonly leastContrastDb: number;
}

export const EDGES: EdgeOptions = {
  sureProbability: 0.9,
  loudShare: 0.4,
  mostTrailingWindows: 8,
  voicedShare: 0.2,
  leastContrastDb: 3,
};

/** Windows that an end is sought in. */
export const MOST_RECENT = 40;
/** The voice's level is taken from so many windows, the loudest of them less 3 dB. */
const LEVEL_WINDOWS = 9;
const MOST_QUIET_WINDOWS = 3;
/** The gate opens at it. */
const LIKELY_PROBABILITY = 0.5;
const DIGITAL_SILENCE_DB = -90;

/** `first` is the first window of the run that opens the gate, `before` the one before it: the voice began in that. */
export function voiceStart(before: WindowRead, first: WindowRead): MediaMs {
  return before.rmsDb <= DIGITAL_SILENCE_DB && first.rmsDb > DIGITAL_SILENCE_DB ? first.startMs : before.startMs;
}

/** `span.endMs` is the end of the last window that may be voice; `recent` goes on beyond it. */
export function voiceEnd(span: MediaSpan, recent: readonly WindowRead[], options: EdgeOptions): MediaMs {
  const last = recent.findLastIndex((window) => window.startMs < span.endMs);
  if (last < 0) return span.endMs;
  const first = Math.max(0, last - options.mostTrailingWindows);
  const sure = lastSure(recent, first, last, options);
  return recent[lastLoud(recent, Math.max(first, sure - MOST_QUIET_WINDOWS), sure, options)]?.endMs ?? span.endMs;
}

function lastSure(windows: readonly WindowRead[], first: number, last: number, options: EdgeOptions): number {
  const loudDb = levelAt(windows, last, options.loudShare, options) ?? Number.POSITIVE_INFINITY;
  let likely: number | null = null;
  for (let at = last; at >= first; at--) {
    const { speechProbability = 0, rmsDb = 0 } = windows[at] ?? {};
    if (speechProbability >= options.sureProbability) return at;
    if (speechProbability < LIKELY_PROBABILITY) continue;
    if (rmsDb >= loudDb) return at;
    likely ??= at;
  }
  return likely ?? last;
}

/** The last window that is as loud as voice, not before `earliest`. */
function lastLoud(windows: readonly WindowRead[], earliest: number, last: number, options: EdgeOptions): number {
  const leastDb = levelAt(windows, last, options.voicedShare, options) ?? Number.NEGATIVE_INFINITY;
  let at = last;
  while (at > earliest && (windows[at]?.rmsDb ?? 0) < leastDb) at--;
  return at;
}

/** So far from the background after `last` to the voice before it, dB; null where there is no telling them apart. */
function levelAt(
  windows: readonly WindowRead[],
  last: number,
  share: number,
  { leastContrastDb }: EdgeOptions,
): number | null {
  const quiet = windows.slice(last + 1).map(({ rmsDb }) => rmsDb);
  const backgroundDb = quiet.sort((a, b) => a - b)[Math.floor(quiet.length / 4)];
  if (backgroundDb === undefined) return null;
  const loud = windows.slice(Math.max(0, last + 1 - LEVEL_WINDOWS), last + 1).map(({ rmsDb }) => rmsDb);
  const contrastDb = Math.max(...loud) - 3 - backgroundDb;
  return contrastDb < leastContrastDb ? null : backgroundDb + share * contrastDb;
}
