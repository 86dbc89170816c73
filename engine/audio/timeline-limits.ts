// The limits of a channel's timeline: options in milliseconds in, the same in samples of the channel's rate out.

import { mediaMs, sampleAtMediaMs } from '../media-time.ts';

const SHORTEST_FRAME_MS = 10;

export interface TimelineOptions {
  readonly sampleRateHz: number;
  /**
   * How far (media ms) the furthest sample received may be ahead of a missing one before that is given up as lost.
   * 0…maxPendingMs; default 200: more than the jitter of a usable call, less than people notice as a delay of a card.
   */
  readonly reorderMs?: number;
  /**
   * A frame stamped less than this from where it is expected is taken as contiguous. 0…5 ms, default 5: half of the
   * shortest frame (10 ms), the largest value at which a lost frame is always a gap and a repeated one always dropped.
   */
  readonly driftToleranceMs?: number;
  /** Most audio (ms) that may wait behind a hole; beyond it the hole is filled at once. Default 2000: bounds memory. */
  readonly maxPendingMs?: number;
  /**
   * A frame stamped further ahead than this (ms) is dropped as `implausible`: one broken stamp must not make hours of
   * zeros. Default 600,000; longer silences are bridged by `advance`.
   */
  readonly maxJumpMs?: number;
}

export interface TimelineLimits {
  readonly reorder: number;
  readonly tolerance: number;
  readonly maxPending: number;
  readonly maxPendingFrames: number;
  readonly maxJump: number;
}

export function timelineLimits(options: TimelineOptions): TimelineLimits {
  const { sampleRateHz, reorderMs = 200, driftToleranceMs = 5, maxPendingMs = 2000, maxJumpMs = 600_000 } = options;
  const samples = (ms: number) => sampleAtMediaMs(mediaMs(ms), sampleRateHz);
  return {
    reorder: samples(reorderMs),
    tolerance: samples(driftToleranceMs),
    maxPending: samples(maxPendingMs),
    maxPendingFrames: Math.ceil(maxPendingMs / SHORTEST_FRAME_MS),
    maxJump: samples(maxJumpMs),
  };
}
