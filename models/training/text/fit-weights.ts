// Fits a linear classifier. In: lines as buckets, with their labels. Out: float weights and biases. Deterministic: the
// same lines and seed give the same numbers. Source: AdaGrad, Duchi et al. 2011, on logistic or softmax loss, weights
// averaged over the second half; L2 by feature as naive Bayes finds it telling (NBSVM, Wang & Manning 2012).

import type { TrainOptions } from './recipe.ts';
import { seededRandom, shuffledOrder } from './seeded-random.ts';

export interface Example {
  /** Each bucket once. */
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

/** How much more an example of a label counts: (other lines ÷ lines of the label) to the power of `balance`. */
function labelWeights(positives: readonly number[], total: number, balance: number): number[] {
  return positives.map((count) => Math.max(1, ((total - count + 1) / (count + 1)) ** balance));
}

/** A feature that tells nothing by itself is held back more, down to this square of its log ratio. */
const LEAST_SQUARED_RATIO = 0.05;

/** float32[buckets, labels]: the pull toward 0 each time that a feature is used. */
function pulls(examples: readonly Example[], { buckets, labels }: Shape, l2: number, totals: Totals): Float32Array {
  const uses = new Float32Array(buckets);
  const hits = new Float32Array(buckets * labels);
  for (const example of examples) {
    for (const bucket of example.buckets) {
      uses[bucket] = (uses[bucket] ?? 0) + example.weight;
      example.targets.forEach((target, label) => {
        const at = bucket * labels + label;
        hits[at] = (hits[at] ?? 0) + target * example.weight;
      });
    }
  }
  return hits.map((hit, at) => {
    const used = uses[Math.floor(at / labels)] ?? 0;
    if (used === 0) return 0;
    const positives = totals.positives[at % labels] ?? 0;
    const inPositives = (hit + 1) / (positives + 1);
    const inNegatives = (used - hit + 1) / (totals.all - positives + 1);
    return l2 / used / Math.max(LEAST_SQUARED_RATIO, Math.log(inPositives / inNegatives) ** 2);
  });
}

interface Totals {
  readonly positives: readonly number[];
  readonly all: number;
}

function totalsOf(examples: readonly Example[], labels: number): Totals {
  const sumOf = (of: (each: Example) => number) => examples.reduce((sum, each) => sum + each.weight * of(each), 0);
  return {
    positives: Array.from({ length: labels }, (_, label) => sumOf(({ targets }) => targets[label] ?? 0)),
    all: sumOf(() => 1),
  };
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
  const totals = totalsOf(examples, labels);
  const byLabel = labelWeights(totals.positives, totals.all, options.balance);
  const pull = pulls(examples, shape, options.l2, totals);
  const random = seededRandom(options.seed);
  const average = { weights: new Float64Array(weights.length), biases: new Float64Array(labels), count: 0 };
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
        biasSquares[label] = (biasSquares[label] ?? 0) + error * error;
        biases[label] = (biases[label] ?? 0) - (options.step * error) / Math.sqrt((biasSquares[label] ?? 0) + 1e-8);
        for (const bucket of buckets) {
          const at = bucket * labels + label;
          const weight = weights[at] ?? 0;
          const gradient = error * factor + example.weight * (pull[at] ?? 0) * weight;
          const square = (squares[at] ?? 0) + gradient * gradient;
          squares[at] = square;
          weights[at] = weight - (options.step * gradient) / Math.sqrt(square + 1e-8);
        }
      }
    }
    if (epoch < Math.floor(options.epochs / 2)) continue;
    average.count += 1;
    weights.forEach((weight, at) => {
      average.weights[at] = (average.weights[at] ?? 0) + weight;
    });
    biases.forEach((bias, label) => {
      average.biases[label] = (average.biases[label] ?? 0) + bias;
    });
  }
  return {
    weights: Float32Array.from(average.weights, (sum) => sum / average.count),
    biases: Float32Array.from(average.biases, (sum) => sum / average.count),
  };
}
