// A linear reading, trained from rows of numbers with labels 0, 1 or none for each of its outputs: logits = x · W + b.
// Adam (D. Kingma, J. Ba 2015) on the logistic loss with weight decay; weights of a given sign are kept at it by projection.
// Deterministic. Few weights of known signs carry over to other languages and lines better than many free ones.

import type { SeededRandom } from './seeded-random.ts';

export interface LinearReading {
  readonly inputs: number;
  readonly outputs: number;
  /** float32[inputs, outputs]. */
  readonly weights: Float32Array;
  /** float32[outputs]. */
  readonly bias: Float32Array;
}

export interface TrainingRow {
  /** float32[inputs]; a draw for this epoch, so that a row may look different each time. */
  readonly draw: () => Float32Array;
  /** 0, 1, or null where the row has no label, for each output. */
  readonly labels: readonly (number | null)[];
  /** What the row counts in the loss of each output. */
  readonly weights: readonly number[];
}

/** What a weight may be: anything, 0 or more, or 0. */
export type WeightSign = 'free' | 'rising' | 'none';

export interface Shape {
  readonly signs: readonly WeightSign[];
  readonly biases: readonly WeightSign[];
}

export interface TrainingOptions {
  readonly epochs: number;
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly rowsPerStep: number;
}

/** `signs`: of each input, then each output: [inputs × outputs]; `biases`: of each output, free or none. */
export function trainLinear(
  rows: readonly TrainingRow[],
  { signs, biases }: Shape,
  options: TrainingOptions,
  random: SeededRandom,
): LinearReading {
  const inputs = rows[0]?.draw().length ?? 0;
  const outputs = rows[0]?.labels.length ?? 0;
  const reading = {
    inputs,
    outputs,
    weights: new Float32Array(inputs * outputs),
    bias: new Float32Array(outputs),
  };
  const pass = new TrainingPass(reading, { signs, biases }, options);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    // Cosine to a tenth of the rate: the end is quiet.
    const share = 0.55 + 0.45 * Math.cos((Math.PI * epoch) / options.epochs);
    const order = random.order(rows.length);
    for (let at = 0; at < order.length; at += options.rowsPerStep) {
      for (const index of order.subarray(at, at + options.rowsPerStep)) pass.learn(rows[index] as TrainingRow);
      pass.step(options.learningRate * share);
    }
  }
  return reading;
}

/** float64[outputs]: the logits of one row. */
export function logitsOf({ inputs, outputs, weights, bias }: LinearReading, row: Float32Array): Float64Array {
  const logits = Float64Array.from(bias);
  for (let i = 0; i < inputs; i++) {
    const value = row[i] as number;
    if (value === 0) continue;
    for (let o = 0; o < outputs; o++) {
      logits[o] = (logits[o] as number) + value * (weights[i * outputs + o] as number);
    }
  }
  return logits;
}

/** Gradients of the rows since the last step. */
class TrainingPass {
  readonly #reading: LinearReading;
  readonly #shape: Shape;
  readonly #options: TrainingOptions;
  readonly #weights: AdamTensor;
  readonly #bias: AdamTensor;
  #rows = 0;
  #steps = 0;

  constructor(reading: LinearReading, shape: Shape, options: TrainingOptions) {
    this.#reading = reading;
    this.#shape = shape;
    this.#options = options;
    this.#weights = adamTensor(reading.weights);
    this.#bias = adamTensor(reading.bias);
  }

  learn({ draw, labels, weights }: TrainingRow): void {
    const row = draw();
    const { inputs, outputs } = this.#reading;
    const logits = logitsOf(this.#reading, row);
    for (let o = 0; o < outputs; o++) {
      const label = labels[o];
      if (label === null || label === undefined) continue;
      const error = (1 / (1 + Math.exp(-(logits[o] as number))) - label) * (weights[o] ?? 1);
      this.#bias.gradient[o] = (this.#bias.gradient[o] as number) + error;
      for (let i = 0; i < inputs; i++) {
        const at = i * outputs + o;
        this.#weights.gradient[at] = (this.#weights.gradient[at] as number) + error * (row[i] as number);
      }
    }
    this.#rows += 1;
  }

  step(learningRate: number): void {
    this.#steps += 1;
    adamStep(this.#weights, this.#rows, this.#steps, learningRate, this.#options.weightDecay);
    adamStep(this.#bias, this.#rows, this.#steps, learningRate, 0);
    this.#rows = 0;
    project(this.#reading.weights, this.#shape.signs);
    project(this.#reading.bias, this.#shape.biases);
  }
}

function project(values: Float32Array, signs: readonly WeightSign[]): void {
  signs.forEach((sign, at) => {
    if (sign === 'none') values[at] = 0;
    if (sign === 'rising') values[at] = Math.max(0, values[at] as number);
  });
}

interface AdamTensor {
  readonly values: Float32Array;
  readonly gradient: Float64Array;
  readonly mean: Float64Array;
  readonly square: Float64Array;
}

const adamTensor = (values: Float32Array): AdamTensor => ({
  values,
  gradient: new Float64Array(values.length),
  mean: new Float64Array(values.length),
  square: new Float64Array(values.length),
});

function adamStep(tensor: AdamTensor, rows: number, step: number, learningRate: number, decay: number): void {
  const { values, gradient, mean, square } = tensor;
  const [ofMean, ofSquare] = [1 - 0.9 ** step, 1 - 0.999 ** step];
  for (let i = 0; i < values.length; i++) {
    const slope = (gradient[i] as number) / rows;
    mean[i] = 0.9 * (mean[i] as number) + 0.1 * slope;
    square[i] = 0.999 * (square[i] as number) + 0.001 * slope * slope;
    const change = (mean[i] as number) / ofMean / (Math.sqrt((square[i] as number) / ofSquare) + 1e-8);
    values[i] = (values[i] as number) * (1 - learningRate * decay) - learningRate * change;
  }
  gradient.fill(0);
}
