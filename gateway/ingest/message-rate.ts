// Counts the messages of one connection; throws `limit.frame-rate` where a second brings more than are allowed.

import { EngineError } from '../../engine/errors.ts';

export class MessageRate {
  readonly #maxPerS: number;
  readonly #now: () => number;
  #second = { startedMs: 0, count: 0 };

  constructor(maxPerS: number, now: () => number) {
    this.#maxPerS = maxPerS;
    this.#now = now;
  }

  count(): void {
    const nowMs = this.#now();
    if (nowMs - this.#second.startedMs >= 1000) this.#second = { startedMs: nowMs, count: 0 };
    this.#second.count += 1;
    if (this.#second.count > this.#maxPerS) {
      throw new EngineError('limit.frame-rate', `more than ${this.#maxPerS} messages within a second`);
    }
  }
}
