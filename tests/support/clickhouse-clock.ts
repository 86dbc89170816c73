// A scheduler whose time stands still until the test moves it.

import type { Scheduler } from '../../engine/scheduler.ts';

export interface ManualScheduler extends Scheduler {
  /** Moves time on and runs what has become due, in order. */
  advance(ms: number): void;
  /** Settles when something is planned next. */
  nextPlan(): Promise<void>;
  /** How many runs are planned. */
  readonly planned: number;
}

/** 2026-07-01T12:00:00Z: the day on which the tests of the store take place. */
export const TEST_NOW_MS = Date.UTC(2026, 6, 1, 12);

export function manualScheduler(startMs = TEST_NOW_MS): ManualScheduler {
  let now = startMs;
  let heard: (() => void)[] = [];
  const due = new Map<symbol, { atMs: number; run: () => void }>();
  return {
    now: () => now,
    after: (delayMs, run) => {
      const key = Symbol('timer');
      due.set(key, { atMs: now + delayMs, run });
      for (const tell of heard) tell();
      heard = [];
      return () => due.delete(key);
    },
    advance: (ms) => {
      now += ms;
      for (const [key, timer] of [...due].sort(([, a], [, b]) => a.atMs - b.atMs)) {
        if (timer.atMs <= now && due.delete(key)) timer.run();
      }
    },
    nextPlan: () => new Promise((resolve) => heard.push(resolve)),
    get planned() {
      return due.size;
    },
  };
}
