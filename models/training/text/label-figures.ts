// How good probabilities are. In: probabilities and what was true, by line. Out: F1 from a threshold, the best threshold,
// expected calibration error (Naeini et al. 2015: 10 bins of equal width, weighted by how many lines fall in them).

export interface Judged {
  readonly probability: number;
  readonly isTrue: boolean;
}

export function f1From(judged: readonly Judged[], threshold: number): number {
  let [hits, said, true_] = [0, 0, 0];
  for (const { probability, isTrue } of judged) {
    if (isTrue) true_ += 1;
    if (probability < threshold) continue;
    said += 1;
    if (isTrue) hits += 1;
  }
  return said + true_ === 0 ? 0 : (2 * hits) / (said + true_);
}

/** 0.05…0.95 in steps of 0.01; of equals the one nearest to 0.5. */
export function bestThreshold(judged: readonly Judged[]): number {
  const candidates = Array.from({ length: 91 }, (_, index) => (index + 5) / 100);
  const scored = candidates.map((threshold) => ({ threshold, f1: f1From(judged, threshold) }));
  scored.sort((a, b) => b.f1 - a.f1 || Math.abs(a.threshold - 0.5) - Math.abs(b.threshold - 0.5));
  return scored[0]?.threshold ?? 0.5;
}

export function expectedCalibrationError(judged: readonly Judged[], bins = 10): number {
  const sums = Array.from({ length: bins }, () => ({ count: 0, probability: 0, true: 0 }));
  for (const { probability, isTrue } of judged) {
    const bin = sums[Math.min(bins - 1, Math.floor(probability * bins))];
    if (!bin) continue;
    bin.count += 1;
    bin.probability += probability;
    bin.true += isTrue ? 1 : 0;
  }
  return sums.reduce((sum, bin) => sum + Math.abs(bin.probability - bin.true), 0) / Math.max(1, judged.length);
}
