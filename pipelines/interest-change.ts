// Change points of interest. In: looks of 90 s at one customer. Out: falls and rises with P(the change is real). Each look is
// compared with all since the last change, and each way of splitting them in two is weighed (interest-split.ts).
// P by logistic regression on joined calls (evaluation/interest); it says how sure a change of behaviour is.

import { type Bin, sumBins } from './interest-bins.ts';
import { INTEREST_CALIBRATION, type InterestCalibration } from './interest-calibration.ts';
import { difference } from './interest-evidence.ts';
import { splitEvidence } from './interest-split.ts';

export interface ChangeOptions {
  /** Looks that make the first reference. */
  readonly baselineLooks: number;
  readonly leastProbability: number;
}

export interface ChangeState {
  /** Since the last change; at most LOOKS_KEPT, the last ones. */
  readonly looks: readonly Bin[];
}

export const NO_CHANGE: ChangeState = { looks: [] };

/** An hour: what was before says little about now, and the work of a look stays bounded. */
const LOOKS_KEPT = 40;

/** What the looks say of a direction now. */
export interface Reading {
  readonly direction: 'down' | 'up';
  /** Natural logarithm of the Bayes factor of a change this way. */
  readonly evidence: number;
  /** Looks since the likeliest split: the estimated age of the change. */
  readonly looks: number;
  /** All looks that were compared. */
  readonly of: number;
}

export interface Change extends Reading {
  readonly probability: number;
}

export interface ChangeStep {
  readonly state: ChangeState;
  readonly readings: readonly Reading[];
  readonly change: Change | null;
}

export function stepChange(
  state: ChangeState,
  look: Bin,
  { baselineLooks, leastProbability }: ChangeOptions,
  calibration: InterestCalibration = INTEREST_CALIBRATION,
): ChangeStep {
  const looks = [...state.looks, look].slice(-LOOKS_KEPT);
  const readings = readingsOf(looks, baselineLooks, calibration);
  const change = surest(readings, leastProbability, calibration);
  // What came since the change is what later talk is compared with.
  return { state: { looks: change ? looks.slice(-change.looks) : looks }, readings, change };
}

function readingsOf(looks: readonly Bin[], baselineLooks: number, calibration: InterestCalibration): Reading[] {
  const splits = splitEvidence(differencesOf(looks, calibration), baselineLooks, calibration.look);
  if (!splits) return [];
  return (['down', 'up'] as const).map((direction) => {
    const { evidence, before } = splits[direction];
    return { direction, evidence, looks: looks.length - before, of: looks.length };
  });
}

/** One odd look must not decide: further from the middle one is not further. */
const MOST_FROM_MEDIAN = 2;

/** Each look against all of them, in deviations of ordinary talk. */
export function differencesOf(looks: readonly Bin[], calibration: InterestCalibration): number[] {
  const all = sumBins(looks);
  const differences = looks.map((look) => difference(look, all, calibration));
  const sorted = [...differences].sort((a, b) => a - b);
  const middle = ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
  return differences.map((each) => Math.max(middle - MOST_FROM_MEDIAN, Math.min(middle + MOST_FROM_MEDIAN, each)));
}

function surest(
  readings: readonly Reading[],
  leastProbability: number,
  calibration: InterestCalibration,
): Change | null {
  const sure = readings.map((reading) => ({ reading, odds: logOddsOf(reading, calibration) }));
  const [best] = sure.sort((a, b) => b.odds - a.odds);
  if (!best || best.odds < logOdds(leastProbability)) return null;
  return { ...best.reading, probability: toldProbability(best.odds, logOdds(leastProbability), calibration) };
}

export const logOdds = (probability: number): number => Math.log(probability / (1 - probability));

/** How sure the looks make it that a change of behaviour in this direction is real, as log odds. */
export function logOddsOf({ evidence, of }: Reading, { change }: InterestCalibration = INTEREST_CALIBRATION): number {
  return change.intercept + change.weights.evidence * evidence + change.weights.looks * Math.log(of);
}

/** A detector speaks as soon as it is sure enough, so how far it is beyond that says less than it seems. */
function toldProbability(odds: number, least: number, { told }: InterestCalibration): number {
  return 1 / (1 + Math.exp(-(told.intercept + told.least * least + told.beyond * (odds - least))));
}
