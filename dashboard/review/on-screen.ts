// What was on screen at a moment of the call, and where customers looked. Time line and moment in, what the panel shows
// out. Pure.

import { HEAT_COLUMNS, HEAT_ROWS } from '../../gateway/protocol/timeline-material.ts';
import { inOrderOfSpeech } from '../parts/spoken-order.ts';
import type { Attention, KeyRegion, Material, MaterialStep, Slide, Timeline, Utterance } from '../state/wire.ts';

export interface OnScreen {
  /** Null where the feed named no slide and there is only gaze. */
  readonly slide: Slide | null;
  readonly number: number | null;
  readonly material: Material | null;
  readonly attention: Attention | null;
  readonly said: readonly Utterance[];
  /** Annotations on it, and files opened while it was on. */
  readonly steps: readonly MaterialStep[];
}

/** Null where nothing was on screen and nobody's gaze is known. */
export function onScreenAt(timeline: Timeline, atMs: number): OnScreen | null {
  const slide = timeline.slides.findLast((each) => atMs >= each.startMs && atMs < (each.endMs ?? Infinity)) ?? null;
  if (!slide) return gazeAlone(timeline);
  const ofSlide = (each: { readonly slideId: string | null }) => each.slideId === slide.slideId;
  return {
    slide,
    number: slideNumber(timeline, slide),
    material: timeline.materials.find(ofSlide) ?? null,
    attention: timeline.attention.find((each) => ofSlide(each) && each.observedMs > 0) ?? null,
    said: saidOver(timeline, slide),
    steps: stepsOver(timeline, slide),
  };
}

/** Only in calls whose feed sends gaze and no slides: else a pause between slides would show it. */
function gazeAlone({ attention, slides }: Timeline): OnScreen | null {
  const map = attention.find((each) => each.slideId === null && each.observedMs > 0);
  if (!map || slides.length > 0) return null;
  return { slide: null, number: null, material: null, attention: map, said: [], steps: [] };
}

/** As the deck counts, else in the order in which slides first came. */
export function slideNumber({ slides }: Pick<Timeline, 'slides'>, slide: Slide): number {
  if (slide.index !== null) return slide.index + 1;
  return [...new Set(slides.map(({ slideId }) => slideId))].indexOf(slide.slideId) + 1;
}

/** By the engine's link where it is there, else by time. */
function saidOver({ utterances }: Timeline, { viewed, startMs, endMs }: Slide): readonly Utterance[] {
  const ids = viewed && new Set(viewed.segmentIds);
  const isSaid = ({ segmentId, startMs: at }: Utterance) =>
    ids ? ids.has(segmentId) : at >= startMs && at < (endMs ?? Infinity);
  return inOrderOfSpeech(utterances.filter(isSaid));
}

function stepsOver({ path }: Timeline, { startMs, endMs }: Slide): readonly MaterialStep[] {
  const isOver = ({ kind, atMs }: MaterialStep) =>
    (kind === 'annotation' || kind === 'file') && atMs >= startMs && atMs < (endMs ?? Infinity);
  return path.filter(isOver);
}

/** A ninth of the slide: row 0 (top) to 2, column 0 (left) to 2. */
export interface Ninth {
  readonly row: number;
  readonly column: number;
  readonly ratio: number;
}

/** The ninth of the slide that was looked at most; null where nothing on the slide was. */
export function mostLookedAt({ dwellMs }: Attention): Ninth | null {
  const sums = new Array<number>(9).fill(0);
  for (const [cell, ms] of dwellMs.entries()) {
    const row = Math.floor(Math.floor(cell / HEAT_COLUMNS) / (HEAT_ROWS / 3));
    const column = Math.floor((cell % HEAT_COLUMNS) / (HEAT_COLUMNS / 3));
    const at = row * 3 + column;
    sums[at] = (sums[at] ?? 0) + ms;
  }
  const totalMs = sums.reduce((sum, ms) => sum + ms, 0);
  if (totalMs === 0) return null;
  const most = sums.indexOf(Math.max(...sums));
  return { row: Math.floor(most / 3), column: most % 3, ratio: (sums[most] ?? 0) / totalMs };
}

/** How strongly each cell is painted, 0…1: the root of its share of the strongest, so that weak ones are seen too. */
export function heatOf({ dwellMs }: Attention): readonly number[] {
  const mostMs = Math.max(1, ...dwellMs);
  return dwellMs.map((ms) => Math.sqrt(ms / mostMs));
}

export interface RegionShown {
  readonly region: KeyRegion;
  /** Null where it is not known. */
  readonly reception: number | null;
}

export function regionsOf({ material, slide }: OnScreen): readonly RegionShown[] {
  return (material?.keyRegions ?? []).map((region) => {
    const found = slide?.viewed?.regions.find(({ regionId }) => regionId === region.regionId);
    return { region, reception: found?.reception ?? null };
  });
}
