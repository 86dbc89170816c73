// Logits of speakers that a network was not trained on in, a slope and an offset for each output out, so that what it says
// comes true as often. Platt scaling (J. Platt 1999) by Newton's method; folded into the last layer's weights.

import type { EmotionNetwork } from './emotion-network.ts';

export interface Judgement {
  readonly logit: number;
  readonly label: 0 | 1;
  readonly weight: number;
}

/** calibrated logit = slope × logit + offset. */
export interface Calibration {
  readonly slope: number;
  readonly offset: number;
}

const ROUNDS = 30;

export function calibrate(judgements: readonly Judgement[]): Calibration {
  let slope = 1;
  let offset = 0;
  for (let round = 0; round < ROUNDS; round++) {
    // Gradient and curvature of the logistic loss; a little ridge keeps them invertible.
    let [g0, g1, h00, h01, h11] = [0, 0, 1e-6, 0, 1e-6];
    for (const { logit, label, weight } of judgements) {
      const probability = 1 / (1 + Math.exp(-slope * logit - offset));
      const error = weight * (probability - label);
      const curve = weight * probability * (1 - probability);
      g0 += error * logit;
      g1 += error;
      h00 += curve * logit * logit;
      h01 += curve * logit;
      h11 += curve;
    }
    const determinant = h00 * h11 - h01 * h01;
    slope -= (h11 * g0 - h01 * g1) / determinant;
    offset -= (h00 * g1 - h01 * g0) / determinant;
  }
  return { slope, offset };
}

/** `calibrations` has one for each output. */
export function calibrated(trained: EmotionNetwork, calibrations: readonly Calibration[]): EmotionNetwork {
  const { network } = trained;
  const of = (output: number): Calibration => calibrations[output] ?? { slope: 1, offset: 0 };
  const w2 = network.w2.map((weight, i) => weight * of(i % network.outputs).slope);
  const b2 = network.b2.map((bias, output) => bias * of(output).slope + of(output).offset);
  return { ...trained, network: { ...network, w2, b2 } };
}
