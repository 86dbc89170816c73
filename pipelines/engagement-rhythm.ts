// The rhythm of slides and pages as figures: flips per minute, back-flips, slides passed over, dwell, key reception.
// No latency: told at each flip, after each showing and at the end. Source: docs/metrics.md, material rhythm.

import type { EventDraft } from '../engine/events.ts';
import type { MediaMs } from '../engine/media-time.ts';
import { FLIP_WINDOW_MS, type Screen, shownMsOf } from './engagement-showings.ts';

type MetricDraft = Extract<EventDraft, { type: 'metric.sampled' }>;
type Viewed = Extract<EventDraft, { type: 'slide.viewed' }>;

interface Figure {
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  readonly dimension?: string;
  readonly windowMs?: number;
  readonly confidence?: number;
}

/** The feed says itself what is on screen: nothing is guessed. */
const SURE = 1;
/** Gaze over a point from which its reception is as sure as it gets, ms: some ten fixations of 300 ms on either side. */
const SURE_GAZE_MS = 6_000;

function sampled(atMs: MediaMs, { dimension = '', windowMs = 0, confidence = SURE, ...rest }: Figure): MetricDraft {
  const place = { participantId: null, windowMs: windowMs || null, dimension: dimension || null };
  return { type: 'metric.sampled', atMs, ...rest, ...place, confidence };
}

export function rhythmDrafts(screen: Screen, atMs: MediaMs): MetricDraft[] {
  const perMin = screen.recentFlipsMs.length / (FLIP_WINDOW_MS / 60_000);
  return [
    sampled(atMs, { metric: 'flips-per-min', value: perMin, unit: 'per-min', windowMs: FLIP_WINDOW_MS }),
    sampled(atMs, { metric: 'back-flips', value: screen.backFlips, unit: 'count' }),
    sampled(atMs, { metric: 'slides-passed-over', value: screen.skipped, unit: 'count' }),
  ];
}

export function viewMetrics({ atMs, slideId, startMs, endMs, regions, keyReception }: Viewed): MetricDraft[] {
  const dwell = sampled(atMs, { metric: 'slide-dwell-ms', value: endMs - startMs, unit: 'ms', dimension: slideId });
  if (keyReception === null) return [dwell];
  const observedMs = regions.reduce((sum, each) => sum + each.observedMs, 0);
  const confidence = 0.9 * Math.min(1, observedMs / SURE_GAZE_MS);
  return [
    dwell,
    sampled(atMs, { metric: 'key-reception', value: keyReception, unit: 'ratio', dimension: slideId, confidence }),
  ];
}

/** Flips per minute of time with something on screen, over the whole call. */
export function wholeRhythm(screen: Screen, atMs: MediaMs): MetricDraft[] {
  const shownMs = shownMsOf(screen, atMs);
  if (shownMs === 0) return [];
  return [
    sampled(atMs, { metric: 'material-ms', value: shownMs, unit: 'ms' }),
    sampled(atMs, { metric: 'flips-per-min', value: screen.flips / (shownMs / 60_000), unit: 'per-min' }),
  ];
}
