// The one real clock and the one real timer of the program, handed to whoever needs time as an argument.

import { type WallMs, wallMs } from '../engine/media-time.ts';
import type { Wall } from './calls/live-call.ts';

export function wallClock(): Wall {
  return {
    now: (): WallMs => wallMs(Date.now()),
    after(ms, task) {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
  };
}
