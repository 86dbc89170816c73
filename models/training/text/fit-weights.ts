// Fits a linear classifier. In: lines as buckets, with their labels. Out: float weights and biases. Deterministic: the
// same lines and seed give the same numbers. Source: AdaGrad, Duchi et al. 2011, on logistic or softmax loss with L2.

import type { TrainOptions } from './recipe.ts';
import { seededRandom, shuffledOrder } from './seeded-random.ts';

export interface Example {
  readonly buckets: Uint32Array;
  /** 1 ÷ √(number of buckets) where texts are scaled by length, else 1. */
  readonly factor: number;
  /** By label: 1 where it holds, 0 where not. */
  readonly targets: readonly number[];
  readonly weight: number;
}

export interface Fitted {
  /** float32[buckets, labels]. */
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

interface Shape {
  readonly buckets: number;
  readonly labels: number;
  readonly holds: 'any' | 'one';
}

/** How much more an example of a label counts: (share of the commonest ÷ share of this) to the power of `balance`. */
function labelWeights(examples: readonly Example[], labels: number, balance: number): number[] {
  const counts = Array.from({ length: labels }, (_, label) =>
    examples.reduce((sum, { targets, weight }) => sum + (targets[label] ?? 0) * weight, 1),
  );
  const total = examples.reduce((sum, { weight }) => sum + weight, 1);
  return counts.map((count) => Math.max(1, ((total - count) / count) ** balance));
}

export function logitsOfExample({ weights, biases }: Fitted, { buckets, factor }: Example, labels: number): number[] {
  return Array.from({ length: labels }, (_, label) => {
    let sum = 0;
    for (const bucket of buckets) sum += weights[bucket * labels + label] ?? 0;
    return sum * factor + (biases[label] ?? 0);
  });
}

function probabilities(logits: readonly number[], holds: Shape['holds']): number[] {
  if (holds === 'any') return logits.map((logit) => 1 / (1 + Math.exp(-logit)));
  const top = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - top));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

export function fitWeights(examples: readonly Example[], shape: Shape, options: TrainOptions): Fitted {
  const { labels } = shape;
  const weights = new Float32Array(shape.buckets * labels);
  const squares = new Float32Array(shape.buckets * labels);
  const biases = new Float32Array(labels);
  const biasSquares = new Float32Array(labels);
  const byLabel = labelWeights(examples, labels, options.balance);
  const random = seededRandom(options.seed);
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    for (const index of shuffledOrder(examples.length, random)) {
      const example = examples[index];
      if (!example) continue;
      const { buckets, factor, targets } = example;
      const found = probabilities(logitsOfExample({ weights, biases }, example, labels), shape.holds);
      for (let label = 0; label < labels; label += 1) {
        const target = targets[label] ?? 0;
        const importance = example.weight * (target === 1 ? (byLabel[label] ?? 1) : 1);
        const error = ((found[label] ?? 0) - target) * importance;
        if (Math.abs(error) < 1e-6) continue;
        biasSquares[label] = (biasSquares[label] ?? 0) + error * error;
        biases[label] = (biases[label] ?? 0) - (options.step * error) / Math.sqrt((biasSquares[label] ?? 0) + 1e-8);
        for (const bucket of buckets) {
          const at = bucket * labels + label;
          const weight = weights[at] ?? 0;
          const gradient = error * factor + options.l2 * weight;
          const square = (squares[at] ?? 0) + gradient * gradient;
          squares[at] = square;
          weights[at] = weight - (options.step * gradient) / Math.sqrt(square + 1e-8);
        }
      }
    }
  }
  return { weights, biases };
}
