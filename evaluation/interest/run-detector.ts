// The change detector over a joined call. In: bins, calibration. Out: what it told, and readings as they first reach each
// strength of evidence, with whether a change in their direction had begun by then.

import { InterestOptions } from '../../pipelines/interest.ts';
import type { InterestCalibration } from '../../pipelines/interest-calibration.ts';
import { type Change, NO_CHANGE, type Reading, stepChange } from '../../pipelines/interest-change.ts';
import type { JoinedCall } from './join-calls.ts';

const { baselineBins, windowBins, leastProbability } = InterestOptions.parse({});
const BASELINE_LOOKS = baselineBins / windowBins;

/** Mean difference of looks, in deviations, from which a joined change counts as one. */
export const LEAST_EFFECT = 0.8;
/** Between nothing and that a change is neither real nor false. */
const LEAST_DOUBTFUL = 0.35;

/** Null where the change is too small to say. */
export function truthOf({ changeLook, effect }: JoinedCall, { direction }: Pick<Reading, 'direction'>, look: number) {
  if (changeLook === null || look < changeLook) return false;
  if (Math.abs(effect) < LEAST_DOUBTFUL) return null;
  return direction === 'down' ? effect < 0 : effect > 0;
}

export interface Told extends Change {
  readonly look: number;
}

/** Changes that were told, in order. */
export function toldIn(call: JoinedCall, calibration: InterestCalibration): Told[] {
  const told: Told[] = [];
  let state = NO_CHANGE;
  call.looks.forEach((look, at) => {
    const step = stepChange(state, look, { baselineLooks: BASELINE_LOOKS, leastProbability }, calibration);
    state = step.state;
    if (step.change) told.push({ ...step.change, look: at });
  });
  return told;
}

/** The readings of every look of a call of which nothing is told, so that all since its beginning is compared. */
export function readingsIn(call: JoinedCall, calibration: InterestCalibration): Reading[][] {
  let state = NO_CHANGE;
  return call.looks.map((look) => {
    const step = stepChange(state, look, { baselineLooks: BASELINE_LOOKS, leastProbability: 1 }, calibration);
    state = step.state;
    return [...step.readings];
  });
}

export interface LabelledReading extends Reading {
  readonly isReal: boolean;
}

/** From how much evidence on a reading is taken, and how much more makes another. */
const LEAST_EVIDENCE = -1.25;
const EVIDENCE_STEP = 0.25;

/** First passages: a detector looks all the time and speaks when it is first sure enough, so that is what counts. */
export function firstPassages(call: JoinedCall, readings: readonly (readonly Reading[])[]): LabelledReading[] {
  const passed: LabelledReading[] = [];
  const next = { down: LEAST_EVIDENCE, up: LEAST_EVIDENCE };
  readings.forEach((ofLook, at) => {
    for (const reading of ofLook) {
      if (reading.evidence < next[reading.direction]) continue;
      next[reading.direction] = reading.evidence + EVIDENCE_STEP;
      const isReal = truthOf(call, reading, at);
      if (isReal !== null) passed.push({ ...reading, isReal });
    }
  });
  return passed;
}
