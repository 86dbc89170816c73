// Puts a call's events in order of `seq`, each once. What comes after a gap is held back until the gap is filled, so
// that nothing is lost when the server had to leave events out for a slow reader.

import type { CallEvent } from './live.ts';

export interface EventOrder {
  /** The events that are due now, in order. */
  readonly accept: (event: CallEvent) => readonly CallEvent[];
  /** Whether events are held back because earlier ones are missing. */
  readonly hasGap: () => boolean;
  /** Highest `seq` up to which nothing is missing. */
  readonly lastSeq: () => number;
}

/** `isFiltered`: the server sends some types only, so a jump in `seq` is no gap. */
export function createEventOrder(startAfterSeq = 0, isFiltered = false): EventOrder {
  let lastSeq = startAfterSeq;
  const held = new Map<number, CallEvent>();
  return {
    accept(event) {
      if (event.seq <= lastSeq) return [];
      if (isFiltered) {
        lastSeq = event.seq;
        return [event];
      }
      held.set(event.seq, event);
      const due: CallEvent[] = [];
      for (let next = held.get(lastSeq + 1); next; next = held.get(lastSeq + 1)) {
        held.delete(next.seq);
        lastSeq = next.seq;
        due.push(next);
      }
      return due;
    },
    hasGap: () => held.size > 0,
    lastSeq: () => lastSeq,
  };
}
