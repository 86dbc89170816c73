import { expect, it } from 'vitest';
import { type SplitPrior, splitEvidence } from '../../../pipelines/interest-split.ts';

const PRIOR: SplitPrior = { variance: 0.8, worth: 8, change: 1.5 };

function splitOf(figures: readonly number[], earliest = 2) {
  const split = splitEvidence(figures, earliest, PRIOR);
  if (!split) throw new Error('no split');
  return split;
}

/** The Bayes factor of one split, integrated on a grid: a flat mean, a normal change, an inverse gamma variance. */
function integratedFactor(figures: readonly number[], before: number): number {
  const count = figures.length;
  let [changed, unchanged] = [0, 0];
  const residual = (step: number) => {
    const level = figures.map((each, at) => each - (at < before ? 0 : step));
    const mean = level.reduce((sum, each) => sum + each, 0) / count;
    return level.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  };
  for (let lnVariance = -6; lnVariance < 6; lnVariance += 0.02) {
    const variance = Math.exp(lnVariance);
    const prior = variance ** (-PRIOR.worth / 2) * Math.exp((-PRIOR.worth * PRIOR.variance) / (2 * variance));
    const likelihood = (step: number) => variance ** (-(count - 1) / 2) * Math.exp(-residual(step) / (2 * variance));
    unchanged += prior * likelihood(0);
    const sd = Math.sqrt(PRIOR.change * variance);
    for (let z = -6; z <= 6; z += 0.02) {
      changed += (prior * likelihood(z * sd) * Math.exp(-(z * z) / 2) * 0.02) / Math.sqrt(2 * Math.PI);
    }
  }
  return changed / unchanged;
}

it('is the Bayes factor of a change, both ways together', () => {
  const figures = [0.4, -0.3, 0.9, -1.6];
  const { down, up } = splitOf(figures, 3);
  expect(Math.exp(down.evidence) + Math.exp(up.evidence)).toBeCloseTo(integratedFactor(figures, 3), 3);
});

it('finds where the mean changes, and which way', () => {
  const fall = [0.9, 1.1, 1, 0.8, 1.2, -1, -0.9, -1.1];
  expect(splitOf(fall).down).toMatchObject({ before: 5 });
  expect(splitOf(fall).down.evidence).toBeGreaterThan(3);
  expect(splitOf(fall).up.evidence).toBeLessThan(0);
  const rise = splitOf(fall.map((each) => -each)).up;
  expect(rise.evidence).toBeCloseTo(splitOf(fall).down.evidence, 9);
});

it('believes the same step less where the row swings more', () => {
  const row = (swing: number) => [1, 1, 1, 1, 1, 1, -1, -1, -1, -1].map((each, at) => each + (at % 2 ? swing : -swing));
  expect(splitOf(row(1.5)).down.evidence).toBeLessThan(splitOf(row(0.1)).down.evidence - 2);
});

it('has nothing to say while there is no split', () => {
  expect(splitEvidence([1, 2], 2, PRIOR)).toBeNull();
});
