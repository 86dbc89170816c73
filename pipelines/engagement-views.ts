// One showing of a slide while what belongs to it still comes in. In: words, gaze. Out: slide.viewed, once it is settled.
// Key reception: of the gaze observed while a region's point was being spoken, the share that was on the region.
// Latency: the words said over a slide come after it has gone, so it is told `settleMs` after its end.

import type { KeyRegion, RegionReception } from '../engine/events/material.ts';
import type { EventDraft, EventOf } from '../engine/events.ts';
import type { SegmentId } from '../engine/ids.ts';
import { type MediaMs, type MediaSpan, mediaMs, overlapMs } from '../engine/media-time.ts';
import { addShares, type GazeShare, NO_SHARE, type OnScreen } from './engagement-gaze.ts';
import type { Showing } from './engagement-showings.ts';

type Utterance = EventOf<'utterance.finalized'>;

interface Said extends MediaSpan {
  /** Bit n: the point of key region n is spoken of; 0 for words of the customer. */
  readonly points: number;
  /** Gaze while it was said; null until the samples of that time have surely come. */
  readonly gaze: GazeShare | null;
}

export interface View {
  readonly showing: Showing;
  /** The newest revision of each utterance that touches the showing. */
  readonly said: ReadonlyMap<SegmentId, Said>;
  /** Gaze over the whole showing. */
  readonly gaze: GazeShare;
}

export const openView = (showing: Showing): View => ({ showing, said: new Map(), gaze: NO_SHARE });

const spanOf = ({ showing }: View): MediaSpan => ({
  startMs: showing.startMs,
  endMs: showing.endMs ?? mediaMs(Number.MAX_SAFE_INTEGER),
});

const NOTHING_ON: OnScreen = { slideId: null, keyRegions: [] };

/** What was on screen at a moment; where the feed names a slide, that one. */
export function screenAt(
  views: readonly View[],
  regions: ReadonlyMap<string, readonly KeyRegion[]>,
  named: string | undefined,
): (atMs: number) => OnScreen {
  if (named !== undefined) {
    const meant = { slideId: named, keyRegions: regions.get(named) ?? [] };
    return () => meant;
  }
  const showings = views.map(({ showing }) => showing).reverse();
  const isOn = ({ startMs, endMs }: Showing, atMs: number) => atMs >= startMs && (endMs === null || atMs < endMs);
  return (atMs) => showings.find((showing) => isOn(showing, atMs)) ?? NOTHING_ON;
}

/** Which regions' points an utterance speaks of, as bits. */
export type PointsOf = (regions: readonly KeyRegion[], utterance: Utterance) => number;

export function hearOver(view: View, utterance: Utterance, pointsOf: PointsOf): View {
  const { segmentId, startMs, endMs } = utterance;
  if (overlapMs(spanOf(view), utterance) <= 0) return view;
  const points = pointsOf(view.showing.keyRegions, utterance);
  return { ...view, said: new Map(view.said).set(segmentId, { startMs, endMs, points, gaze: null }) };
}

/** Gaze of everybody within a stretch of the showing. */
export type GazeIn = (slideId: string, fromMs: number, toMs: number) => GazeShare;

/** Looks up the gaze during words that ended before `beforeMs`. */
export function settlePoints(view: View, beforeMs: number, gazeIn: GazeIn): View {
  const due = [...view.said].filter(([, { points, gaze, endMs }]) => points > 0 && !gaze && endMs <= beforeMs);
  if (due.length === 0) return view;
  const said = new Map(view.said);
  for (const [id, each] of due) {
    const fromMs = Math.max(each.startMs, view.showing.startMs);
    const toMs = Math.min(each.endMs, view.showing.endMs ?? each.endMs);
    said.set(id, { ...each, gaze: gazeIn(view.showing.slideId, fromMs, toMs) });
  }
  return { ...view, said };
}

export function viewedDraft(
  view: View,
  atMs: MediaMs,
  skimmedMs: number,
): Extract<EventDraft, { type: 'slide.viewed' }> {
  const { showing, gaze } = view;
  const { slideId, kind, index, startMs, move } = showing;
  const endMs = showing.endMs ?? atMs;
  const regions = showing.keyRegions.map((region, at) => receptionOf(view, region, at));
  const observedMs = regions.reduce((sum, each) => sum + each.observedMs, 0);
  const onRegionMs = regions.reduce((sum, each) => sum + each.onRegionMs, 0);
  return {
    type: 'slide.viewed',
    atMs,
    slideId,
    kind,
    index,
    showing: showing.showing,
    startMs,
    endMs,
    move,
    isSkimmed: endMs - startMs < skimmedMs,
    segmentIds: segmentsOf(view, { startMs, endMs }),
    gazeMs: gaze.observedMs,
    gazeShare: gaze.observedMs > 0 ? Math.min(1, gaze.onMs / gaze.observedMs) : null,
    regions,
    keyReception: observedMs > 0 ? onRegionMs / observedMs : null,
  };
}

const namesPoint = ({ phrases = [], topic }: KeyRegion): boolean => phrases.length > 0 || topic !== undefined;

function receptionOf(view: View, region: KeyRegion, at: number): RegionReception {
  const isSpoken = namesPoint(region);
  const said = [...view.said.values()].filter(({ points }) => (points >> at) & 1);
  const share = isSpoken ? said.reduce((sum, { gaze }) => addShares(sum, gaze ?? NO_SHARE), NO_SHARE) : view.gaze;
  const { observedMs } = share;
  const onRegionMs = share.regionMs[at] ?? 0;
  const reception = observedMs > 0 ? Math.min(1, onRegionMs / observedMs) : null;
  return { regionId: region.regionId, basis: isSpoken ? 'words' : 'slide', observedMs, onRegionMs, reception };
}

/** In the order they were said; an utterance across a flip belongs to the slide that had the larger part of it. */
function segmentsOf({ said }: View, shown: MediaSpan): SegmentId[] {
  const belongs = (each: MediaSpan) => {
    const sharedMs = overlapMs(each, shown);
    return sharedMs * 2 >= each.endMs - each.startMs || sharedMs * 2 >= shown.endMs - shown.startMs;
  };
  const own = [...said].filter(([, each]) => belongs(each));
  return own.sort(([, a], [, b]) => a.startMs - b.startMs).map(([id]) => id);
}
