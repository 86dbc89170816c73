// A trained emotion network in, the bytes of its ONNX file out, with its standardising of features inside.
// Inputs: features and usual float32[rows, features]. Output: affect float32[rows, outputs], each the probability of a logit.

import { type OnnxTensor, onnxFile } from '../onnx-file.ts';
import { type EmotionNetwork, MOST_DEVIATIONS } from './emotion-network.ts';

/** P in [0.018, 0.982]: a sound that is unlike all that was learnt makes no certainty. */
export const MOST_LOGIT = 4;

export function networkFile({ deviation, network }: EmotionNetwork): Uint8Array {
  const width = deviation.length;
  const { inputs, hidden, outputs, w1, b1, w2, b2 } = network;
  const tensor = (name: string, shape: readonly number[], values: Float32Array): OnnxTensor => ({
    name,
    shape,
    values,
  });
  return onnxFile({
    name: 'voice-emotion',
    inputs: [
      { name: 'features', shape: ['rows', width] },
      { name: 'usual', shape: ['rows', width] },
    ],
    outputs: [{ name: 'affect', shape: ['rows', outputs] }],
    weights: [
      tensor(
        'perDeviation',
        [width],
        deviation.map((each) => 1 / each),
      ),
      tensor('least', [], Float32Array.of(-MOST_DEVIATIONS)),
      tensor('most', [], Float32Array.of(MOST_DEVIATIONS)),
      tensor('leastLogit', [], Float32Array.of(-MOST_LOGIT)),
      tensor('mostLogit', [], Float32Array.of(MOST_LOGIT)),
      tensor('w1', [inputs, hidden], w1),
      tensor('b1', [hidden], b1),
      tensor('w2', [hidden, outputs], w2),
      tensor('b2', [outputs], b2),
    ],
    nodes: [
      { operator: 'Sub', inputs: ['features', 'usual'], output: 'fromUsual' },
      { operator: 'Mul', inputs: ['fromUsual', 'perDeviation'], output: 'units' },
      { operator: 'Clip', inputs: ['units', 'least', 'most'], output: 'input' },
      { operator: 'Gemm', inputs: ['input', 'w1', 'b1'], output: 'sums' },
      { operator: 'Relu', inputs: ['sums'], output: 'hidden' },
      { operator: 'Gemm', inputs: ['hidden', 'w2', 'b2'], output: 'logits' },
      { operator: 'Clip', inputs: ['logits', 'leastLogit', 'mostLogit'], output: 'bounded' },
      { operator: 'Sigmoid', inputs: ['bounded'], output: 'affect' },
    ],
  });
}
