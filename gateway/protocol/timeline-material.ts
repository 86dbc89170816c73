// What was on screen in a call, and where customers looked: the slides' part of the time line, and its fold.

import { z } from 'zod';
import { HEAT_CELLS, KeyRegion, SlideViewed } from '../../engine/events/material.ts';
import type { EventOf } from '../../engine/events.ts';

export { HEAT_COLUMNS, HEAT_ROWS } from '../../engine/events/material.ts';

const ms = z.number();
const viewed = SlideViewed.shape;

/** One showing of a slide or page. */
export const TimelineSlide = z.object({
  /** A page is `fileId#pageIndex`. */
  slideId: z.string(),
  kind: z.enum(['slide', 'page']),
  index: z.number().nullable(),
  title: z.string().nullable(),
  startMs: ms,
  endMs: ms.nullable(),
  /** Null while it is shown, and until the words said over it have come. */
  viewed: z
    .object({
      move: viewed.move,
      isSkimmed: viewed.isSkimmed,
      segmentIds: z.array(z.string()),
      gazeMs: viewed.gazeMs,
      gazeShare: viewed.gazeShare,
      regions: viewed.regions,
      keyReception: viewed.keyReception,
    })
    .nullable(),
});
export type TimelineSlide = z.infer<typeof TimelineSlide>;

/** What a slide or page looks like, as the feed last said it. */
export const TimelineMaterial = z.object({
  slideId: z.string(),
  title: z.string().nullable(),
  outline: z.array(z.string()),
  /** A `data:` image; null where the feed gave none. */
  image: z.string().nullable(),
  keyRegions: z.array(KeyRegion),
});
export type TimelineMaterial = z.infer<typeof TimelineMaterial>;

/** Gaze of all customers on one slide, over the call. */
export const TimelineAttention = z.object({
  /** Null for gaze while no slide was known. */
  slideId: z.string().nullable(),
  /** Time in each cell, ms: 32 columns by 18 rows, row by row. */
  dwellMs: z.array(z.number()),
  /** Gaze that was observed, on the slide or elsewhere, ms. */
  observedMs: z.number(),
});
export type TimelineAttention = z.infer<typeof TimelineAttention>;

/** One step on the path through the material. */
export const TimelineStep = z.object({
  atMs: ms,
  kind: z.enum(['slide', 'page', 'file', 'annotation']),
  /** The slide, page or file. */
  itemId: z.string().nullable(),
  title: z.string().nullable(),
  participantId: z.string().nullable(),
  /** What was written. */
  text: z.string().nullable(),
});
export type TimelineStep = z.infer<typeof TimelineStep>;

export const TIMELINE_MATERIAL = {
  slides: z.array(TimelineSlide),
  materials: z.array(TimelineMaterial),
  attention: z.array(TimelineAttention),
  /** Slides, pages, files and annotations in the order they came. */
  path: z.array(TimelineStep),
};

export interface MaterialTimeline {
  slides: TimelineSlide[];
  materials: TimelineMaterial[];
  attention: TimelineAttention[];
  path: TimelineStep[];
}

export const emptyMaterial = (): MaterialTimeline => ({ slides: [], materials: [], attention: [], path: [] });

type OnScreen = EventOf<'slide.shown'> | EventOf<'page.flipped'>;

export function foldShown(timeline: MaterialTimeline, event: OnScreen): void {
  const { atMs, title = null, participantId = null } = event;
  const kind = event.type === 'slide.shown' ? 'slide' : 'page';
  const slideId = event.type === 'slide.shown' ? event.slideId : `${event.fileId}#${event.pageIndex}`;
  const given = event.type === 'slide.shown' ? event.index : event.pageIndex;
  const index = given ?? timeline.slides.findLast((each) => each.slideId === slideId)?.index ?? null;
  noteMaterial(timeline, slideId, event);
  const last = timeline.slides.at(-1);
  if (last?.slideId === slideId && last.endMs === null) return;
  closeSlide(timeline, atMs);
  timeline.slides.push({ slideId, kind, index, title, startMs: atMs, endMs: null, viewed: null });
  timeline.path.push({ atMs, kind, itemId: slideId, title, participantId, text: null });
}

function noteMaterial(timeline: MaterialTimeline, slideId: string, event: OnScreen): void {
  const before = timeline.materials.find((each) => each.slideId === slideId);
  const after: TimelineMaterial = {
    slideId,
    title: event.title ?? before?.title ?? null,
    outline: event.outline ?? before?.outline ?? [],
    image: event.image ?? before?.image ?? null,
    keyRegions: event.keyRegions ?? before?.keyRegions ?? [],
  };
  if (before) Object.assign(before, after);
  else timeline.materials.push(after);
}

export function closeSlide(timeline: MaterialTimeline, atMs: number): void {
  const last = timeline.slides.at(-1);
  if (last && last.endMs === null) last.endMs = atMs;
}

export function foldViewed(timeline: MaterialTimeline, event: EventOf<'slide.viewed'>): void {
  const { move, isSkimmed, segmentIds, gazeMs, gazeShare, regions, keyReception } = event;
  const isMeant = (each: TimelineSlide) => each.slideId === event.slideId && each.startMs === event.startMs;
  const slide = timeline.slides.findLast(isMeant);
  if (slide) slide.viewed = { move, isSkimmed, segmentIds: [...segmentIds], gazeMs, gazeShare, regions, keyReception };
}

export function foldMapped(timeline: MaterialTimeline, event: EventOf<'attention.mapped'>): void {
  const { slideId, cells, dwellMs, observedMs } = event;
  let map = timeline.attention.find((each) => each.slideId === slideId);
  if (!map) {
    map = { slideId, dwellMs: new Array<number>(HEAT_CELLS).fill(0), observedMs: 0 };
    timeline.attention.push(map);
  }
  map.observedMs += observedMs;
  for (const [at, cell] of cells.entries()) map.dwellMs[cell] = (map.dwellMs[cell] ?? 0) + (dwellMs[at] ?? 0);
}

export function foldFile(timeline: MaterialTimeline, event: EventOf<'file.opened'>): void {
  const { atMs, fileId: itemId, title = null, participantId = null } = event;
  timeline.path.push({ atMs, kind: 'file', itemId, title, participantId, text: null });
}

export function foldAnnotation(timeline: MaterialTimeline, event: EventOf<'annotation.made'>): void {
  const onScreen = timeline.slides.at(-1);
  const itemId = event.slideId ?? (onScreen?.endMs === null ? onScreen.slideId : null);
  const { atMs, participantId = null, text = null, kind: title } = event;
  timeline.path.push({ atMs, kind: 'annotation', itemId, title, participantId, text });
}
