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

const NEWTON_STEPS = 50;

/** One label by itself. */
function fitPlatt(held: readonly HeldOut[], label: number): Calibration {
  const sumOf = (of: (each: HeldOut) => number) => held.reduce((sum, each) => sum + each.weight * of(each), 0);
  const positives = sumOf(({ targets }) => targets[label] ?? 0);
  const negatives = sumOf(() => 1) - positives;
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (negatives + 2);
  let slope = 1;
  let offset = 0;
  for (let step = 0; step < NEWTON_STEPS; step += 1) {
    let [gs, go, hss, hso, hoo] = [0, 0, 1e-9, 0, 1e-9];
    for (const { logits, targets, weight } of held) {
      const logit = logits[label] ?? 0;
      const found = 1 / (1 + Math.exp(-(slope * logit + offset)));
      const error = weight * (found - (targets[label] === 1 ? high : low));
      const curve = weight * found * (1 - found);
      gs += error * logit;
      go += error;
      hss += curve * logit * logit;
      hso += curve * logit;
      hoo += curve;
    }
    const determinant = hss * hoo - hso * hso;
    if (Math.abs(determinant) < 1e-12) break;
    slope -= (hoo * gs - hso * go) / determinant;
    offset -= (hss * go - hso * gs) / determinant;
  }
  // A label that held-out data does not bear out keeps its rate and loses its slope.
  if (!Number.isFinite(slope) || slope < 0)
    return { slope: 0, offset: Math.log(positives + 1) - Math.log(negatives + 1) };
  return { slope, offset };
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
