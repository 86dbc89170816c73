// A network of one hidden layer, trained from rows of numbers with labels 0, 1 or none for each of its outputs.
// Adam (D. Kingma, J. Ba 2015) on the logistic loss, dropout (N. Srivastava et al. 2014), weight decay. Deterministic.

import type { SeededRandom } from './seeded-random.ts';

/** hidden = relu(x · W1 + b1); logits = hidden · W2 + b2. */
export interface DenseNetwork {
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
  /** float32[inputs, hidden]. */
  readonly w1: Float32Array;
  /** float32[hidden]. */
  readonly b1: Float32Array;
  /** float32[hidden, outputs]. */
  readonly w2: Float32Array;
  /** float32[outputs]. */
  readonly b2: Float32Array;
}

export interface TrainingRow {
  /** float32[inputs]; a draw for this epoch, so that a row may look different each time. */
  readonly draw: () => Float32Array;
  /** P of each output being 1: 0, 1, or null where the row has no label. */
  readonly labels: readonly (number | null)[];
  /** What the row counts in the loss of each output. */
  readonly weights: readonly number[];
}

export interface TrainingOptions {
  readonly hidden: number;
  readonly epochs: number;
  readonly learningRate: number;
  readonly weightDecay: number;
  /** Share of inputs and of hidden units that are left out of each step. */
  readonly dropout: { readonly input: number; readonly hidden: number };
  readonly rowsPerStep: number;
}

export function trainDense(rows: readonly TrainingRow[], options: TrainingOptions, random: SeededRandom): DenseNetwork {
  const inputs = rows[0]?.draw().length ?? 0;
  const network = startingNetwork(inputs, options.hidden, rows[0]?.labels.length ?? 0, random);
  const pass = new TrainingPass(network, options, random);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    // Cosine to a tenth of the rate: the end is quiet.
    const share = 0.55 + 0.45 * Math.cos((Math.PI * epoch) / options.epochs);
    const order = random.order(rows.length);
    for (let at = 0; at < order.length; at += options.rowsPerStep) {
      for (const index of order.subarray(at, at + options.rowsPerStep)) pass.learn(rows[index] as TrainingRow);
      pass.step(options.learningRate * share);
    }
  }
  return network;
}

/** float64[outputs]: the logits of one row. */
export function logitsOf(network: DenseNetwork, row: Float32Array): Float64Array {
  const { inputs, hidden, outputs, w1, b1, w2, b2 } = network;
  const logits = Float64Array.from(b2);
  for (let h = 0; h < hidden; h++) {
    let sum = b1[h] as number;
    for (let i = 0; i < inputs; i++) sum += (row[i] as number) * (w1[i * hidden + h] as number);
    if (sum <= 0) continue;
    for (let o = 0; o < outputs; o++) logits[o] = (logits[o] as number) + sum * (w2[h * outputs + o] as number);
  }
  return logits;
}

/** The mean of the networks' logits, as one network. */
export function committee(networks: readonly DenseNetwork[]): DenseNetwork {
  const share = (weight: number) => weight / networks.length;
  return sumOf(networks.map((network) => ({ ...network, w2: network.w2.map(share), b2: network.b2.map(share) })));
}

/** The sum of the networks' logits, as one network: hidden layers side by side. */
export function sumOf(networks: readonly DenseNetwork[]): DenseNetwork {
  const [first] = networks;
  if (!first) throw new RangeError('a sum of no networks');
  const { inputs, outputs } = first;
  const hidden = networks.reduce((sum, network) => sum + network.hidden, 0);
  const w1 = new Float32Array(inputs * hidden);
  let at = 0;
  for (const network of networks) {
    for (let i = 0; i < inputs; i++) {
      w1.set(network.w1.subarray(i * network.hidden, (i + 1) * network.hidden), i * hidden + at);
    }
    at += network.hidden;
  }
  const b1 = Float32Array.from(networks.flatMap((network) => [...network.b1]));
  const w2 = Float32Array.from(networks.flatMap((network) => [...network.w2]));
  const b2 = first.b2.map((_, o) => networks.reduce((sum, { b2 }) => sum + (b2[o] as number), 0));
  return { inputs, hidden, outputs, w1, b1, w2, b2 };
}

