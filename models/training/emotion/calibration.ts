// Logits of speakers that a network was not trained on in, a slope and an offset for each output out, so that what it says
// comes true as often. Platt scaling (J. Platt 1999) and temperature scaling (C. Guo et al. 2017) by Newton's method; folded
// into the last layer's weights.

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

/** Begins at nought, where the loss is most curved: from a slope that is far too steep Newton's steps lead ever further away. */
export function calibrate(judgements: readonly Judgement[]): Calibration {
  let slope = 0;
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

/** The factor by which logits come true as often as they say, without an offset: which way they lean stays as it is. */
export function temper(judgements: readonly Judgement[]): number {
  let factor = 0;
  for (let round = 0; round < ROUNDS; round++) {
    let [gradient, curvature] = [0, 1e-6];
    for (const { logit, label, weight } of judgements) {
      const probability = 1 / (1 + Math.exp(-factor * logit));
      gradient += weight * (probability - label) * logit;
      curvature += weight * probability * (1 - probability) * logit * logit;
    }
    factor -= gradient / curvature;
  }
  return factor;
}

/** Logits of a voice: calibrated arousal and negativity, and arousal again, times `factor`, for the confidence. */
export function calibratedLogits(
  logits: Float64Array,
  [arousal, negativity]: readonly [Calibration, Calibration],
  factor: number,
): Float64Array {
  const high = arousal.slope * (logits[0] as number) + arousal.offset;
  return Float64Array.of(high, negativity.slope * (logits[1] as number) + negativity.offset, factor * high);
}

/** The network of two outputs with the three of `calibratedLogits`. */
export function calibrated(
  trained: EmotionNetwork,
  [arousal, negativity]: readonly [Calibration, Calibration],
  factor: number,
): EmotionNetwork {
  const { network } = trained;
  const { hidden, outputs, w2, b2 } = network;
  const columns = [
    { from: 0, ...arousal },
    { from: 1, ...negativity },
    { from: 0, slope: factor * arousal.slope, offset: factor * arousal.offset },
  ];
  const rows = Array.from({ length: hidden }, (_, h) =>
    columns.map(({ from, slope }) => slope * (w2[h * outputs + from] as number)),
  );
  return {
    ...trained,
    network: {
      ...network,
      outputs: columns.length,
      w2: Float32Array.from(rows.flat()),
      b2: Float32Array.from(columns, ({ from, slope, offset }) => slope * (b2[from] as number) + offset),
    },
  };
}
