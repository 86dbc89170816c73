// How long a card took: from the arrival of the last input that it needed, to the card. Queue, models and pipelines; not
// the media time that the card had to wait for.

import type { WallMs } from '../../engine/media-time.ts';

/** Newest arrivals that are remembered at least. */
const REMEMBERED = 256;

export class CardLatency {
  readonly #now: () => WallMs;
  /** From which input on a media time could be known, newest last. */
  #arrivals: { readonly toMs: number; readonly wall: WallMs }[] = [];
  #workingSince: WallMs;

  constructor(now: () => WallMs) {
    this.#now = now;
    this.#workingSince = now();
  }

  /** An input has come and is about to be worked on; gives back when. */
  begins(): WallMs {
    this.#workingSince = this.#now();
    return this.#workingSince;
  }

  /** The input that came at `wall` was worked on: the call is knowable up to `toMs`. */
  arrived(toMs: number, wall: WallMs): void {
    if (toMs <= (this.#arrivals.at(-1)?.toMs ?? -1)) return;
    this.#arrivals.push({ toMs, wall });
    if (this.#arrivals.length > 2 * REMEMBERED) this.#arrivals = this.#arrivals.slice(REMEMBERED);
  }

  /** When `atMs` could first be known; undefined where no input has reached it. Long ago: the oldest input remembered. */
  heardAt(atMs: number): WallMs | undefined {
    return this.#arrivals.find(({ toMs }) => toMs >= atMs)?.wall;
  }

  /**
   * Wall time of a card of `atMs` that leaves now, ms. One that leaves while its input is still being worked on was
   * caused by that input, which has not arrived in full yet.
   */
  of(atMs: number): number {
    return this.#now() - (this.heardAt(atMs) ?? this.#workingSince);
  }
}
