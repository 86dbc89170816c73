import { describe, expect, it } from 'vitest';
import {
  areaUnderCurve,
  bootstrapInterval,
  calibrationErrorByChance,
  confusionOf,
  expectedCalibrationError,
  f1Of,
  macroF1,
  meanRecall,
  precisionOf,
  recallOf,
  reliability,
  seededRandom,
  wilsonInterval,
} from '../../../evaluation/statistics.ts';

describe('figures of merit', () => {
  it('gives precision, recall and F1 of what was found', () => {
    const judged = [
      { isTrue: true, isFound: true },
      { isTrue: true, isFound: true },
      { isTrue: true, isFound: false },
      { isTrue: false, isFound: true },
      { isTrue: false, isFound: false },
    ];
    const confusion = confusionOf(judged);
    expect(precisionOf(confusion)).toBeCloseTo(2 / 3);
    expect(recallOf(confusion)).toBeCloseTo(2 / 3);
    expect(f1Of(confusion)).toBeCloseTo(2 / 3);
    expect(f1Of(confusionOf([{ isTrue: true, isFound: false }]))).toBe(0);
  });

  it('weighs each class alike in mean recall and macro F1', () => {
    const items = [
      { truth: 'a', found: 'a' },
      { truth: 'a', found: 'a' },
      { truth: 'a', found: 'b' },
      { truth: 'b', found: 'b' },
    ];
    expect(meanRecall(items)).toBeCloseTo((2 / 3 + 1) / 2);
    expect(macroF1(items)).toBeCloseTo((0.8 + 2 / 3) / 2);
  });

  it('counts a tie as half in the area under the curve', () => {
    const forecasts = [
      { probability: 0.9, isTrue: true },
      { probability: 0.4, isTrue: true },
      { probability: 0.4, isTrue: false },
      { probability: 0.1, isTrue: false },
    ];
    expect(areaUnderCurve(forecasts)).toBeCloseTo(3.5 / 4);
    expect(areaUnderCurve(forecasts.slice(0, 2))).toBeNull();
  });
});

describe('calibration', () => {
  it('compares what was said with what came true in bins of equally many', () => {
    const forecasts = [0.1, 0.1, 0.3, 0.3, 0.8, 0.8].map((probability, index) => ({ probability, isTrue: index > 2 }));
    expect(reliability(forecasts, 3)).toEqual([
      { n: 2, saidProbability: 0.1, trueRatio: 0 },
      { n: 2, saidProbability: 0.3, trueRatio: 0.5 },
      { n: 2, saidProbability: 0.8, trueRatio: 1 },
    ]);
    expect(expectedCalibrationError(forecasts, 3)).toBeCloseTo((0.1 + 0.2 + 0.2) / 3);
  });

  it('says how large the error is by chance where every probability is right', () => {
    const forecasts = (n: number) => Array.from({ length: n }, () => ({ probability: 0.5, isTrue: true }));
    // Mean |share − 0.5| of n fair coins: √(2 / π) · √(0.25 / n).
    expect(calibrationErrorByChance(forecasts(100))).toBeCloseTo(Math.sqrt(2 / Math.PI) * Math.sqrt(0.25 / 100), 2);
    expect(calibrationErrorByChance(forecasts(10_000), 10, 20)).toBeLessThan(0.01);
    expect(calibrationErrorByChance([])).toBeNull();
  });

  it('keeps equal probabilities in one bin', () => {
    const forecasts = [true, false, true, false].map((isTrue) => ({ probability: 0.5, isTrue }));
    expect(reliability(forecasts, 4)).toEqual([{ n: 4, saidProbability: 0.5, trueRatio: 0.5 }]);
    expect(expectedCalibrationError(forecasts, 4)).toBe(0);
  });
});

describe('intervals', () => {
  it('gives the interval of Wilson', () => {
    const [low, high] = wilsonInterval(8, 10) ?? [];
    expect(low).toBeCloseTo(0.4902, 3);
    expect(high).toBeCloseTo(0.9433, 3);
    expect(wilsonInterval(0, 0)).toBeNull();
  });

  it('draws the same numbers from the same seed', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(draw(7).every((value) => value >= 0 && value < 1)).toBe(true);
  });

  it('finds about the textbook interval of a mean by bootstrap', () => {
    const random = seededRandom(3);
    const values = Array.from({ length: 400 }, () => random());
    const mean = (sample: readonly number[]) => sample.reduce((sum, each) => sum + each, 0) / sample.length;
    const [low, high] = bootstrapInterval(values, mean) ?? [0, 0];
    const expectedHalfWidth = (1.96 * Math.sqrt(1 / 12)) / Math.sqrt(400);
    expect((high - low) / 2).toBeGreaterThan(expectedHalfWidth * 0.85);
    expect((high - low) / 2).toBeLessThan(expectedHalfWidth * 1.15);
  });

  it('draws whole groups, so that what hangs together does not look like many', () => {
    const items = Array.from({ length: 100 }, (_, index) => ({
      group: index < 50 ? 'a' : 'b',
      value: index < 50 ? 0 : 1,
    }));
    const mean = (sample: readonly { value: number }[]) =>
      sample.reduce((sum, { value }) => sum + value, 0) / sample.length;
    expect(bootstrapInterval(items, mean, { groupOf: ({ group }) => group })).toEqual([0, 1]);
    expect(bootstrapInterval(items.slice(0, 50), mean, { groupOf: ({ group }) => group })).toBeNull();
  });
});
