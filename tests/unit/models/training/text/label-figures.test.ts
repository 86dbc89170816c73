import { describe, expect, it } from 'vitest';
import { bestThreshold, expectedCalibrationError, f1From } from '../../../../../models/training/text/label-figures.ts';

const judged = (pairs: readonly [number, boolean][]) => pairs.map(([probability, isTrue]) => ({ probability, isTrue }));

describe('figures of a label', () => {
  const four = judged([
    [0.9, true],
    [0.6, false],
    [0.4, true],
    [0.1, false],
  ]);

  it('count hits against what was said and what was true', () => {
    expect(f1From(four, 0.5)).toBeCloseTo(0.5, 9);
    expect(f1From(four, 0.3)).toBeCloseTo(0.8, 9);
  });

  it('choose the threshold with the best F1, near a half among equals', () => {
    expect(bestThreshold(four)).toBe(0.4);
    expect(
      bestThreshold(
        judged([
          [0.9, true],
          [0.1, false],
        ]),
      ),
    ).toBe(0.5);
  });

  it('say by how much probabilities are off', () => {
    expect(
      expectedCalibrationError(
        judged([
          [1, true],
          [0, false],
        ]),
      ),
    ).toBe(0);
    expect(
      expectedCalibrationError(
        judged([
          [0.8, false],
          [0.8, true],
        ]),
      ),
    ).toBeCloseTo(0.3, 9);
  });
});
