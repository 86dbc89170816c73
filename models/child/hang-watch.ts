// Notices that a child hangs: it owes an answer, and none comes for a long time.

import type { Scheduler } from '../../engine/scheduler.ts';

/** No answer for so long, loading included, and it hangs, ms. Twice what a recognition may take. */
export const HUNG_AFTER_MS = 60_000;

export interface HangWatch {
  /** Something came from the child, or it was asked while it owed nothing; `owes`: whether it owes an answer now. */
  restart(owes: boolean): void;
}

export function createHangWatch(scheduler: Scheduler, onHung: () => void): HangWatch {
  let cancel = () => {};
  return {
    restart(owes) {
      cancel();
      cancel = owes ? scheduler.after(HUNG_AFTER_MS, onHung) : () => {};
    },
  };
}
