// Clips of many speakers in, how far arousal can be believed in a voice unlike all that was learnt from out, without a second corpus:
// a speaker who was not heard, an emotion that was not taught, and noise and another level that began after the baseline.

import { type Calibration, temper } from './calibration.ts';
import { type HeardClip, trainEmotionNetwork } from './emotion-network.ts';
import {
  arousalJudgements,
  type JudgedClip,
  judgeAgainst,
  judgeOf,
  leavingOutSpeakers,
  usualsOf,
} from './held-out-speakers.ts';
import { seededRandom } from './seeded-random.ts';

/** One of high and one of low arousal are left out together. */
const UNTAUGHT = [
  ['anger', 'boredom'],
  ['fear', 'sadness'],
  ['happiness', 'neutral'],
] as const;
/** Copies that a baseline is taken from, and what the line has become since (voice-copies.ts). */
const DEGRADED = [
  ['wide', 'noisy'],
  ['line', 'noisy-line'],
] as const;

/** Judged as in held-out-speakers.ts, before calibration; each emotion by a network that was not taught it. */
export async function judgeShifted(
  clips: readonly HeardClip[],
  seed: number,
  onSpeaker?: (done: number, of: number) => void,
): Promise<readonly JudgedClip[]> {
  return leavingOutSpeakers(clips, onSpeaker, async (own, others) => {
    const judgements: JudgedClip[] = [];
    for (const emotions of UNTAUGHT) {
      const judge = judgeOf(trainEmotionNetwork(others, seed, emotions));
      const random = seededRandom(seed);
      for (const [before, after] of DEGRADED) {
        const usuals = usualsOf(
          own.filter(({ copy }) => copy === before),
          random,
        );
        const judged = own.filter(({ copy, emotion }) => copy === after && emotions.some((each) => each === emotion));
        judgements.push(...(await judgeAgainst(judge, usuals, judged)));
      }
    }
    return judgements;
  });
}

/** What calibrated logits of arousal are to be multiplied by, so that the confidence owns up to the shift. */
export function shiftFactorOf(shifted: readonly JudgedClip[], { slope, offset }: Calibration): number {
  return temper(
    arousalJudgements(shifted).map((judgement) => ({ ...judgement, logit: slope * judgement.logit + offset })),
  );
}
