// Figures of merit and how sure they are: precision, recall, F1, mean recall, area under the ROC curve, expected
// calibration error, Wilson's interval, the percentile bootstrap (Efron 1979). Pure; the generator is seeded.

/** Of a yes-or-no decision: found and true, found and not true, and so on. */
export interface Confusion {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

export interface Judged {
  readonly isTrue: boolean;
  readonly isFound: boolean;
}

export function confusionOf(judged: readonly Judged[]): Confusion {
  let [truePositives, falsePositives, falseNegatives, trueNegatives] = [0, 0, 0, 0];
  for (const { isTrue, isFound } of judged) {
    if (isTrue && isFound) truePositives += 1;
    else if (isFound) falsePositives += 1;
    else if (isTrue) falseNegatives += 1;
    else trueNegatives += 1;
  }
  return { truePositives, falsePositives, falseNegatives, trueNegatives };
}

/** 0 where the denominator is: nothing found has no precision to be proud of. */
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

export const precisionOf = ({ truePositives, falsePositives }: Confusion) =>
  share(truePositives, truePositives + falsePositives);
export const recallOf = ({ truePositives, falseNegatives }: Confusion) =>
  share(truePositives, truePositives + falseNegatives);
export const f1Of = ({ truePositives, falsePositives, falseNegatives }: Confusion) =>
  share(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);

export interface Labelled<Label extends string = string> {
  readonly truth: Label;
  readonly found: string;
}

const classesOf = (items: readonly Labelled[]) => [...new Set(items.map(({ truth }) => truth))].sort();

export const accuracyOf = (items: readonly Labelled[]) =>
  share(items.filter(({ truth, found }) => truth === found).length, items.length);

/** Recall of each class that occurs in the truth, averaged without weights (unweighted average recall). */
export function meanRecall(items: readonly Labelled[]): number {
  const classes = classesOf(items);
  const recalls = classes.map((label) => accuracyOf(items.filter(({ truth }) => truth === label)));
  return share(
    recalls.reduce((sum, each) => sum + each, 0),
    recalls.length,
  );
}

/** F1 of each class that occurs in the truth, averaged without weights. */
export function macroF1(items: readonly Labelled[]): number {
  const classes = classesOf(items);
  const scores = classes.map((label) =>
    f1Of(confusionOf(items.map(({ truth, found }) => ({ isTrue: truth === label, isFound: found === label })))),
  );
  return share(
    scores.reduce((sum, each) => sum + each, 0),
    scores.length,
  );
}

/** A probability that was said, and whether it came true. */
export interface Forecast {
  readonly probability: number;
  readonly isTrue: boolean;
}

/** Chance that a true item is given more than one that is not; ties count half (Mann & Whitney 1947). Null without both. */
export function areaUnderCurve(forecasts: readonly Forecast[]): number | null {
  const sorted = [...forecasts].sort((a, b) => a.probability - b.probability);
  const positives = forecasts.filter(({ isTrue }) => isTrue).length;
  const negatives = forecasts.length - positives;
  if (positives === 0 || negatives === 0) return null;
  let rankSum = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && sorted[to]?.probability === sorted[from]?.probability) to += 1;
    rankSum += sorted.slice(from, to).filter(({ isTrue }) => isTrue).length * ((from + 1 + to) / 2);
    from = to;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

export interface ReliabilityBin {
  readonly n: number;
  /** Mean of what was said. */
  readonly saidProbability: number;
  /** Share that came true. */
  readonly trueRatio: number;
}

/** Bins of about equally many forecasts, by rising probability; equal probabilities stay together. */
export function reliability(forecasts: readonly Forecast[], bins = 10): ReliabilityBin[] {
  const sorted = [...forecasts].sort((a, b) => a.probability - b.probability);
  const result: ReliabilityBin[] = [];
  for (let from = 0; from < sorted.length; ) {
    let to = Math.max(from + 1, Math.round(((result.length + 1) * sorted.length) / bins));
    while (to < sorted.length && sorted[to]?.probability === sorted[to - 1]?.probability) to += 1;
    const bin = sorted.slice(from, to);
    const saidProbability = bin.reduce((sum, { probability }) => sum + probability, 0) / bin.length;
    result.push({ n: bin.length, saidProbability, trueRatio: bin.filter(({ isTrue }) => isTrue).length / bin.length });
    from = to;
  }
  return result;
}

/** Mean difference between said and true over equal-mass bins (Nixon et al. 2019). */
export function expectedCalibrationError(forecasts: readonly Forecast[], bins = 10): number | null {
  if (forecasts.length === 0) return null;
  const errors = reliability(forecasts, bins).map((bin) => bin.n * Math.abs(bin.saidProbability - bin.trueRatio));
  return errors.reduce((sum, each) => sum + each, 0) / forecasts.length;
}

/** What the calibration error would be, in the mean of `draws`, if every probability were exactly right: never 0 on few. */
export function calibrationErrorByChance(forecasts: readonly Forecast[], bins = 10, draws = 200): number | null {
  if (forecasts.length === 0) return null;
  const random = seededRandom(1);
  let sum = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    const drawn = forecasts.map(({ probability }) => ({ probability, isTrue: random() < probability }));
    sum += expectedCalibrationError(drawn, bins) ?? 0;
  }
  return sum / draws;
}

/** 95 % interval of a share (Wilson 1927). */
export function wilsonInterval(successes: number, n: number): [number, number] | null {
  if (n === 0) return null;
  const z = 1.959964;
  const centre = (successes + (z * z) / 2) / (n + z * z);
  const half = (z / (n + z * z)) * Math.sqrt((successes * (n - successes)) / n + (z * z) / 4);
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function grouped<Item>(items: readonly Item[], groupOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(groupOf(item));
    if (group) group.push(item);
    else groups.set(groupOf(item), [item]);
  }
  return [...groups.values()];
}

export interface BootstrapOptions<Item> {
  /** Items of one group (a call, a speaker) are drawn together; default each for itself. */
  readonly groupOf?: (item: Item) => string;
  readonly resamples?: number;
  readonly seed?: number;
}

/** 95 % percentile interval of a statistic; null under two groups. */
export function bootstrapInterval<Item>(
  items: readonly Item[],
  statistic: (sample: readonly Item[]) => number | null,
  { groupOf, resamples = 1_000, seed = 1 }: BootstrapOptions<Item> = {},
): [number, number] | null {
  const groups = groupOf ? grouped(items, groupOf) : items.map((item) => [item]);
  if (groups.length < 2) return null;
  const random = seededRandom(seed);
  const values: number[] = [];
  for (let round = 0; round < resamples; round += 1) {
    const sample: Item[] = [];
    for (let drawn = 0; drawn < groups.length; drawn += 1) {
      for (const item of groups[Math.floor(random() * groups.length)] ?? []) sample.push(item);
    }
    const value = statistic(sample);
    if (value !== null) values.push(value);
  }
  if (values.length === 0) return null;
  values.sort((a, b) => a - b);
  const at = (ratio: number) => values[Math.round(ratio * (values.length - 1))] ?? Number.NaN;
  return [at(0.025), at(0.975)];
}