/** He initialisation (K. He et al. 2015). */
function startingNetwork(inputs: number, hidden: number, outputs: number, random: SeededRandom): DenseNetwork {
  const draws = (length: number, fanIn: number) =>
    Float32Array.from({ length }, () => random.normal() * Math.sqrt(1 / fanIn));
  return {
    inputs,
    hidden,
    outputs,
    w1: draws(inputs * hidden, inputs),
    b1: new Float32Array(hidden),
    w2: draws(hidden * outputs, hidden),
    b2: new Float32Array(outputs),
  };
}

/** Gradients of the rows since the last step, and Adam's moments. */
class TrainingPass {
  readonly #network: DenseNetwork;
  readonly #options: TrainingOptions;
  readonly #random: SeededRandom;
  readonly #tensors: readonly AdamTensor[];
  readonly #input: Float32Array;
  readonly #active: Float64Array;
  readonly #back: Float64Array;
  #rows = 0;
  #steps = 0;

  constructor(network: DenseNetwork, options: TrainingOptions, random: SeededRandom) {
    this.#network = network;
    this.#options = options;
    this.#random = random;
    const { w1, b1, w2, b2 } = network;
    this.#tensors = [adamTensor(w1, true), adamTensor(b1, false), adamTensor(w2, true), adamTensor(b2, false)];
    this.#input = new Float32Array(network.inputs);
    this.#active = new Float64Array(network.hidden);
    this.#back = new Float64Array(network.hidden);
  }

  learn(row: TrainingRow): void {
    this.#forward(row.draw());
    this.#backward(row);
    this.#rows += 1;
  }

  #forward(row: Float32Array): void {
    const { inputs, hidden, w1, b1 } = this.#network;
    const { dropout } = this.#options;
    const active = this.#active;
    active.set(b1);
    for (let i = 0; i < inputs; i++) {
      const value = this.#random.next() < dropout.input ? 0 : (row[i] as number) / (1 - dropout.input);
      this.#input[i] = value;
      if (value === 0) continue;
      for (let h = 0; h < hidden; h++) active[h] = (active[h] as number) + value * (w1[i * hidden + h] as number);
    }
    for (let h = 0; h < hidden; h++) {
      const isOff = (active[h] as number) <= 0 || this.#random.next() < dropout.hidden;
      active[h] = isOff ? 0 : (active[h] as number) / (1 - dropout.hidden);
    }
  }

  #backward({ labels, weights }: TrainingRow): void {
    const { inputs, hidden, outputs, w2, b2 } = this.#network;
    const [g1, gb1, g2, gb2] = this.#tensors.map((tensor) => tensor.gradient) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const active = this.#active;
    const back = this.#back.fill(0);
    for (let o = 0; o < outputs; o++) {
      const label = labels[o];
      if (label === null || label === undefined) continue;
      let logit = b2[o] as number;
      for (let h = 0; h < hidden; h++) logit += (active[h] as number) * (w2[h * outputs + o] as number);
      const error = (1 / (1 + Math.exp(-logit)) - label) * (weights[o] ?? 1);
      gb2[o] = (gb2[o] as number) + error;
      for (let h = 0; h < hidden; h++) {
        const at = h * outputs + o;
        g2[at] = (g2[at] as number) + error * (active[h] as number);
        back[h] = (back[h] as number) + error * (w2[at] as number);
      }
    }
    const scale = 1 / (1 - this.#options.dropout.hidden);
    for (let h = 0; h < hidden; h++) {
      const through = (active[h] as number) > 0 ? (back[h] as number) * scale : 0;
      back[h] = through;
      gb1[h] = (gb1[h] as number) + through;
    }
    for (let i = 0; i < inputs; i++) {
      const value = this.#input[i] as number;
      if (value === 0) continue;
      for (let h = 0; h < hidden; h++)
        g1[i * hidden + h] = (g1[i * hidden + h] as number) + value * (back[h] as number);
    }
  }

  step(learningRate: number): void {
    this.#steps += 1;
    for (const tensor of this.#tensors) {
      adamStep(tensor, this.#rows, this.#steps, learningRate, tensor.decays ? this.#options.weightDecay : 0);
    }
    this.#rows = 0;
  }
}

interface AdamTensor {
  readonly values: Float32Array;
  readonly gradient: Float64Array;
  readonly mean: Float64Array;
  readonly square: Float64Array;
  readonly decays: boolean;
}

const adamTensor = (values: Float32Array, decays: boolean): AdamTensor => ({
  values,
  gradient: new Float64Array(values.length),
  mean: new Float64Array(values.length),
  square: new Float64Array(values.length),
  decays,
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
