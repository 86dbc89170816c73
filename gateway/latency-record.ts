// How long each stage took lately. In: one measurement at a time, ms. Out: count and quantiles a stage.

import { quantile } from '../engine/quantile.ts';
import { LatencyStage, type StageLatency } from './protocol/operator.ts';

/** Latest measurements kept a stage: the p99 then rests on the ten slowest. */
const KEPT = 1_000;

interface Recent {
  /** Invariant: at most KEPT; measurement n stands at n % KEPT. */
  readonly valuesMs: number[];
  count: number;
}

export class LatencyRecord {
  readonly #stages = new Map<LatencyStage, Recent>();

  add(stage: LatencyStage, ms: number): void {
    const recent = this.#stages.get(stage) ?? { valuesMs: [], count: 0 };
    recent.valuesMs[recent.count % KEPT] = Math.max(0, ms);
    recent.count += 1;
    this.#stages.set(stage, recent);
  }

  /** Every stage, in the order of LatencyStage. */
  stages(): StageLatency[] {
    return LatencyStage.options.map((stage) => {
      const { valuesMs, count } = this.#stages.get(stage) ?? { valuesMs: [], count: 0 };
      const at = (share: number) => quantile(valuesMs, share);
      return { stage, count, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
    });
  }
}
