// A trained emotion network in, the bytes of its ONNX file out, with its standardising of features inside.
// Inputs: features and usual float32[rows, features], known float32[rows, 1] (1 where usual is the speaker's own).
// Output: affect float32[rows, 2]: P(high arousal), P(negative valence).

import { LEVEL_FEATURE } from '../../../engine/audio/affect-features.ts';
import { type OnnxTensor, onnxFile } from '../onnx-file.ts';
import { type EmotionNetwork, MOST_DEVIATIONS, PEOPLE_SHARE } from './emotion-network.ts';

/** P in [0.018, 0.982]: a sound that is unlike all that was learnt makes no certainty. */
const MOST_LOGIT = 4;

export function networkFile({ populationMean, deviation, network }: EmotionNetwork): Uint8Array {
  const width = populationMean.length;
  const { inputs, hidden, outputs, w1, b1, w2, b2 } = network;
  const notLevel = new Float32Array(width).fill(1);
  notLevel[LEVEL_FEATURE] = 0;
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
      { name: 'known', shape: ['rows', 1] },
    ],
    outputs: [{ name: 'affect', shape: ['rows', outputs] }],
    weights: [
      tensor('populationMean', [width], populationMean),
      tensor(
        'perDeviation',
        [width],
        deviation.map((each) => 1 / each),
      ),
      tensor('notLevel', [width], notLevel),
      tensor('least', [], Float32Array.of(-MOST_DEVIATIONS)),
      tensor('most', [], Float32Array.of(MOST_DEVIATIONS)),
      tensor('one', [], Float32Array.of(1)),
      tensor('ownShare', [], Float32Array.of(1 - PEOPLE_SHARE)),
      tensor('leastLogit', [], Float32Array.of(-MOST_LOGIT)),
      tensor('mostLogit', [], Float32Array.of(MOST_LOGIT)),
      tensor('w1', [inputs, hidden], w1),
      tensor('b1', [hidden], b1),
      tensor('w2', [hidden, outputs], w2),
      tensor('b2', [outputs], b2),
    ],
    nodes: [
      { operator: 'Sub', inputs: ['features', 'populationMean'], output: 'fromPeople' },
      { operator: 'Mul', inputs: ['fromPeople', 'perDeviation'], output: 'peopleUnits' },
      { operator: 'Clip', inputs: ['peopleUnits', 'least', 'most'], output: 'peopleBounded' },
      { operator: 'Mul', inputs: ['peopleBounded', 'notLevel'], output: 'withoutLevel' },
      { operator: 'Mul', inputs: ['known', 'ownShare'], output: 'ownWeight' },
      { operator: 'Sub', inputs: ['one', 'ownWeight'], output: 'peopleWeight' },
      { operator: 'Mul', inputs: ['withoutLevel', 'peopleWeight'], output: 'againstPeople' },
      { operator: 'Sub', inputs: ['features', 'usual'], output: 'fromUsual' },
      { operator: 'Mul', inputs: ['fromUsual', 'perDeviation'], output: 'usualUnits' },
      { operator: 'Clip', inputs: ['usualUnits', 'least', 'most'], output: 'usualBounded' },
      { operator: 'Mul', inputs: ['usualBounded', 'known'], output: 'againstUsual' },
      {
        operator: 'Concat',
        inputs: ['againstPeople', 'againstUsual', 'known'],
        output: 'input',
        attributes: { axis: 1 },
      },
      { operator: 'Gemm', inputs: ['input', 'w1', 'b1'], output: 'sums' },
      { operator: 'Relu', inputs: ['sums'], output: 'hidden' },
      { operator: 'Gemm', inputs: ['hidden', 'w2', 'b2'], output: 'logits' },
      { operator: 'Clip', inputs: ['logits', 'leastLogit', 'mostLogit'], output: 'bounded' },
      { operator: 'Sigmoid', inputs: ['bounded'], output: 'affect' },
    ],
  });
}
