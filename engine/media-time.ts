// Media time: milliseconds since the call began, counted in samples and event stamps, never read from a wall clock.
// This is the only file in which samples, milliseconds and wall time are converted into one another.

import { z } from 'zod';

/** Milliseconds since the call began. Fractions are allowed: sample 1 at 8 kHz is 0.125 ms. */
export const MediaMs = z.number().min(0).finite().brand<'MediaMs'>();
export type MediaMs = z.infer<typeof MediaMs>;

/** Position in one channel, counted in samples of that channel's own rate since the call began. */
export type SampleIndex = number & { readonly __sampleIndex: true };

/** Milliseconds since 1970-01-01T00:00:00Z. Only the gateway reads clocks; elsewhere it is data. */
export type WallMs = number & { readonly __wallMs: true };

/** Half-open span [startMs, endMs) of media time. */
export interface MediaSpan {
  readonly startMs: MediaMs;
  readonly endMs: MediaMs;
}

export const mediaMs = (ms: number): MediaMs => ms as MediaMs;
export const sampleIndex = (index: number): SampleIndex => index as SampleIndex;
export const wallMs = (ms: number): WallMs => ms as WallMs;

/** Exact for the rates we take (8, 16, 24, 48 kHz): each millisecond is a whole number of samples. */
export function mediaMsOfSample(index: SampleIndex, sampleRateHz: number): MediaMs {
  return ((index * 1000) / sampleRateHz) as MediaMs;
}

/** The nearest sample to a media time. */
export function sampleAtMediaMs(atMs: MediaMs, sampleRateHz: number): SampleIndex {
  return Math.round((atMs * sampleRateHz) / 1000) as SampleIndex;
}

export function durationMs(span: MediaSpan): number {
  return span.endMs - span.startMs;
}

/** Length of what two spans share, in ms; 0 where they do not touch. */
export function overlapMs(a: MediaSpan, b: MediaSpan): number {
  return Math.max(0, Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs));
}
