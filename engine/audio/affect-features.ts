// What one moment of a voice is like, as numbers: the speech windows of up to 2 s in, float32[78] out. No latency.
// Telephone band only, shape apart from level, so that line, microphone and gain count little. The kinds of features are
// those of eGeMAPS (F. Eyben et al., IEEE Trans. Affective Computing 7(2), 2016): level, shape, change, pitch, rhythm.

import { BANDS } from './telephone-bands.ts';

/** Frames of one 32 ms window: one that reaches half a window back, and the window itself. */
export const FRAMES_PER_WINDOW = 2;

/** A window in which someone speaks. */
export interface SpokenWindow {
  /** float32[2, 24]: dB of each band, in each frame. */
  readonly bands: Float32Array;
  /** Semitones above 100 Hz; null where not voiced. */
  readonly pitch: number | null;
  /** How many windows since the stream began; neighbours follow one another. */
  readonly index: number;
}

/** 3 bands each, from 8 groups: how the spectrum's shape changes is told more coarsely than the shape. */
const GROUPS = 8;
const MODULATIONS_HZ = [2, 4, 6, 9] as const;
const FRAMES_PER_SECOND = 62.5;
const WINDOWS_PER_SECOND = 31.25;

export const AFFECT_FEATURES: readonly string[] = [
  'level',
  'levelSpread',
  'levelRange',
  'levelChange',
  ...Array.from({ length: BANDS }, (_, band) => `shape${band}`),
  ...Array.from({ length: BANDS }, (_, band) => `spread${band}`),
  ...Array.from({ length: GROUPS }, (_, group) => `change${group}`),
  'tilt',
  'tiltSpread',
  'centre',
  'centreSpread',
  'loudTilt',
  'pitch',
  'pitchSpread',
  'pitchHigh',
  'pitchLow',
  'pitchChange',
  'pitchSlope',
  'voicedShare',
  'spokenShare',
  'syllables',
  ...MODULATIONS_HZ.map((hz) => `modulation${hz}Hz`),
];
/** Level counts only against the speaker's own: a gain is no feeling. */
export const LEVEL_FEATURE = 0;

/** `spanWindows`: how many windows the hop could have had. Needs one spoken window at least. */
export function affectFeatures(windows: readonly SpokenWindow[], spanWindows: number): Float32Array {
  const frames = framesOf(windows);
  const levels = frames.map(meanOf);
  const features = [
    ...levelFeatures(levels),
    ...shapeFeatures(frames, levels),
    ...changeFeatures(frames),
    ...tiltFeatures(frames, levels),
    ...pitchFeatures(windows),
    windows.length / spanWindows,
    ...rhythmFeatures(levels, windows.length),
  ];
  return Float32Array.from(features);
}

function framesOf(windows: readonly SpokenWindow[]): readonly Float32Array[] {
  return windows.flatMap(({ bands }) => [bands.subarray(0, BANDS), bands.subarray(BANDS)]);
}

function levelFeatures(levels: readonly number[]): number[] {
  const sorted = Float64Array.from(levels).sort();
  return [meanOf(levels), deviationOf(levels), at(sorted, 0.9) - at(sorted, 0.1), changeOf(levels)];
}

/** Mean and deviation of each band against its frame's level. */
function shapeFeatures(frames: readonly Float32Array[], levels: readonly number[]): number[] {
  const shape: number[] = [];
  const spread: number[] = [];
  for (let band = 0; band < BANDS; band++) {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < frames.length; i++) {
      const value = ((frames[i] as Float32Array)[band] as number) - (levels[i] as number);
      sum += value;
      squares += value * value;
    }
    const mean = sum / frames.length;
    shape.push(mean);
    spread.push(Math.sqrt(Math.max(0, squares / frames.length - mean * mean)));
  }
  return [...shape, ...spread];
}

/** Mean step from frame to frame, dB, of groups of three bands. */
function changeFeatures(frames: readonly Float32Array[]): number[] {
  const width = BANDS / GROUPS;
  return Array.from({ length: GROUPS }, (_, group) => {
    const from = group * width;
    return changeOf(frames.map((frame) => meanOf(frame.subarray(from, from + width))));
  });
}

