import { describe, expect, it } from 'vitest';
import { TokenBucket, TokenBuckets } from '../../../../gateway/http/token-bucket.ts';

describe('a rate', () => {
  it('lets a burst through, then as many as come in again', () => {
    const bucket = new TokenBucket({ perSecond: 2, burst: 3 }, 0);
    expect([bucket.take(0), bucket.take(0), bucket.take(0), bucket.take(0)]).toEqual([true, true, true, false]);
    expect([bucket.take(499), bucket.take(500), bucket.take(501)]).toEqual([false, true, false]);
  });

  it('does not save up more than the burst, and a clock that goes back gives nothing', () => {
    const bucket = new TokenBucket({ perSecond: 10, burst: 2 }, 0);
    expect([bucket.take(60_000), bucket.take(60_000), bucket.take(60_000)]).toEqual([true, true, false]);
    expect(bucket.take(0)).toBe(false);
  });

  it('counts each key for itself, also after others were forgotten', () => {
    const buckets = new TokenBuckets({ perSecond: 1, burst: 1 }, 2);
    expect([buckets.take('a', 0), buckets.take('b', 0), buckets.take('a', 0)]).toEqual([true, true, false]);
    expect([buckets.take('c', 500), buckets.take('a', 500)]).toEqual([true, false]);
    expect([buckets.take('d', 5_000), buckets.take('d', 5_000)]).toEqual([true, false]);
  });
});
