// Where a row of figures changes its mean, and how strongly it says so. In: figures, earliest split, prior. Out: for a fall
// and for a rise, the log of the Bayes factor against no change, and the split that speaks for it most. Bayesian change
// point (Smith 1975) with the variance integrated out: a row's own spread counts, shrunken towards the typical one.

import { normalCdf } from './interest-score.ts';

export interface SplitPrior {
  /** Typical variance of a row's figures about their mean, and how many figures that knowledge is worth. */
  readonly variance: number;
  readonly worth: number;
  /** Variance of a change, in variances of the row. */
  readonly change: number;
}

export interface SplitEvidence {
  /** ln of P(figures | a change this way somewhere) ÷ P(figures | none), splits equally likely, summed and not averaged. */
  readonly evidence: number;
  /** Figures before the likeliest split. */
  readonly before: number;
}

/** Null where there is no split between `earliest` and the last figure. O(figures). */
export function splitEvidence(
  figures: readonly number[],
  earliest: number,
  { variance, worth, change }: SplitPrior,
): { readonly down: SplitEvidence; readonly up: SplitEvidence } | null {
  const count = figures.length;
  const sum = figures.reduce((total, each) => total + each, 0);
  const squares = figures.reduce((total, each) => total + each * each, 0) - (sum * sum) / count;
  const freedom = worth + count - 1;
  const known = worth * variance;
  const [downs, ups]: [SplitEvidence[], SplitEvidence[]] = [[], []];
  let sumBefore = 0;
  for (let before = 1; before < count; before += 1) {
    sumBefore += figures[before - 1] ?? 0;
    if (before < earliest) continue;
    const error = 1 / before + 1 / (count - before);
    const step = (sum - sumBefore) / (count - before) - sumBefore / before;
    const left = known + squares - (step * step) / error + (step * step) / (error + change);
    const evidence = -0.5 * Math.log(1 + change / error) - 0.5 * freedom * Math.log(left / (known + squares));
    const deviations = step * Math.sqrt((change * freedom) / (error * (error + change) * left));
    ups.push({ evidence: evidence + lnCdf(deviations), before });
    downs.push({ evidence: evidence + lnCdf(-deviations), before });
  }
  return ups.length === 0 ? null : { down: together(downs), up: together(ups) };
}

/** Far out, where the tail is 0 in floating point, the other direction is as good as impossible. */
const lnCdf = (deviations: number): number => Math.log(Math.max(1e-12, normalCdf(deviations)));

function together(splits: readonly SplitEvidence[]): SplitEvidence {
  const best = splits.reduce((likeliest, each) => (each.evidence > likeliest.evidence ? each : likeliest));
  const shares = splits.reduce((sum, { evidence }) => sum + Math.exp(evidence - best.evidence), 0);
  return { evidence: best.evidence + Math.log(shares), before: best.before };
}
