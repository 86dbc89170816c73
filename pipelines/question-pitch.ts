// Does the voice rise at the end of an utterance? In: voice windows with their pitch. Out: the rise in semitones, and what
// it adds to the log odds that the words wanted an answer. No latency. Source: final rises mark statements as questions
// in English (Bolinger 1978) and, less, in Mandarin (Yuan 2006); not every rise does, so it only tips the undecided.

import type { ChannelIndex } from '../engine/ids.ts';
import type { WindowRead } from '../engine/observations.ts';
import { quantile } from '../engine/quantile.ts';
import type { QuestionJudgement } from './question-classifier.ts';

interface Voiced {
  readonly endMs: number;
  readonly f0Hz: number;
}

/** Invariant: by channel the last `KEPT` voiced windows, in order of time. */
export type Pitch = ReadonlyMap<ChannelIndex, readonly Voiced[]>;

export const NO_PITCH: Pitch = new Map();

/** About 3 s of voiced sound: words come that much later than the voice, hardly more. */
const KEPT = 96;
/** The end of an utterance, ms before its last word ends, and how far a transcriber may be off behind it. */
const FINAL_MS = 320;
const BEHIND_MS = 64;
/** The last so many voiced windows are compared with those before them; fewer than `LEAST` say nothing. */
const LAST = 4;
const LEAST = 7;
/** A leap of more is an error of the pitch tracker (an octave has 12). */
const LARGEST_SEMITONES = 9;
const FEWEST_LOG_ODDS = -0.3;
const MOST_LOG_ODDS = 0.9;
/** Words that are surer than this, either way, are not argued with. */
const UNDECIDED = { from: 0.2, to: 0.8 };

export function foldPitch(pitch: Pitch, { channel, endMs, f0Hz }: WindowRead): Pitch {
  if (f0Hz === null) return pitch;
  const before = pitch.get(channel) ?? [];
  return new Map(pitch).set(channel, [...before.slice(-(KEPT - 1)), { endMs, f0Hz }]);
}

/** Semitones from the middle of the final stretch to its last part; null where too little of it was voiced. */
export function finalRise(pitch: Pitch, channel: ChannelIndex | undefined, endMs: number): number | null {
  if (channel === undefined) return null;
  const final = (pitch.get(channel) ?? []).filter(
    (window) => window.endMs > endMs - FINAL_MS && window.endMs <= endMs + BEHIND_MS,
  );
  if (final.length < LEAST) return null;
  const median = (windows: readonly Voiced[]) =>
    quantile(
      windows.map(({ f0Hz }) => f0Hz),
      0.5,
    ) ?? 0;
  const rise = 12 * Math.log2(median(final.slice(-LAST)) / median(final.slice(0, -LAST)));
  return Math.abs(rise) > LARGEST_SEMITONES ? null : rise;
}

export function withPitch(
  judgement: QuestionJudgement,
  riseSemitones: number | null,
  logOddsPerSemitone: number,
): QuestionJudgement {
  const { confidence } = judgement;
  if (riseSemitones === null || confidence < UNDECIDED.from || confidence > UNDECIDED.to) return judgement;
  const added = Math.min(MOST_LOG_ODDS, Math.max(FEWEST_LOG_ODDS, riseSemitones * logOddsPerSemitone));
  const logOdds = Math.log(confidence / (1 - confidence)) + added;
  return { ...judgement, confidence: 1 / (1 + Math.exp(-logOdds)) };
}
