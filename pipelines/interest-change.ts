// Change points of interest. In: looks of 90 s at one customer. Out: falls and rises with P(the change is real).
// Self-starting two-sided CUSUM (Page 1954; Hawkins 1987): each look is compared with all since the last change.
// P by logistic regression on joined calls (evaluation/interest); it says how sure a change of behaviour is.

import { addBins, type Bin, EMPTY_BIN } from './interest-bins.ts';
import { INTEREST_CALIBRATION, type InterestCalibration } from './interest-calibration.ts';
import { difference } from './interest-evidence.ts';

export interface ChangeOptions {
  /** Looks that make the first reference. */
  readonly baselineLooks: number;
  readonly allowance: number;
  readonly leastProbability: number;
}

type Direction = 'down' | 'up';

/** Invariant: `before` and `after` are the sums of the looks before and since the CUSUM left 0. */
interface Cusum {
  readonly height: number;
  /** Looks since it left 0. */
  readonly looks: number;
  readonly before: Bin;
  readonly after: Bin;
}

export interface ChangeState {
  /** Looks since the last change, and their sum. */
  readonly looks: number;
  readonly reference: Bin;
  readonly down: Cusum | null;
  readonly up: Cusum | null;
}

export const NO_CHANGE: ChangeState = { looks: 0, reference: EMPTY_BIN, down: null, up: null };

/** What a direction's CUSUM says now. */
export interface Reading {
  readonly direction: Direction;
  readonly height: number;
  /** Looks since it left 0: the estimated age of the change. */
  readonly looks: number;
  /** All since then against all before, in deviations of ordinary talk, towards the direction. */
  readonly contrast: number;
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
  options: ChangeOptions,
  calibration: InterestCalibration = INTEREST_CALIBRATION,
): ChangeStep {
  const grown = { ...state, looks: state.looks + 1, reference: addBins(state.reference, look) };
  if (state.looks < options.baselineLooks) return { state: grown, readings: [], change: null };
  const score = difference(look, state.reference, calibration);
  const down = stepCusum(state.down, -score - options.allowance, state.reference, look);
  const up = stepCusum(state.up, score - options.allowance, state.reference, look);
  const readings = [...readingOf('down', down, calibration), ...readingOf('up', up, calibration)];
  const change = surest(readings, options.leastProbability, calibration);
  const turned = change?.direction === 'down' ? down : up;
  if (!change || !turned) return { state: { ...grown, down, up }, readings, change: null };
  // What came since the change is what later talk is compared with.
  return { state: { ...NO_CHANGE, looks: turned.looks, reference: turned.after }, readings, change };
}

function stepCusum(cusum: Cusum | null, towards: number, before: Bin, look: Bin): Cusum | null {
  const height = Math.max(0, (cusum?.height ?? 0) + towards);
  if (height === 0) return null;
  if (!cusum) return { height, looks: 1, before, after: look };
  return { height, looks: cusum.looks + 1, before: cusum.before, after: addBins(cusum.after, look) };
}

function readingOf(direction: Direction, cusum: Cusum | null, calibration: InterestCalibration): Reading[] {
  if (!cusum) return [];
  const { height, looks, before, after } = cusum;
  const contrast = difference(after, before, calibration) * (direction === 'down' ? -1 : 1);
  return [{ direction, height, looks, contrast }];
}

function surest(
  readings: readonly Reading[],
  leastProbability: number,
  calibration: InterestCalibration,
): Change | null {
  const changes = readings.map((reading) => ({ ...reading, probability: probabilityOf(reading, calibration) }));
  const [best] = changes.sort((a, b) => b.probability - a.probability);
  return best && best.probability >= leastProbability ? best : null;
}

/** P(a change of behaviour in this direction is real), as measured on joined calls. */
export function probabilityOf(
  { height, looks, contrast }: Reading,
  { change }: InterestCalibration = INTEREST_CALIBRATION,
): number {
  const { intercept, weights } = change;
  const rate = height / (looks + 1);
  const sum = intercept + weights.height * Math.sqrt(height) + weights.rate * rate + weights.contrast * contrast;
  return 1 / (1 + Math.exp(-sum));
}
