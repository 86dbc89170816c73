// Fits what turns logits into probabilities that mean what they say. In: held-out logits and what was true.
// Out: a slope and an offset by label. Source: Platt 1999 with his smoothed targets; for exactly-one labels, temperature
// scaling with offsets (Guo et al. 2017). Newton and gradient descent from fixed starts: deterministic.

import { probabilitiesOf } from '../../text/linear-classifier.ts';
import type { Calibration } from '../../text/weights-file.ts';

export interface HeldOut {
  readonly logits: readonly number[];
  readonly targets: readonly number[];
  readonly weight: number;
}

const NEWTON_STEPS = 100;
/** A full Newton step may overshoot where lines are few and well told apart: it is halved until it helps, so often. */
const HALVINGS = 30;

interface Sums {
  readonly loss: number;
  readonly bySlope: number;
  readonly byOffset: number;
  readonly curves: { readonly slope: number; readonly cross: number; readonly offset: number };
}

/** Log loss of one label with its derivatives; a slope far from 1 costs as one line would. */
function lossOf(
  held: readonly HeldOut[],
  label: number,
  aims: readonly [low: number, high: number],
  at: Calibration,
): Sums {
  let [loss, bySlope, byOffset] = [(at.slope - 1) ** 2 / 2, at.slope - 1, 0];
  let [slope, cross, offset] = [1, 0, 1e-9];
  for (const { logits, targets, weight } of held) {
    const logit = logits[label] ?? 0;
    const logOdds = at.slope * logit + at.offset;
    const found = 1 / (1 + Math.exp(-logOdds));
    const aim = targets[label] === 1 ? aims[1] : aims[0];
    loss += weight * (Math.max(logOdds, 0) - aim * logOdds + Math.log1p(Math.exp(-Math.abs(logOdds))));
    const error = weight * (found - aim);
    const curve = weight * found * (1 - found);
    bySlope += error * logit;
    byOffset += error;
    slope += curve * logit * logit;
    cross += curve * logit;
    offset += curve;
  }
  return { loss, bySlope, byOffset, curves: { slope, cross, offset } };
}

/** One label by itself. */
function fitPlatt(held: readonly HeldOut[], label: number): Calibration {
  const positives = held.reduce((sum, { targets, weight }) => sum + weight * (targets[label] ?? 0), 0);
  const negatives = held.reduce((sum, { weight }) => sum + weight, 0) - positives;
  const aims = [1 / (negatives + 2), (positives + 1) / (positives + 2)] as const;
  let at: Calibration = { slope: 1, offset: 0 };
  let now = lossOf(held, label, aims, at);
  for (let step = 0; step < NEWTON_STEPS; step += 1) {
    const { slope, cross, offset } = now.curves;
    const determinant = slope * offset - cross * cross;
    const move = {
      slope: (offset * now.bySlope - cross * now.byOffset) / determinant,
      offset: (slope * now.byOffset - cross * now.bySlope) / determinant,
    };
    let share = 1;
    for (let halving = 0; halving < HALVINGS; halving += 1, share /= 2) {
      const next = { slope: at.slope - share * move.slope, offset: at.offset - share * move.offset };
      const then = lossOf(held, label, aims, next);
      if (then.loss >= now.loss) continue;
      [at, now] = [next, then];
      break;
    }
    if (share < 2 ** -(HALVINGS - 1)) break;
  }
  // A label that held-out data does not bear out keeps its rate and loses its slope.
  return at.slope > 0 ? at : { slope: 0, offset: Math.log(positives + 1) - Math.log(negatives + 1) };
}

/** All labels together: one slope (inverse temperature), an offset each. */
function fitSoftmax(held: readonly HeldOut[], labels: number): Calibration[] {
  let slope = 1;
  const offsets = new Array<number>(labels).fill(0);
  const total = held.reduce((sum, { weight }) => sum + weight, 0);
  for (let step = 0; step < 2_000; step += 1) {
    let slopeGradient = 0;
    const gradients = new Array<number>(labels).fill(0);
    const calibration = offsets.map((offset) => ({ slope, offset }));
    for (const { logits, targets, weight } of held) {
      const found = probabilitiesOf({ holds: 'one', calibration }, logits);
      found.forEach((probability, label) => {
        const error = (weight * (probability - (targets[label] ?? 0))) / total;
        slopeGradient += error * (logits[label] ?? 0);
        gradients[label] = (gradients[label] ?? 0) + error;
      });
    }
    slope = Math.max(0.01, slope - 0.1 * slopeGradient);
    gradients.forEach((gradient, label) => {
      offsets[label] = (offsets[label] ?? 0) - 0.5 * gradient;
    });
  }
  return offsets.map((offset) => ({ slope, offset }));
}

export function fitCalibration(held: readonly HeldOut[], holds: 'any' | 'one', labels: number): Calibration[] {
  if (holds === 'one') return fitSoftmax(held, labels);
  return Array.from({ length: labels }, (_, label) => fitPlatt(held, label));
}
