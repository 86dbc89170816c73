// Nearest-rank quantile (Hyndman & Fan 1996, type 1): a value that was measured, never one in between.

/** `share` in [0, 1]; null of nothing. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
