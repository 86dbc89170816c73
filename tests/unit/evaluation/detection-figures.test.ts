import { describe, expect, it } from 'vitest';
import {
  detectionFigures,
  labelFigures,
  meanFigure,
  meanRecallFigure,
  probabilityFigures,
  shareFigure,
} from '../../../evaluation/detection-figures.ts';
import { isReached } from '../../../evaluation/figure.ts';

const valuesOf = (figures: readonly { name: string; value: number | null }[]) =>
  Object.fromEntries(figures.map(({ name, value }) => [name, value]));

describe('figures of a measurement', () => {
  const judged = [true, true, false, false].map((isTrue, index) => ({
    isTrue,
    isFound: index !== 1,
    group: `${index}`,
  }));

  it('names precision, recall and F1, and gives the target to the F1', () => {
    const figures = detectionFigures('x', judged, { target: { atLeast: 0.9 } });
    expect(valuesOf(figures)).toEqual({ 'x precision': 1 / 3, 'x recall': 1 / 2, 'x F1': 2 / 5 });
    expect(figures.map(isReached)).toEqual([null, null, false]);
    expect(figures.every(({ n, interval }) => n === 4 && interval !== null)).toBe(true);
  });

  it('gives the same over items as over groups of one item', () => {
    const alone = judged.map(({ isTrue, isFound }) => ({ isTrue, isFound }));
    expect(detectionFigures('x', alone)).toEqual(detectionFigures('x', judged));
  });

  it('has no value over nothing', () => {
    expect(detectionFigures('x', []).every(({ value, interval }) => value === null && interval === null)).toBe(true);
    expect(
      isReached({ name: 'x', value: null, n: 0, interval: null, unit: 'ratio', target: { atLeast: 1 } }),
    ).toBeNull();
  });

  it('judges labels, shares and means', () => {
    const items = [
      { truth: 'a', found: 'a' },
      { truth: 'b', found: 'a' },
    ];
    expect(valuesOf(labelFigures('x', items))).toEqual({ 'x accuracy': 0.5, 'x macro F1': 1 / 3 });
    expect(meanRecallFigure('x', items).value).toBe(0.5);
    expect(shareFigure('x', [{ isRight: true }, { isRight: false }]).value).toBe(0.5);
    expect(meanFigure('x', [{ value: 10 }, { value: 30 }], 'ms')).toMatchObject({ value: 20, n: 2, unit: 'ms' });
  });

  it('shows how far a probability is from what came true', () => {
    const forecasts = Array.from({ length: 40 }, (_, index) => ({
      probability: index < 20 ? 0.2 : 0.9,
      isTrue: index % 20 < (index < 20 ? 4 : 16),
    }));
    const [area, error] = probabilityFigures('x', forecasts);
    expect(area?.value).toBeGreaterThan(0.5);
    expect(error?.value).toBeCloseTo(0.05);
    expect(error?.reliability).toHaveLength(2);
  });
});
