// A difference in deviations of ordinary talk → a score of 0…100, and how much talk it rests on. Pure.

import type { Bin } from './interest-bins.ts';

/** How steep: one deviation is 16 points around 50, three are 38. */
const STEEPNESS = 0.4;

export function interestScore(deviations: number): number {
  return 100 * normalCdf(STEEPNESS * deviations);
}

/** Logistic approximation of the normal distribution, off by at most 0.0095 (Bowling et al. 2009). */
export function normalCdf(x: number): number {
  return 1 / (1 + Math.exp(-1.702 * x));
}

/** Speech of both sides from which a stretch tells what it can, ms: half of the window, a third of the baseline. */
const SURE_WINDOW_MS = 45_000;
const SURE_BASELINE_MS = 60_000;
/** Of the customer alone: who hardly speaks can hardly be read. */
const SURE_CUSTOMER_MS = 10_000;

/** A rule of thumb, not measured: there is no labelled interest to measure it on. */
export function interestConfidence(window: Bin, baseline: Bin): number {
  const talk = ({ theirsMs, oursMs }: Bin) => theirsMs + oursMs;
  const heard = Math.min(1, talk(window) / SURE_WINDOW_MS) * Math.min(1, talk(baseline) / SURE_BASELINE_MS);
  return 0.8 * heard * (0.5 + 0.5 * Math.min(1, baseline.theirsMs / SURE_CUSTOMER_MS));
}
