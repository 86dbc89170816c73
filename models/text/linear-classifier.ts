// A linear classifier over hashed n-grams, behind the engine's port. In: a text. Out: the calibrated probability of each
// label. Synchronous, pure, some microseconds a text. Source: Joulin et al. 2017 (linear models on hashed n-grams are
// close to deep ones on short texts); calibration: Platt 1999, Guo et al. 2017.

import type { TextClassifier } from '../../engine/ports.ts';
import { textFeatures } from './text-features.ts';
import { textTokens } from './text-tokens.ts';
import type { TextWeights, WeightsHeader } from './weights-file.ts';

/** Longer texts are judged by their last part: what was said before it is talk of its own. */
const MAX_CHARS = 400;

const sigmoid = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

function softmax(logits: readonly number[]): number[] {
  const top = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - top));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** Uncalibrated log odds (holds: any) or logits (holds: one), by label. */
export function logitsOf({ header, values }: TextWeights, text: string, cues: readonly string[] = []): number[] {
  const { labels, scales, biases, features, isLengthScaled } = header;
  const buckets = textFeatures(textTokens(text.slice(-MAX_CHARS)), features, cues);
  const factor = isLengthScaled ? 1 / Math.sqrt(Math.max(1, buckets.length)) : 1;
  return labels.map((_, label) => {
    let sum = 0;
    for (const bucket of buckets) sum += values[bucket * labels.length + label] ?? 0;
    return sum * (scales[label] ?? 0) * factor + (biases[label] ?? 0);
  });
}

/** What the logits say as probabilities, calibrated where the header knows how. */
export function probabilitiesOf(
  { holds, calibration }: Pick<WeightsHeader, 'holds' | 'calibration'>,
  logits: readonly number[],
): number[] {
  const fitted = logits.map((logit, label) => {
    const by = calibration?.[label];
    return by ? by.slope * logit + by.offset : logit;
  });
  return holds === 'one' ? softmax(fitted) : fitted.map(sigmoid);
}

export function createTextClassifier(weights: TextWeights): TextClassifier {
  const { name, labels, calibration, thresholds } = weights.header;
  return {
    name,
    labels,
    isCalibrated: calibration !== null,
    thresholds: Object.fromEntries(labels.map((label, index) => [label, thresholds[index] ?? 0.5])),
    classify(text, _language, cues) {
      const probabilities = probabilitiesOf(weights.header, logitsOf(weights, text, cues));
      return Object.fromEntries(labels.map((label, index) => [label, probabilities[index] ?? 0]));
    },
  };
}
