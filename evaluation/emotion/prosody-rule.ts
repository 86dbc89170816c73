// Emotion from prosody, against the speaker's own baseline. In: one hop of voice. Out: arousal, a little valence, confidence.
// What the program did before it had a trained model: a baseline to compare with. No latency, no state.
// Arousal shows in level, pitch, vocal effort and tempo (Scherer 2003; eGeMAPS, Eyben et al. 2016); valence hardly does.

import type { Usual, VoiceBaseline, VoiceHop } from './prosody-hops.ts';

interface VoiceAffect {
  /** Activation in [0, 1]; 0.5 is what is usual for the speaker. */
  readonly arousal: number;
  /** Pleasantness in [−1, 1]. */
  readonly valence: number;
  /** 0…1. */
  readonly confidence: number;
}

/** `baseline` is null until the speaker has spoken long enough to have one. */
export type VoiceEmotion = (hop: VoiceHop, baseline: VoiceBaseline | null) => VoiceAffect;

/** What voices on the phone are like in general; wide, because microphones and people differ. */
const POPULATION: VoiceBaseline = {
  levelDb: { median: -28, spread: 8 },
  pitchSemitones: { median: 8, spread: 5 },
  pitchSpreadSemitones: 1.5,
  tiltDb: { median: -12, spread: 6 },
  syllablesPerSecond: 4.5,
};
/** A voice that hardly varied while its baseline was taken would make every change look large. */
const LEAST_SPREAD = { levelDb: 2.5, pitchSemitones: 1.2, tiltDb: 2 };
/** Shares of activation; level and pitch are the most and the steadiest evidence of arousal. */
const WEIGHTS = { level: 0.4, pitch: 0.35, tilt: 0.15, tempo: 0.2 };
/** Voiced windows that make a hop as sure as it gets: about 0.8 s of voice. */
const ENOUGH_WINDOWS = 25;
/** The most that prosody alone can be sure of, with the speaker's own baseline and without. */
const MOST_CONFIDENCE = { own: 0.7, population: 0.15 };
/** How steeply activation shows, with the speaker's own baseline and without: a stranger's level says little. */
const STEEPNESS = { own: 1.4, population: 0.5 };
const MOST_DEVIATIONS = 4;

export const prosodyEmotion: VoiceEmotion = (hop, baseline) => {
  const usual = baseline ?? POPULATION;
  const level = deviations(hop.levelDb, usual.levelDb, LEAST_SPREAD.levelDb);
  const pitch = deviations(hop.pitchSemitones, usual.pitchSemitones, LEAST_SPREAD.pitchSemitones);
  const tilt = deviations(hop.tiltDb, usual.tiltDb, LEAST_SPREAD.tiltDb);
  const tempo = clamp(
    (hop.syllablesPerSecond - usual.syllablesPerSecond) / Math.max(1, usual.syllablesPerSecond * 0.3),
  );
  const activation = WEIGHTS.level * level + WEIGHTS.pitch * pitch + WEIGHTS.tilt * tilt + WEIGHTS.tempo * tempo;
  // Lively pitch sounds pleasant, pressed voice does not; both weakly.
  const melody = clamp((hop.pitchSpreadSemitones - usual.pitchSpreadSemitones) / 1.5);
  const sureness = Math.min(1, hop.voicedWindows / ENOUGH_WINDOWS);
  const known = baseline ? 'own' : 'population';
  return {
    arousal: 1 / (1 + Math.exp(-STEEPNESS[known] * activation)),
    valence: Math.tanh(0.15 * melody - 0.1 * Math.max(0, tilt)),
    confidence: sureness * MOST_CONFIDENCE[known],
  };
};

/** Robust z-score: 1.4826 × MAD is the standard deviation of a normal distribution. */
function deviations(value: number, usual: Usual, leastSpread: number): number {
  return clamp((value - usual.median) / (1.4826 * Math.max(usual.spread, leastSpread / 1.4826)));
}

function clamp(value: number): number {
  return Math.max(-MOST_DEVIATIONS, Math.min(MOST_DEVIATIONS, value));
}
