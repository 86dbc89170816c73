// One participant's emotion curve. In: what voice and words tell at a moment. Out: fused, smoothed and held samples.
// No latency; the smoothed curve is an exponential of half-life 6 s. Source: docs/metrics.md, emotion curve.

import type { EventOf } from '../engine/events.ts';
import type { SegmentId } from '../engine/ids.ts';
import type { EmotionReading } from '../engine/ports.ts';
import type { WordsAffect } from './emotion-words.ts';

type Sampled = EventOf<'emotion.sampled'>;
/** A sample without who and when. */
export type CurvePoint = Pick<
  Sampled,
  'valence' | 'arousal' | 'smoothedValence' | 'smoothedArousal' | 'confidence' | 'isHeld' | 'evidence'
>;

export interface CurveOptions {
  readonly smoothingHalfLifeMs: number;
  readonly holdHalfLifeMs: number;
  readonly voiceValenceShare: number;
}

/** What one utterance told. */
export interface WordsHeard extends WordsAffect {
  readonly segmentId: SegmentId;
  readonly endMs: number;
}

export interface Curve {
  readonly point: CurvePoint;
  /** Of the last sample, held or not. */
  readonly atMs: number;
  /** Of the last sample that was not held, and the confidence that decays from there. */
  readonly freshMs: number;
  readonly freshConfidence: number;
}

/** Arousal where only words are known: what is usual for the speaker. */
const USUAL_AROUSAL = 0.5;
/** Evidence that has decayed below this is none. */
const LEAST_CONFIDENCE = 0.02;

const decay = (ageMs: number, halfLifeMs: number): number => 0.5 ** (Math.max(0, ageMs) / halfLifeMs);
const either = (a: number, b: number): number => 1 - (1 - a) * (1 - b);

/** Words of the last utterances together, the older the weaker. */
export function recalled(words: readonly WordsHeard[], atMs: number, halfLifeMs: number): WordsAffect {
  let weight = 0;
  let sum = 0;
  let confidence = 0;
  for (const each of words) {
    const left = each.confidence * decay(atMs - each.endMs, halfLifeMs);
    weight += left;
    sum += left * each.valence;
    confidence = either(confidence, left);
  }
  return { valence: weight === 0 ? 0 : sum / weight, confidence };
}

/** A new sample; null where neither voice nor words tell anything. */
export function freshPoint(
  curve: Curve | null,
  voice: EmotionReading | null,
  words: WordsAffect,
  atMs: number,
  options: CurveOptions,
): Curve | null {
  const hasVoice = voice !== null && voice.confidence >= LEAST_CONFIDENCE;
  const hasWords = words.confidence >= LEAST_CONFIDENCE;
  if (!hasVoice && !hasWords) return null;
  const voiceWeight = hasVoice ? voice.confidence * options.voiceValenceShare : 0;
  const wordsWeight = hasWords ? words.confidence : 0;
  const valence =
    ((hasVoice ? voice.valence : 0) * voiceWeight + words.valence * wordsWeight) / (voiceWeight + wordsWeight);
  const arousal = hasVoice ? voice.arousal : USUAL_AROUSAL;
  const confidence = hasVoice ? voice.confidence : wordsWeight;
  const evidence = hasVoice && hasWords ? 'both' : hasVoice ? 'voice' : 'words';
  const smoothed = smooth(curve, valence, arousal, atMs, options.smoothingHalfLifeMs);
  const point: CurvePoint = { valence, arousal, ...smoothed, confidence, isHeld: false, evidence };
  return { point, atMs, freshMs: atMs, freshConfidence: confidence };
}

/** The last sample again, less sure. */
export function heldPoint(curve: Curve, atMs: number, options: CurveOptions): Curve {
  const { valence, arousal, evidence } = curve.point;
  const confidence = curve.freshConfidence * decay(atMs - curve.freshMs, options.holdHalfLifeMs);
  const smoothed = smooth(curve, valence, arousal, atMs, options.smoothingHalfLifeMs);
  return { ...curve, atMs, point: { valence, arousal, ...smoothed, confidence, isHeld: true, evidence } };
}

function smooth(curve: Curve | null, valence: number, arousal: number, atMs: number, halfLifeMs: number) {
  if (!curve) return { smoothedValence: valence, smoothedArousal: arousal };
  const kept = decay(atMs - curve.atMs, halfLifeMs);
  return {
    smoothedValence: valence + (curve.point.smoothedValence - valence) * kept,
    smoothedArousal: arousal + (curve.point.smoothedArousal - arousal) * kept,
  };
}
