// The newest events of one call, without a hole, at most `capacity` of them.

import type { CallEvent } from '../../engine/events.ts';

export class EventRing {
  // Invariant: the kept events have the sequence numbers #lastSeq − #count + 1 … #lastSeq, each at slot seq % capacity.
  readonly #capacity: number;
  readonly #slots: (CallEvent | undefined)[];
  #lastSeq = 0;
  #count = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#slots = [];
  }

  /** The oldest event that is kept; `lastSeq` + 1 where none is. */
  get firstSeq(): number {
    return this.#lastSeq - this.#count + 1;
  }
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** False for an event that came before. After a hole only what follows it is kept. */
  push(event: CallEvent): boolean {
    if (event.seq <= this.#lastSeq) return false;
    const isNext = event.seq === this.#lastSeq + 1;
    this.#slots[event.seq % this.#capacity] = event;
    this.#count = isNext ? Math.min(this.#capacity, this.#count + 1) : 1;
    this.#lastSeq = event.seq;
    return true;
  }

  /** Undefined where the event after `afterSeq` is no longer kept. */
  after(afterSeq: number, limit: number): readonly CallEvent[] | undefined {
    if (afterSeq + 1 < this.firstSeq) return undefined;
    const to = Math.min(this.#lastSeq, afterSeq + limit);
    const events: CallEvent[] = [];
    for (let seq = afterSeq + 1; seq <= to; seq += 1) {
      const event = this.#slots[seq % this.#capacity];
      if (event) events.push(event);
    }
    return events;
  }
}
