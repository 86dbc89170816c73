import { describe, expect, it } from 'vitest';
import type { VoiceRateHz } from '../../../engine/ports.ts';
import { Batcher, planBatches } from '../../../models/batcher.ts';

const window = (streamId: number, nth = 0, sampleRateHz: VoiceRateHz = 16000) => ({ streamId, sampleRateHz, nth });

/** Batches as 'stream.nth' per row, to be read at a glance. */
const shown = (batches: ReturnType<typeof planBatches<ReturnType<typeof window>>>) =>
  batches.map((batch) => batch.windows.map(({ streamId, nth }) => `${streamId}.${nth}`).join(' '));

describe('planning batches', () => {
  it('puts one window of each stream into one batch', () => {
    expect(shown(planBatches([window(1), window(2), window(3)], 64))).toEqual(['1.0 2.0 3.0']);
  });

  it('has no batch for nothing', () => {
    expect(planBatches([], 64)).toEqual([]);
  });

  it('never has two windows of a stream in a batch, and keeps them in order', () => {
    const waiting = [window(1, 0), window(1, 1), window(2, 0), window(1, 2), window(2, 1)];
    expect(shown(planBatches(waiting, 64))).toEqual(['1.0 2.0', '1.1 2.1', '1.2']);
  });

  it('caps a batch and fills the next one', () => {
    const waiting = [1, 2, 3, 4, 5].map((streamId) => window(streamId));
    expect(shown(planBatches(waiting, 2))).toEqual(['1.0 2.0', '3.0 4.0', '5.0']);
  });

  it('lets a late stream fill room in the first batch that is not full', () => {
    const waiting = [window(1, 0), window(1, 1), window(2, 0), window(3, 0)];
    expect(shown(planBatches(waiting, 2))).toEqual(['1.0 2.0', '1.1 3.0']);
  });

  it('puts a window behind full batches after the stream has one in an earlier batch', () => {
    const waiting = [window(1, 0), window(1, 1), window(2, 0), window(2, 1), window(3, 0), window(1, 2)];
    expect(shown(planBatches(waiting, 2))).toEqual(['1.0 2.0', '1.1 2.1', '3.0 1.2']);
  });

  it('keeps the rates apart, and runs first what came first', () => {
    const waiting = [window(1, 0, 8000), window(2, 0, 16000), window(3, 0, 8000), window(2, 1, 16000)];
    const batches = planBatches(waiting, 64);
    expect(shown(batches)).toEqual(['1.0 3.0', '2.0', '2.1']);
    expect(batches.map((batch) => batch.sampleRateHz)).toEqual([8000, 16000, 16000]);
  });
});

describe('the batcher', () => {
  const limits = { maxRows: 2, maxPendingWindows: 4, maxPendingPerStream: 2 };

  it('gives what waits once', () => {
    const batcher = new Batcher(limits);
    batcher.offer(window(1));
    expect(batcher.take()).toHaveLength(1);
    expect(batcher.take()).toEqual([]);
  });

  it('counts a window against the limits until it is settled, not only until it is taken', () => {
    const batcher = new Batcher<ReturnType<typeof window>>(limits);
    const [first, second] = [window(1, 0), window(1, 1)];
    expect([batcher.offer(first), batcher.offer(second), batcher.offer(window(1, 2))]).toEqual([true, true, false]);
    batcher.take();
    expect(batcher.offer(window(1, 2))).toBe(false);
    batcher.settle(first);
    expect(batcher.offer(window(1, 2))).toBe(true);
  });

  it('refuses beyond the limit of all streams, and a refusal changes nothing', () => {
    const batcher = new Batcher(limits);
    expect([1, 2, 3, 4, 5].map((streamId) => batcher.offer(window(streamId)))).toEqual([true, true, true, true, false]);
    expect(batcher.pending).toBe(4);
    expect(batcher.pendingOf(5)).toBe(0);
  });

  it('forgets a stream that has nothing pending', () => {
    const batcher = new Batcher<ReturnType<typeof window>>(limits);
    const only = window(1);
    batcher.offer(only);
    expect(batcher.pendingOf(1)).toBe(1);
    batcher.take();
    batcher.settle(only);
    expect([batcher.pendingOf(1), batcher.pending]).toEqual([0, 0]);
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a limit of %d', (maxRows) => {
    expect(() => new Batcher({ ...limits, maxRows })).toThrow(
      expect.objectContaining({ code: 'input.config', message: 'maxRows must be a whole number from 1 on' }),
    );
  });
});
