// What goes into a channel's timeline and what comes out of it; spans are half-open and in samples of the channel's own rate.

import type { SampleIndex } from '../media-time.ts';

export interface AudioFrame {
  readonly kind: 'frame';
  readonly startSample: SampleIndex;
  /** Handed over: the timeline passes it on without a copy. */
  readonly samples: Float32Array;
}

/** The call clock moved on: what has not come before `toSample` is filled with silence and, if it comes yet, is late. */
export interface ClockAdvance {
  readonly kind: 'advance';
  readonly toSample: SampleIndex;
}

export type TimelineInput = AudioFrame | ClockAdvance;

/** lost: frames came after it. silent: the clock passed it. late-start: the channel had not been heard yet. */
export type GapReason = 'lost' | 'silent' | 'late-start';

/** duplicate: was output already. late: its place was given up. overlap: this part was output, the rest of it is used. */
export type DropReason = 'duplicate' | 'late' | 'overlap' | 'implausible';

/** Contiguous: the first begins at 0 and each begins where the one before ended, gaps included as zeros. */
export interface TimelineSamples {
  readonly kind: 'samples';
  readonly startSample: SampleIndex;
  readonly samples: Float32Array;
}

/** Comes just before the zeros that fill it. A long one comes in several adjoining parts with the same reason. */
export interface TimelineGap {
  readonly kind: 'gap';
  readonly startSample: SampleIndex;
  readonly endSample: SampleIndex;
  readonly reason: GapReason;
}

/** Audio that was received and is not in the stream, by its own stamps. */
export interface TimelineDrop {
  readonly kind: 'dropped';
  readonly startSample: SampleIndex;
  readonly endSample: SampleIndex;
  readonly reason: DropReason;
}

export type TimelineOutput = TimelineSamples | TimelineGap | TimelineDrop;
