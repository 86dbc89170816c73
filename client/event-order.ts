// Puts a call's events in order of `seq`, each once. What comes after a gap is held back until the gap is filled, so
// that nothing is lost when the server had to leave events out for a slow reader.

interface Numbered {
  /** From 1, without a gap. */
  readonly seq: number;
}

export interface EventOrder<Event extends Numbered> {
  /** The events that are due now, in order. */
  readonly accept: (event: Event) => readonly Event[];
  /** Whether events are held back because earlier ones are missing. */
  readonly hasGap: () => boolean;
  /** Highest `seq` up to which nothing is missing. */
  readonly lastSeq: () => number;
}

/** `isFiltered`: the server sends some types only, so a jump in `seq` is no gap. */
export function createEventOrder<Event extends Numbered>(startAfterSeq = 0, isFiltered = false): EventOrder<Event> {
  let lastSeq = startAfterSeq;
  const held = new Map<number, Event>();
  return {
    accept(event) {
      if (event.seq <= lastSeq) return [];
      if (isFiltered) {
        lastSeq = event.seq;
        return [event];
      }
      held.set(event.seq, event);
      const due: Event[] = [];
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
