// Clips of many speakers in, what a network that never heard a speaker judges of that speaker's clips out.
// Each voice is judged at the beginning of a call (against 5 s of neutral speech), against 20 s of its own speech whatever it was, and against 20 s of neutral speech.

import { LEAST_MOMENTS } from '../../../engine/audio/affect-baseline.ts';
import type { Moment } from '../../emotion-network-run.ts';
import { type Calibration, calibrate, type Judgement } from './calibration.ts';
import { logitsOf } from './dense-network.ts';
import { arousalOf, negativityOf } from './emotion-classes.ts';
import {
  baselineOf,
  type EmotionNetwork,
  type HeardClip,
  networkInput,
  trainEmotionNetwork,
} from './emotion-network.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

export type BaselineKind = 'short' | 'own' | 'neutral';

export interface JudgedClip {
  readonly speaker: string;
  readonly emotion: string;
  readonly copy: string;
  readonly baseline: BaselineKind;
  /** Logits of high arousal and of negative valence, of each hop; calibrated ones have a third (calibration.ts). */
  readonly hops: readonly Float64Array[];
}

const COPIES_JUDGED = ['wide', 'line'];

/** Logits of each moment, as in `JudgedClip`. */
export type Judge = (moments: readonly Moment[]) => Promise<readonly Float64Array[]>;

export async function judgeHeldOut(
  clips: readonly HeardClip[],
  seed: number,
  onSpeaker?: (done: number, of: number) => void,
): Promise<readonly JudgedClip[]> {
  return leavingOutSpeakers(clips, onSpeaker, (own, others) =>
    judgeSpeakers(
      judgeOf(trainEmotionNetwork(others, seed)),
      own.filter(({ copy }) => COPIES_JUDGED.includes(copy)),
      seed,
    ),
  );
}

/** What `judge` makes of each speaker's own clips, who is to know only those of the others. */
export async function leavingOutSpeakers(
  clips: readonly HeardClip[],
  onSpeaker: ((done: number, of: number) => void) | undefined,
  judge: (own: readonly HeardClip[], others: readonly HeardClip[]) => Promise<readonly JudgedClip[]>,
): Promise<readonly JudgedClip[]> {
  const speakers = [...new Set(clips.map(({ speaker }) => speaker))];
  const judgements: JudgedClip[] = [];
  for (const [index, speaker] of speakers.entries()) {
    const own = clips.filter((clip) => clip.speaker === speaker);
    const others = clips.filter((clip) => clip.speaker !== speaker);
    judgements.push(...(await judge(own, others)));
    onSpeaker?.(index + 1, speakers.length);
  }
  return judgements;
}

/** Clips of each speaker and copy, in every kind of baseline that their clips allow. */
export async function judgeSpeakers(
  judge: Judge,
  clips: readonly HeardClip[],
  seed: number,
): Promise<readonly JudgedClip[]> {
  const random = seededRandom(seed);
  const voices = [...new Set(clips.map(({ speaker, copy }) => `${speaker} ${copy}`))];
  const judgements: JudgedClip[] = [];
  for (const voice of voices) {
    const own = clips.filter(({ speaker, copy }) => `${speaker} ${copy}` === voice);
    judgements.push(...(await judgeAgainst(judge, usualsOf(own, random), own)));
  }
  return judgements;
}

export const judgeOf =
  ({ network, deviation }: EmotionNetwork): Judge =>
  async (moments) =>
    moments.map(({ features, usual }) => logitsOf(network, networkInput(deviation, features, usual)));

type Usuals = readonly (readonly [BaselineKind, Float32Array])[];

/** Every kind of baseline that clips of one voice allow. */
export function usualsOf(own: readonly HeardClip[], random: SeededRandom): Usuals {
  const neutral = own.filter(({ emotion }) => emotion === 'neutral' || emotion === 'calm');
  const ofAll = ['own', baselineOf(own, random)] as const;
  if (neutral.length === 0) return [ofAll];
  return [ofAll, ['neutral', baselineOf(neutral, random)], ['short', baselineOf(neutral, random, LEAST_MOMENTS)]];
}

/** Each clip against each baseline. */
export async function judgeAgainst(judge: Judge, usuals: Usuals, clips: readonly HeardClip[]): Promise<JudgedClip[]> {
  const judgements: JudgedClip[] = [];
  for (const [baseline, usual] of usuals) {
    for (const { speaker, emotion, copy, hops } of clips) {
      const logits = await judge(hops.map((features) => ({ features, usual })));
      judgements.push({ speaker, emotion, copy, baseline, hops: logits });
    }
  }
  return judgements;
}

/** One for arousal, one for negativity. */
export function calibrationsOf(judged: readonly JudgedClip[]): readonly [Calibration, Calibration] {
  return [calibrate(arousalJudgements(judged)), calibrate(judgementsOf(judged, 1, negativityOf))];
}

export const arousalJudgements = (judged: readonly JudgedClip[]): Judgement[] => judgementsOf(judged, 0, arousalOf);

/** A clip counts alike however long it is, classes as frequent as they are. */
function judgementsOf(
  judged: readonly JudgedClip[],
  output: 0 | 1,
  labelOf: (emotion: string) => 0 | 1 | null,
): Judgement[] {
  return judged.flatMap(({ emotion, hops }) => {
    const label = labelOf(emotion);
    if (label === null) return [];
    return hops.map((logits) => ({ logit: logits[output] ?? 0, label, weight: 1 / hops.length }));
  });
}
