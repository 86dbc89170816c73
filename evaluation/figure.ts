// What a measurement says: one figure with its n, its interval and its target. Types only; every suite puts out these.

import type { Embedder } from '../engine/ports.ts';
import type { ReliabilityBin } from './statistics.ts';

export interface Figure {
  /** What was measured, unique within its suite: "CPED question F1". */
  readonly name: string;
  /** Null where it could not be measured; `note` says why. */
  readonly value: number | null;
  /** How many labelled items the figure is over. */
  readonly n: number;
  /** 95 % interval; null where none was computed. */
  readonly interval: readonly [number, number] | null;
  /** `ratio`, `ms`, `count`, … */
  readonly unit: string;
  /** Reached where the value is at least, or at most, so much. */
  readonly target?: { readonly atLeast?: number; readonly atMost?: number };
  /** A simpler method, or somebody else's, that the figure above it is to be compared with. */
  readonly baseline?: boolean;
  /** What ran: a model's name in the manifest, or `rules`. */
  readonly model?: string;
  readonly note?: string;
  /** Of a calibration figure: what was said and what came true, by bin. */
  readonly reliability?: readonly ReliabilityBin[];
}

export interface SuiteContext {
  /** A directory laid out like ../shared/data. */
  readonly dataDir: string;
  /** A sentence model that the user has; none ships. */
  readonly embedder?: Embedder | undefined;
  /** Work done so far and in all, in any unit; printed on stderr. */
  readonly onProgress?: (done: number, of: number) => void;
}

export interface Suite {
  readonly name: string;
  /** Folders under the data directory that it reads; a suite runs when at least one is there. */
  readonly folders: readonly string[];
  /** What is measured on what, and how: a sentence or two for docs/accuracy.md. */
  readonly about?: string;
  /** Figures of the folders that are there. */
  run(context: SuiteContext): Promise<Figure[]>;
}

/** True, false, or null where there is no target or no value. */
export function isReached({ value, target }: Figure): boolean | null {
  if (!target || value === null) return null;
  return value >= (target.atLeast ?? Number.NEGATIVE_INFINITY) && value <= (target.atMost ?? Number.POSITIVE_INFINITY);
}
