// What machines see besides the log: readings and the passing of time. Not kept, because replaying the input makes them again.

import type { GazeSampled } from './events/material.ts';
import type { CallEvent, EventType } from './events.ts';
import type { ChannelIndex, SegmentId } from './ids.ts';
import type { MediaMs } from './media-time.ts';
import type { EmotionReading, VoiceReading } from './ports.ts';

/**
 * One 32 ms window of one channel has been read by the voice model, and by the emotion model where it ends a hop of a voice
 * that may be read. `atMs` = `endMs`.
 */
export interface WindowRead extends VoiceReading {
  readonly type: 'window.read';
  readonly atMs: MediaMs;
  readonly channel: ChannelIndex;
  readonly startMs: MediaMs;
  readonly endMs: MediaMs;
  /** How the voice sounds in the last 2 s; absent for all but one window a second, and where it may not be read. */
  readonly emotion?: EmotionReading;
}

/** The call clock passed a multiple of the tick length (100 ms). Deadlines are compared on it. */
export interface ClockTicked {
  readonly type: 'clock.ticked';
  readonly atMs: MediaMs;
}

/** A batch of gaze samples from the feed, stamped. */
export type GazeRead = GazeSampled & { readonly atMs: MediaMs };

/** What the words of a final segment of the rep mean, just before the segment; only where a sentence model is installed. */
export interface SegmentEmbedded {
  readonly type: 'segment.embedded';
  readonly atMs: MediaMs;
  readonly segmentId: SegmentId;
  /** float32[width]: a unit vector of the same model as the vectors of the call's context. */
  readonly vector: Float32Array;
}

export type Observation = WindowRead | ClockTicked | GazeRead | SegmentEmbedded;
export type ObservationType = Observation['type'];

/** Everything that reaches a pipeline, in one order. */
export type Signal = CallEvent | Observation;
export type SignalType = EventType | ObservationType;
export type SignalOf<T extends SignalType> = Extract<Signal, { type: T }>;