/** Upper bands (from 1 kHz) against lower ones, dB; the middle of the spectrum, in bands. The loudest third apart. */
function tiltFeatures(frames: readonly Float32Array[], levels: readonly number[]): number[] {
  const tilts = frames.map((frame) => meanOf(frame.subarray(9)) - meanOf(frame.subarray(0, 9)));
  const centres = frames.map(centreOf);
  const loudFrom = at(Float64Array.from(levels).sort(), 0.67);
  const loud = tilts.filter((_, i) => (levels[i] as number) >= loudFrom);
  return [meanOf(tilts), deviationOf(tilts), meanOf(centres), deviationOf(centres), meanOf(loud)];
}

function centreOf(frame: Float32Array): number {
  let sum = 0;
  let weighted = 0;
  for (let band = 0; band < BANDS; band++) {
    const amplitude = 10 ** ((frame[band] as number) / 20);
    sum += amplitude;
    weighted += amplitude * band;
  }
  return weighted / sum;
}

/** Zeros where nothing was voiced, which `voicedShare` tells. */
function pitchFeatures(windows: readonly SpokenWindow[]): number[] {
  const voiced = windows.flatMap(({ pitch, index }) => (pitch === null ? [] : [{ pitch, index }]));
  const share = voiced.length / windows.length;
  if (voiced.length === 0) return [0, 0, 0, 0, 0, 0, share];
  const pitches = voiced.map(({ pitch }) => pitch);
  const sorted = Float64Array.from(pitches).sort();
  const middle = at(sorted, 0.5);
  const steps = voiced.flatMap(({ pitch, index }, i) => {
    const before = voiced[i - 1];
    return before?.index === index - 1 ? [Math.min(6, Math.abs(pitch - before.pitch))] : [];
  });
  return [
    middle,
    at(sorted, 0.75) - at(sorted, 0.25),
    at(sorted, 0.9) - middle,
    middle - at(sorted, 0.1),
    steps.length === 0 ? 0 : meanOf(steps),
    slopeOf(voiced),
    share,
  ];
}

/** Semitones per second, least squares. */
function slopeOf(voiced: readonly { readonly pitch: number; readonly index: number }[]): number {
  const middle = meanOf(voiced.map(({ index }) => index));
  const mean = meanOf(voiced.map(({ pitch }) => pitch));
  let covariance = 0;
  let variance = 0;
  for (const { pitch, index } of voiced) {
    covariance += (index - middle) * (pitch - mean);
    variance += (index - middle) ** 2;
  }
  return variance === 0 ? 0 : Math.max(-20, Math.min(20, (covariance / variance) * WINDOWS_PER_SECOND));
}

/** Peaks of level per second of speech, and how strongly the level swings at 2, 4, 6 and 9 Hz, dB. */
function rhythmFeatures(levels: readonly number[], windows: number): number[] {
  const mean = meanOf(levels);
  const swings = MODULATIONS_HZ.map((hz) => {
    let re = 0;
    let im = 0;
    levels.forEach((level, i) => {
      const angle = (2 * Math.PI * hz * i) / FRAMES_PER_SECOND;
      re += (level - mean) * Math.cos(angle);
      im += (level - mean) * Math.sin(angle);
    });
    return (2 * Math.hypot(re, im)) / levels.length;
  });
  return [peaksOf(levels) / (windows / WINDOWS_PER_SECOND), ...swings];
}

/** A syllable rises from the level between syllables by so much, dB. */
const SYLLABLE_RISE_DB = 5;

function peaksOf(levels: readonly number[]): number {
  let peaks = 0;
  let isRising = false;
  let extreme = Number.POSITIVE_INFINITY;
  for (const level of levels) {
    extreme = isRising ? Math.max(extreme, level) : Math.min(extreme, level);
    const turns = isRising ? level <= extreme - SYLLABLE_RISE_DB : level >= extreme + SYLLABLE_RISE_DB;
    if (!turns) continue;
    if (!isRising) peaks += 1;
    isRising = !isRising;
    extreme = level;
  }
  return peaks;
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}

function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values);
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return Math.sqrt(squares / values.length);
}

/** Mean absolute step; 0 of one value. */
function changeOf(values: readonly number[]): number {
  let sum = 0;
  for (let i = 1; i < values.length; i++) sum += Math.abs((values[i] as number) - (values[i - 1] as number));
  return values.length < 2 ? 0 : sum / (values.length - 1);
}

/** Value at a share of the sorted values. */
function at(sorted: Float64Array, share: number): number {
  return sorted[Math.round(share * (sorted.length - 1))] as number;
}
