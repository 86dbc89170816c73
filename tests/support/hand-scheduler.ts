// Wall time that a test moves by hand: what was planned runs in order when its time comes.

import type { Scheduler } from '../../engine/scheduler.ts';

export interface HandScheduler extends Scheduler {
  /** Moves on by `ms` and runs what has come due. */
  pass(ms: number): void;
}

export function createHandScheduler(): HandScheduler {
  let nowMs = 0;
  let planned: { readonly dueMs: number; readonly task: () => void }[] = [];
  return {
    now: () => nowMs,
    after(ms, task) {
      const entry = { dueMs: nowMs + ms, task };
      planned.push(entry);
      return () => {
        planned = planned.filter((each) => each !== entry);
      };
    },
    pass(ms) {
      const untilMs = nowMs + ms;
      for (;;) {
        const next = planned.filter(({ dueMs }) => dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs)[0];
        if (!next) break;
        planned = planned.filter((each) => each !== next);
        nowMs = next.dueMs;
        next.task();
      }
      nowMs = untilMs;
    },
  };
}
