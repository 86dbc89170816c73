// Prosody of the last two seconds of a voice, and what is usual for that voice. In: voice windows with speech.
// Out: the features that the prosody rule reads, and the speaker's baseline after 20 s of speech. No latency.
// Medians and median absolute deviations: a cough or a slammed door does not move them.

import type { WindowRead } from '../../engine/observations.ts';
import { median } from '../../engine/quantile.ts';

/** What is typical of a feature, and how far it usually strays (median absolute deviation). */
export interface Usual {
  readonly median: number;
  readonly spread: number;
}

/** What one moment of a voice is like. Level in dB full scale, pitch in semitones above 100 Hz. */
export interface VoiceHop {
  readonly voicedWindows: number;
  readonly levelDb: number;
  readonly pitchSemitones: number;
  readonly pitchSpreadSemitones: number;
  readonly tiltDb: number;
  /** Peaks of level per second of speech: as fast as syllables come. */
  readonly syllablesPerSecond: number;
}

export interface VoiceBaseline {
  readonly levelDb: Usual;
  readonly pitchSemitones: Usual;
  readonly pitchSpreadSemitones: number;
  readonly tiltDb: Usual;
  readonly syllablesPerSecond: number;
}

/** Invariants: `recent` reaches no further back than the hop; `gathered` is empty once there is a baseline. */
export interface VoiceHistory {
  readonly recent: readonly WindowRead[];
  readonly gathered: readonly WindowRead[];
  readonly baseline: VoiceBaseline | null;
}

export interface HopOptions {
  readonly hopMs: number;
  readonly baselineMs: number;
  readonly speechProbability: number;
}

export const UNHEARD: VoiceHistory = { recent: [], gathered: [], baseline: null };
/** A baseline needs so many voiced windows, else the voice was hardly heard. */
const LEAST_VOICED_WINDOWS = 100;
/** A syllable rises from the level between syllables by so much, dB. */
const SYLLABLE_RISE_DB = 4;

export function hear(history: VoiceHistory, window: WindowRead, options: HopOptions): VoiceHistory {
  if (window.speechProbability < options.speechProbability) return history;
  const recent = [...history.recent.filter((each) => each.endMs > window.endMs - options.hopMs), window];
  if (history.baseline) return { ...history, recent };
  const gathered = [...history.gathered, window];
  const windowMs = window.endMs - window.startMs;
  if (gathered.length * windowMs < options.baselineMs) return { recent, gathered, baseline: null };
  const baseline = baselineOf(gathered);
  return { recent, gathered: baseline ? [] : gathered.slice(1), baseline };
}

/** Null where nothing was voiced in the hop that ends at `atMs`. */
export function hopOf(history: VoiceHistory, atMs: number, hopMs: number): VoiceHop | null {
  const windows = history.recent.filter((each) => each.endMs > atMs - hopMs);
  const voiced = windows.filter(isVoiced);
  if (voiced.length === 0) return null;
  const pitch = usualOf(voiced.map(pitchOf));
  return {
    voicedWindows: voiced.length,
    levelDb: middleOf(voiced.map((each) => each.rmsDb)),
    pitchSemitones: pitch.median,
    pitchSpreadSemitones: pitch.spread,
    tiltDb: middleOf(voiced.map((each) => each.spectralTiltDb)),
    syllablesPerSecond: syllableRate(windows),
  };
}

function baselineOf(windows: readonly WindowRead[]): VoiceBaseline | null {
  const voiced = windows.filter(isVoiced);
  if (voiced.length < LEAST_VOICED_WINDOWS) return null;
  const pitchSemitones = usualOf(voiced.map(pitchOf));
  return {
    levelDb: usualOf(voiced.map((each) => each.rmsDb)),
    pitchSemitones,
    pitchSpreadSemitones: pitchSemitones.spread,
    tiltDb: usualOf(voiced.map((each) => each.spectralTiltDb)),
    syllablesPerSecond: syllableRate(windows),
  };
}

const isVoiced = (window: WindowRead): boolean => window.f0Hz !== null && window.f0Hz > 0;
const pitchOf = (window: WindowRead): number => 12 * Math.log2((window.f0Hz ?? 100) / 100);

/** Peaks of level that stand out from the valley before them, per second of speech. */
function syllableRate(windows: readonly WindowRead[]): number {
  let peaks = 0;
  let isRising = false;
  let extremeDb = Number.POSITIVE_INFINITY;
  for (const { rmsDb } of windows) {
    extremeDb = isRising ? Math.max(extremeDb, rmsDb) : Math.min(extremeDb, rmsDb);
    if (!isRising && rmsDb >= extremeDb + SYLLABLE_RISE_DB) {
      peaks += 1;
      isRising = true;
      extremeDb = rmsDb;
    } else if (isRising && rmsDb <= extremeDb - SYLLABLE_RISE_DB) {
      isRising = false;
      extremeDb = rmsDb;
    }
  }
  const speechMs = windows.reduce((sum, each) => sum + (each.endMs - each.startMs), 0);
  return speechMs === 0 ? 0 : peaks / (speechMs / 1000);
}

function usualOf(values: readonly number[]): Usual {
  const middle = middleOf(values);
  return { median: middle, spread: middleOf(values.map((value) => Math.abs(value - middle))) };
}

const middleOf = (values: readonly number[]): number => median(values) ?? 0;
