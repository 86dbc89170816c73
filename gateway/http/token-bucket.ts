// A rate with a burst: a bucket of `burst` tokens that fills at `perSecond` (token bucket, RFC 2697 in spirit). Pure.

export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

export class TokenBucket {
  readonly #rate: Rate;
  #tokens: number;
  #filledAtMs: number;

  constructor(rate: Rate, nowMs: number) {
    this.#rate = rate;
    this.#tokens = rate.burst;
    this.#filledAtMs = nowMs;
  }

  /** True where one more is within the rate; it is counted then. */
  take(nowMs: number): boolean {
    this.#fill(nowMs);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  /** A full bucket remembers nothing and may be forgotten. */
  isFull(nowMs: number): boolean {
    this.#fill(nowMs);
    return this.#tokens >= this.#rate.burst;
  }

  #fill(nowMs: number): void {
    const elapsedS = Math.max(0, nowMs - this.#filledAtMs) / 1000;
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + elapsedS * this.#rate.perSecond);
    this.#filledAtMs = nowMs;
  }
}

/** One bucket per key; full buckets are forgotten when there are many. */
export class TokenBuckets {
  readonly #rate: Rate;
  readonly #byKey = new Map<string, TokenBucket>();
  readonly #pruneAbove: number;

  constructor(rate: Rate, pruneAbove = 10_000) {
    this.#rate = rate;
    this.#pruneAbove = pruneAbove;
  }

  take(key: string, nowMs: number): boolean {
    const bucket = this.#byKey.get(key) ?? this.#open(key, nowMs);
    return bucket.take(nowMs);
  }

  #open(key: string, nowMs: number): TokenBucket {
    if (this.#byKey.size >= this.#pruneAbove) {
      for (const [other, bucket] of this.#byKey) if (bucket.isFull(nowMs)) this.#byKey.delete(other);
    }
    const bucket = new TokenBucket(this.#rate, nowMs);
    this.#byKey.set(key, bucket);
    return bucket;
  }
}
