import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { calibrate, calibrated, calibratedLogits, temper } from '../../../../models/training/emotion/calibration.ts';
import {
  committee,
  logitsOf,
  type TrainingRow,
  trainDense,
} from '../../../../models/training/emotion/dense-network.ts';
import { networkInput } from '../../../../models/training/emotion/emotion-network.ts';
import { networkFile } from '../../../../models/training/emotion/network-graph.ts';
import { seededRandom } from '../../../../models/training/emotion/seeded-random.ts';
import { overTelephone } from '../../../../models/training/emotion/telephone-line.ts';
import { tone } from '../../../support/voice-signals.ts';

const OPTIONS = {
  hidden: 8,
  epochs: 200,
  learningRate: 0.02,
  weightDecay: 0,
  dropout: { input: 0, hidden: 0 },
  rowsPerStep: 4,
};
/** Exclusive or: no line parts it. The second output has no labels but one. */
const rows: TrainingRow[] = [
  [0, 0, 0],
  [0, 1, 1],
  [1, 0, 1],
  [1, 1, 0],
].map(([a = 0, b = 0, label = 0], i) => ({
  draw: () => Float32Array.of(a, b),
  labels: [label, i === 0 ? 1 : null],
  weights: [1, 1],
}));

describe('a network of one hidden layer', () => {
  it('learns what no line parts, and the same weights from the same seed', () => {
    const network = trainDense(rows, OPTIONS, seededRandom(3));
    for (const row of rows) expect((logitsOf(network, row.draw())[0] ?? 0) > 0).toBe(row.labels[0] === 1);
    expect(trainDense(rows, OPTIONS, seededRandom(3))).toEqual(network);
  });

  it('in a committee says the mean of what each says', () => {
    const members = [1, 2, 3].map((seed) => trainDense(rows, { ...OPTIONS, epochs: 20 }, seededRandom(seed)));
    const input = Float32Array.of(0.3, 0.8);
    const mean = members.reduce((sum, member) => sum + (logitsOf(member, input)[0] ?? 0), 0) / 3;
    expect(logitsOf(committee(members), input)[0]).toBeCloseTo(mean, 5);
  });

  it('says in its ONNX file what it said in training', async () => {
    const width = 3;
    const random = seededRandom(5);
    const draw = () => Float32Array.from({ length: width }, () => random.normal());
    const network = trainDense([{ draw, labels: [1, 0], weights: [1, 1] }], { ...OPTIONS, epochs: 5 }, random);
    const deviation = Float32Array.of(1, 2, 0.5);
    const session = await InferenceSession.create(networkFile({ deviation, network }));
    const features = Float32Array.of(2, -7, 3.1);
    const usual = Float32Array.of(0.5, 1, 2);
    const { affect } = await session.run({
      features: new Tensor('float32', features, [1, width]),
      usual: new Tensor('float32', usual, [1, width]),
    });
    const expected = [...logitsOf(network, networkInput(deviation, features, usual))].map(
      (x) => 1 / (1 + Math.exp(-x)),
    );
    expected.forEach((value, i) => {
      expect(affect?.data[i]).toBeCloseTo(value, 5);
    });
    await session.release();
  });
});

describe('calibration', () => {
  /** Logits that come true as often as `slope` × logit + `offset` says. */
  const judgementsOf = (perStep: number, slope: number, offset: number) =>
    Array.from({ length: 21 }, (_, i) => perStep * (i - 10)).flatMap((logit) => {
      const probability = 1 / (1 + Math.exp(-(slope * logit + offset)));
      return [
        { logit, label: 1 as const, weight: probability },
        { logit, label: 0 as const, weight: 1 - probability },
      ];
    });

  it.each([
    [0.2, 0.5, 0.25],
    [3, 0.1, -0.4],
  ])('of logits %f apart finds the slope and the offset by which they were off', (perStep, slope, offset) => {
    const found = calibrate(judgementsOf(perStep, slope, offset));
    expect(found.slope).toBeCloseTo(slope, 3);
    expect(found.offset).toBeCloseTo(offset, 3);
  });

  it('finds the factor by which logits say too much', () => {
    expect(temper(judgementsOf(0.5, 0.6, 0))).toBeCloseTo(0.6, 3);
  });

  it('is folded into the network', () => {
    const network = trainDense(rows, { ...OPTIONS, epochs: 20 }, seededRandom(4));
    const calibrations = [
      { slope: 0.5, offset: 0.1 },
      { slope: 2, offset: -0.3 },
    ] as const;
    const folded = calibrated({ deviation: Float32Array.of(1, 1), network }, calibrations, 0.7);
    const input = Float32Array.of(0.3, 0.8);
    const expected = calibratedLogits(logitsOf(network, input), calibrations, 0.7);
    expected.forEach((logit, i) => {
      expect(logitsOf(folded.network, input)[i]).toBeCloseTo(logit, 5);
    });
  });
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
