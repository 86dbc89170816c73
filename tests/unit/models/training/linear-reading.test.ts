import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { calibrate } from '../../../../models/training/emotion/calibration.ts';
import { networkInput } from '../../../../models/training/emotion/emotion-network.ts';
import {
  logitsOf,
  type TrainingRow,
  trainLinear,
  type WeightSign,
} from '../../../../models/training/emotion/linear-reading.ts';
import { networkFile } from '../../../../models/training/emotion/network-graph.ts';
import { seededRandom } from '../../../../models/training/emotion/seeded-random.ts';
import { overTelephone } from '../../../../models/training/emotion/telephone-line.ts';
import { tone } from '../../../support/voice-signals.ts';

const OPTIONS = { epochs: 200, learningRate: 0.05, weightDecay: 0, rowsPerStep: 4 };
/** High where a is; falls with b. The second output has one label only. */
const rows: TrainingRow[] = [
  [0, 1, 0],
  [0, 2, 0],
  [1, -1, 1],
  [1, 0, 1],
].map(([a = 0, b = 0, label = 0], i) => ({
  draw: () => Float32Array.of(a, b),
  labels: [label, i === 0 ? 1 : null],
  weights: [1, 1],
}));
const shape = (...signs: readonly WeightSign[]) => ({ signs, biases: ['free', 'none'] as const });

describe('a linear reading', () => {
  it('learns what a line parts, and the same weights from the same seed', () => {
    const free = shape('free', 'free', 'free', 'free');
    const reading = trainLinear(rows, free, OPTIONS, seededRandom(3));
    for (const row of rows) expect((logitsOf(reading, row.draw())[0] ?? 0) > 0).toBe(row.labels[0] === 1);
    expect(reading.weights[2]).toBeLessThan(0);
    expect(trainLinear(rows, free, OPTIONS, seededRandom(3))).toEqual(reading);
  });

  it('keeps each weight at the sign that it may have', () => {
    const reading = trainLinear(rows, shape('rising', 'none', 'rising', 'free'), OPTIONS, seededRandom(3));
    expect(reading.weights[0]).toBeGreaterThan(0);
    expect(reading.weights[1]).toBe(0);
    expect(reading.weights[2]).toBe(0);
    expect(reading.weights[3]).not.toBe(0);
    expect(reading.bias[0]).not.toBe(0);
    expect(reading.bias[1]).toBe(0);
  });

  it('says in its ONNX file what it said in training', async () => {
    const width = 3;
    const random = seededRandom(5);
    const draw = () => Float32Array.from({ length: width }, () => random.normal());
    const free = shape(...Array.from({ length: 2 * width }, (): WeightSign => 'free'));
    const network = trainLinear([{ draw, labels: [1, 0], weights: [1, 1] }], free, { ...OPTIONS, epochs: 5 }, random);
    const deviation = Float32Array.of(1, 2, 0.5);
    const session = await InferenceSession.create(networkFile({ deviation, network }));
    const features = Float32Array.of(2, -7, 3.1);
    const usual = Float32Array.of(0.5, 1, 2);
    const { affect } = await session.run({
      features: new Tensor('float32', features, [1, width]),
      usual: new Tensor('float32', usual, [1, width]),
    });
    const expected = [...logitsOf(network, networkInput(deviation, features, usual))].map((x) => 1 / (1 + Math.exp(-x)));
    expected.forEach((value, i) => {
      expect(affect?.data[i]).toBeCloseTo(value, 5);
    });
    await session.release();
  });
});

it('calibration finds the slope and the offset by which logits were off', () => {
  const judgements = Array.from({ length: 21 }, (_, i) => i / 5 - 2).flatMap((logit) => {
    const probability = 1 / (1 + Math.exp(-(0.5 * logit + 0.25)));
    return [
      { logit, label: 1 as const, weight: probability },
      { logit, label: 0 as const, weight: 1 - probability },
    ];
  });
  const { slope, offset } = calibrate(judgements);
  expect(slope).toBeCloseTo(0.5, 3);
  expect(offset).toBeCloseTo(0.25, 3);
});

it('a telephone line passes 1 kHz on and takes 100 Hz and 3.8 kHz off', () => {
  const level = (hz: number) => {
    const line = overTelephone(tone(32_000, 16000, hz, 0.3)).subarray(200, 15_800);
    return 20 * Math.log10(Math.sqrt(line.reduce((sum, x) => sum + x * x, 0) / line.length) / (0.3 / Math.SQRT2));
  };
  expect(Math.abs(level(1000))).toBeLessThan(1);
  expect(level(100)).toBeLessThan(-15);
  expect(level(3900)).toBeLessThan(-15);
});
