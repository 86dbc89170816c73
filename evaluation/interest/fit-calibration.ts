// The calibration of interest from speakers of real conversations. In: their bins. Out: spreads, what a look is worth, and
// P(change is real). The same speakers give the same. Half of the joined calls have a change; P(real) holds for that mixture.

import { sumBins } from '../../pipelines/interest-bins.ts';
import { INTEREST_CALIBRATION, type InterestCalibration } from '../../pipelines/interest-calibration.ts';
import { differencesOf, logOdds, logOddsOf, type Reading } from '../../pipelines/interest-change.ts';
import { FEATURES, featureScores } from '../../pipelines/interest-evidence.ts';
import { seededRandom } from '../statistics.ts';
import { fitLogistic } from './fit-logistic.ts';
import { type JoinedCall, joinCalls, type TalkSource, withEffect } from './join-calls.ts';
import { firstPassages, readingsIn, truthOf } from './run-detector.ts';

const CALLS = 4_000;
/** Six minutes. */
const REFERENCE_LOOKS = 4;

export function fitCalibration(sources: readonly TalkSource[]): InterestCalibration {
  const joined = joinCalls(sources, seededRandom(20_261), CALLS);
  const spread = { ...INTEREST_CALIBRATION, ...spreadsOf(joined) };
  const calls = joined.map((call) => withEffect(call, spread));
  const withLook = { ...spread, look: lookOf(calls, spread) };
  const read = calls.map((call) => ({ call, readings: readingsIn(call, withLook) }));
  const rows = read.flatMap(({ call, readings }) =>
    firstPassages(call, readings).map(({ evidence, of, isReal }) => {
      return { x: [1, evidence, Math.log(of)], y: isReal ? 1 : 0 };
    }),
  );
  const [intercept = 0, evidence = 0, looks = 0] = fitLogistic(rows).map(rounded);
  const change = { intercept, weights: { evidence, looks } };
  return { ...withLook, change, told: toldOf(read, { ...withLook, change }) };
}

const rounded = (value: number) => Math.round(value * 10_000) / 10_000;
const meanOf = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;

/** Of looks in calls without a change, against their own first six minutes. */
function spreadsOf(calls: readonly JoinedCall[]): Pick<InterestCalibration, 'spread' | 'shared'> {
  const scores = calls
    .filter(({ changeLook }) => changeLook === null)
    .flatMap(({ looks }) => {
      const before = sumBins(looks.slice(0, REFERENCE_LOOKS));
      return looks.slice(REFERENCE_LOOKS).map((look) => featureScores(look, before));
    });
  const spread = Object.fromEntries(
    FEATURES.map((feature) => {
      const values = scores.flatMap((each) => each[feature] ?? []);
      return [feature, rounded(Math.sqrt(meanOf(values.map((value) => value * value))))];
    }),
  ) as InterestCalibration['spread'];
  const products: number[] = [];
  for (const each of scores) {
    for (const [at, a] of FEATURES.entries()) {
      for (const b of FEATURES.slice(at + 1)) {
        const [left, right] = [each[a], each[b]];
        if (left !== null && right !== null) products.push((left / spread[a]) * (right / spread[b]));
      }
    }
  }
  return { spread, shared: rounded(meanOf(products)) };
}

/**
 * By moments. Variances of calls spread as 2 ÷ (looks − 1) by chance; what they spread more is what customers differ, and of
 * an inverse gamma distribution that is worth 4 + 2 ÷ (their relative variance) looks.
 */
function lookOf(calls: readonly JoinedCall[], calibration: InterestCalibration): InterestCalibration['look'] {
  const unchanged = calls.filter(({ changeLook }) => changeLook === null);
  const variances = unchanged.map(({ looks }) => {
    const differences = differencesOf(looks, calibration);
    const mean = meanOf(differences);
    return differences.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (looks.length - 1);
  });
  const variance = meanOf(variances);
  const byChance = 2 / ((unchanged[0]?.looks.length ?? 2) - 1);
  const relative = meanOf(variances.map((each) => (each / variance - 1) ** 2)) - byChance;
  const effects = calls.flatMap(({ changeLook, effect }) => (changeLook === null ? [] : [effect * effect]));
  const worth = 4 + 2 / Math.max(0.05, relative);
  return {
    // The scale of the distribution whose mean is `variance`.
    variance: rounded((variance * (worth - 2)) / worth),
    worth: rounded(worth),
    change: rounded(meanOf(effects) / variance),
  };
}

interface Read {
  readonly call: JoinedCall;
  readonly readings: readonly (readonly Reading[])[];
}

/** From these probabilities on, so that what is fitted holds wherever a company sets its own. */
const LEASTS = [0.5, 0.6, 0.7, 0.8] as const;

/** Of what is told first in each call. First passages of all strengths count a call many times; people are told once. */
function toldOf(read: readonly Read[], calibration: InterestCalibration): InterestCalibration['told'] {
  const rows = LEASTS.flatMap((least) =>
    read.flatMap(({ call, readings }) => {
      const told = firstTold(readings, least, calibration);
      const isReal = told ? truthOf(call, told.reading, told.look) : null;
      if (!told || isReal === null) return [];
      return [{ x: [1, logOdds(least), told.logOdds - logOdds(least)], y: isReal ? 1 : 0 }];
    }),
  );
  const [intercept = 0, least = 1, beyond = 1] = fitLogistic(rows).map(rounded);
  return { intercept, least, beyond };
}

function firstTold(readings: Read['readings'], least: number, calibration: InterestCalibration) {
  for (const [look, ofLook] of readings.entries()) {
    const [surest] = ofLook
      .map((reading) => ({ reading, look, logOdds: logOddsOf(reading, calibration) }))
      .sort((a, b) => b.logOdds - a.logOdds);
    if (surest && surest.logOdds >= logOdds(least)) return surest;
  }
  return null;
}
