import { describe, expect, it } from 'vitest';
import type { WallMs } from '../../../engine/media-time.ts';
import { CardLatency } from '../../../gateway/calls/card-latency.ts';

function clocked() {
  let nowMs = 1_000;
  const latency = new CardLatency(() => nowMs as WallMs);
  return {
    latency,
    input(atWallMs: number, toMs: number): void {
      nowMs = atWallMs;
      const wall = latency.begins();
      latency.arrived(toMs, wall);
    },
    cardAt(atWallMs: number, atMs: number): number {
      nowMs = atWallMs;
      return latency.of(atMs);
    },
  };
}

describe('the latency of a card', () => {
  it('counts from the first input that reached its moment', () => {
    const call = clocked();
    call.input(1_000, 100);
    call.input(1_100, 200);
    call.input(1_200, 300);
    expect(call.cardAt(1_207, 150)).toBe(107);
  });

  it('counts from the input that is being worked on where no input has reached it yet', () => {
    const call = clocked();
    call.input(1_000, 100);
    call.latency.begins();
    expect(call.cardAt(1_012, 180)).toBe(12);
  });

  it('does not hear an input again that brings no new media time', () => {
    const call = clocked();
    call.input(1_000, 100);
    call.input(1_400, 100);
    expect(call.cardAt(1_500, 100)).toBe(500);
  });
});
