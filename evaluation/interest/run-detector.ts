// The change detector over a joined call. In: bins, calibration. Out: what it told, and readings as they first reach each
// height, with whether a change in their direction had begun by then.

import { InterestOptions } from '../../pipelines/interest.ts';
import type { InterestCalibration } from '../../pipelines/interest-calibration.ts';
import { type Change, NO_CHANGE, type Reading, stepChange } from '../../pipelines/interest-change.ts';
import type { JoinedCall } from './join-calls.ts';

const { baselineBins, windowBins, allowance, leastProbability } = InterestOptions.parse({});
const DETECTOR = { baselineLooks: baselineBins / windowBins, allowance };

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
export function toldIn(call: JoinedCall, calibration: InterestCalibration, least = leastProbability): Told[] {
  const told: Told[] = [];
  let state = NO_CHANGE;
  call.looks.forEach((look, at) => {
    const step = stepChange(state, look, { ...DETECTOR, leastProbability: least }, calibration);
    state = step.state;
    if (step.change) told.push({ ...step.change, look: at });
  });
  return told;
}

export interface LabelledReading extends Reading {
  readonly isReal: boolean;
}

/** Between two heights at which a reading is taken. */
const HEIGHT_STEP = 0.5;

/** First passages: a detector looks all the time and speaks when a height is first reached, so that is what counts. */
export function firstPassages(call: JoinedCall, calibration: InterestCalibration): LabelledReading[] {
  const passed: LabelledReading[] = [];
  const highest = { down: 0, up: 0 };
  let state = NO_CHANGE;
  call.looks.forEach((look, at) => {
    // Nothing is told, so the reference goes on as if nothing had changed.
    const step = stepChange(state, look, { ...DETECTOR, leastProbability: 2 }, calibration);
    state = step.state;
    for (const reading of step.readings) {
      if (reading.height < highest[reading.direction] + HEIGHT_STEP) continue;
      highest[reading.direction] = reading.height;
      const isReal = truthOf(call, reading, at);
      if (isReal !== null) passed.push({ ...reading, isReal });
    }
  });
  return passed;
}
