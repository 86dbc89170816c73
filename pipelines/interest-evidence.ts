// How a stretch of talk of one customer differs from another of the same customer. In: two sums of bins. Out: one figure
// in standard deviations of ordinary talk, negative where less interest shows. Each feature is weighed by how much there
// was of it (its standard error); rates are compared as square roots, whose variance does not depend on the rate
// (Bartlett 1936). Talk share, question rate, answer length and quickness, arousal, backchannels: docs/metrics.md.

import type { Bin } from './interest-bins.ts';
import { INTEREST_CALIBRATION, type InterestCalibration } from './interest-calibration.ts';

export const FEATURES = ['talkShare', 'questionRate', 'turnLength', 'quickness', 'arousal', 'backchannels'] as const;
export type InterestFeature = (typeof FEATURES)[number];
/** Null where one of the two stretches has nothing to compare. */
export type FeatureScores = Readonly<Record<InterestFeature, number | null>>;

/** Speech added to both sides, so that a stretch in which one side is silent has a share too, ms. */
const SHARE_PRIOR_MS = 5_000;
/** Standard deviations of single observations, as rough as they may be: spreads are measured on what comes out. */
const SHARE_SD_PER_MIN = 1;
const TURN_LOG_SD = 1.1;
const ANSWER_LOG_SD = 0.8;
const AROUSAL_SD = 0.35;

/** Differences in standard errors, before the spread of ordinary talk is taken into account. */
export function featureScores(now: Bin, before: Bin): FeatureScores {
  const minutes = (bin: Bin) => bin.lengthMs / 60_000;
  return {
    talkShare: standardised(logShare(now) - logShare(before), SHARE_SD_PER_MIN, minutes(now), minutes(before)),
    questionRate: rateScore(now.questions, minutes(now), before.questions, minutes(before)),
    turnLength: meanScore(now.turnLogs, now.turns, before.turnLogs, before.turns, TURN_LOG_SD),
    quickness: negative(meanScore(now.answerLogs, now.answers, before.answerLogs, before.answers, ANSWER_LOG_SD)),
    arousal: meanScore(now.arousalSum, now.arousals, before.arousalSum, before.arousals, AROUSAL_SD),
    backchannels: rateScore(now.backchannels, now.oursMs / 60_000, before.backchannels, before.oursMs / 60_000),
  };
}

const logShare = ({ theirsMs, oursMs }: Bin) => Math.log((theirsMs + SHARE_PRIOR_MS) / (oursMs + SHARE_PRIOR_MS));
const negative = (score: number | null) => (score === null ? null : -score);

function standardised(difference: number, sd: number, nowCount: number, beforeCount: number): number | null {
  if (nowCount <= 0 || beforeCount <= 0) return null;
  return difference / (sd * Math.sqrt(1 / nowCount + 1 / beforeCount));
}

function meanScore(nowSum: number, nowCount: number, beforeSum: number, beforeCount: number, sd: number) {
  return standardised(nowSum / nowCount - beforeSum / beforeCount, sd, nowCount, beforeCount);
}

/** √ of a Poisson rate has variance 1 ÷ 4T. Rates that were nothing on both sides say nothing. */
function rateScore(now: number, nowMin: number, before: number, beforeMin: number): number | null {
  if (nowMin <= 0 || beforeMin <= 0 || now + before === 0) return null;
  const root = (count: number, min: number) => Math.sqrt((count + 0.375) / min);
  return standardised(root(now, nowMin) - root(before, beforeMin), 0.5, nowMin, beforeMin);
}

/** All features together, in standard deviations of ordinary talk; 0 where nothing can be compared. */
export function difference(
  now: Bin,
  before: Bin,
  { spread, shared }: InterestCalibration = INTEREST_CALIBRATION,
): number {
  const scores = featureScores(now, before);
  let [sum, count] = [0, 0];
  for (const feature of FEATURES) {
    const score = scores[feature];
    if (score === null) continue;
    // One odd stretch must not decide alone: beyond three deviations more is not more.
    sum += Math.max(-3, Math.min(3, score / spread[feature]));
    count += 1;
  }
  // Variance of a sum of `count` unit variables with a mean correlation of `shared`.
  return count === 0 ? 0 : sum / Math.sqrt(count + count * (count - 1) * shared);
}
