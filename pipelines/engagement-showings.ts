// What is on screen, and how one came to the next. In: slides, pages, end of show. Out: showings and the moves between.
// No latency. The same slide sent again while it is on goes on. Source: docs/metrics.md, material rhythm.

import type { KeyRegion } from '../engine/events/material.ts';
import type { EventOf } from '../engine/events.ts';
import { type MediaMs, mediaMs } from '../engine/media-time.ts';

export const SHOWING_INPUTS = ['slide.shown', 'page.flipped', 'slides.hidden'] as const;
export type ShowingInput = EventOf<(typeof SHOWING_INPUTS)[number]>;

export interface Showing {
  readonly slideId: string;
  readonly kind: 'slide' | 'page';
  readonly index: number | null;
  readonly showing: number;
  readonly move: 'first' | 'forward' | 'skip' | 'back';
  readonly startMs: MediaMs;
  /** Null while it is on. */
  readonly endMs: MediaMs | null;
  readonly keyRegions: readonly KeyRegion[];
}

export interface Screen {
  readonly current: Showing | null;
  /** The last that was on, also after the show ended. */
  readonly last: Showing | null;
  /** How often each slide has been shown, in the order of first showing. */
  readonly showings: ReadonlyMap<string, number>;
  /** Regions and places in the deck as last given: a feed need not repeat them. */
  readonly regions: ReadonlyMap<string, readonly KeyRegion[]>;
  readonly places: ReadonlyMap<string, number>;
  readonly flips: number;
  readonly backFlips: number;
  /** Slides that were passed over on the way forward. */
  readonly skipped: number;
  /** Times of the flips of the last minute. */
  readonly recentFlipsMs: readonly number[];
  /** Time with something on screen in showings that are over, ms. */
  readonly shownMs: number;
}

export const EMPTY_SCREEN: Screen = {
  current: null,
  last: null,
  showings: new Map(),
  regions: new Map(),
  places: new Map(),
  flips: 0,
  backFlips: 0,
  skipped: 0,
  recentFlipsMs: [],
  shownMs: 0,
};

export const FLIP_WINDOW_MS = 60_000;

/** A page's name among slides. */
export const pageId = (fileId: string, pageIndex: number): string => `${fileId}#${pageIndex}`;

export interface ScreenChange {
  readonly screen: Screen;
  /** The showing that ended with this, and whether another took its place. */
  readonly ended: Showing | null;
  readonly isFlip: boolean;
}

export function foldScreen(screen: Screen, event: ShowingInput): ScreenChange {
  if (event.type === 'slides.hidden') {
    const { ended, shownMs } = endShowing(screen, event.atMs);
    return { screen: { ...screen, current: null, shownMs }, ended, isFlip: false };
  }
  const item = itemOf(event);
  const index = item.index ?? screen.places.get(item.slideId) ?? null;
  const places = index === null ? screen.places : new Map(screen.places).set(item.slideId, index);
  const shown = { ...item, index };
  const keyRegions = event.keyRegions ?? screen.regions.get(shown.slideId) ?? [];
  const regions = new Map(screen.regions).set(shown.slideId, keyRegions);
  if (screen.current?.slideId === shown.slideId) {
    const current = { ...screen.current, keyRegions, index };
    return { screen: { ...screen, regions, places, current, last: current }, ended: null, isFlip: false };
  }
  return flip({ ...screen, regions, places }, { ...shown, keyRegions, startMs: event.atMs });
}

type Shown = Pick<Showing, 'slideId' | 'kind' | 'index' | 'keyRegions' | 'startMs'>;

function flip(screen: Screen, shown: Shown): ScreenChange {
  const { ended, shownMs } = endShowing(screen, shown.startMs);
  const showing = (screen.showings.get(shown.slideId) ?? 0) + 1;
  const move = moveTo(screen, shown);
  const isSame = screen.last?.slideId === shown.slideId;
  const isFlip = move !== 'first' && !isSame;
  const current: Showing = { ...shown, showing, move, endMs: null };
  const sinceMs = shown.startMs - FLIP_WINDOW_MS;
  const recent = screen.recentFlipsMs.filter((atMs) => atMs > sinceMs);
  const next: Screen = {
    ...screen,
    current,
    last: current,
    shownMs,
    showings: new Map(screen.showings).set(shown.slideId, showing),
    flips: screen.flips + (isFlip ? 1 : 0),
    backFlips: screen.backFlips + (isFlip && move === 'back' ? 1 : 0),
    skipped: screen.skipped + (move === 'skip' ? passedOver(screen.last, shown) : 0),
    recentFlipsMs: isFlip ? [...recent, shown.startMs] : recent,
  };
  return { screen: next, ended, isFlip };
}

function endShowing({ current, shownMs }: Screen, endMs: MediaMs) {
  if (!current) return { ended: null, shownMs };
  return { ended: { ...current, endMs }, shownMs: shownMs + endMs - current.startMs };
}

function itemOf(event: EventOf<'slide.shown'> | EventOf<'page.flipped'>): Pick<Showing, 'slideId' | 'kind' | 'index'> {
  if (event.type === 'slide.shown') return { slideId: event.slideId, kind: 'slide', index: event.index ?? null };
  return { slideId: pageId(event.fileId, event.pageIndex), kind: 'page', index: event.pageIndex };
}

/** By place in the deck where the feed tells it; else a slide that was shown before is one before. */
function moveTo({ last, showings }: Screen, shown: Shown): Showing['move'] {
  if (!last) return 'first';
  if (last.index === null || shown.index === null || last.kind !== shown.kind) {
    return showings.has(shown.slideId) ? 'back' : 'forward';
  }
  if (shown.index < last.index) return 'back';
  return passedOver(last, shown) > 0 ? 'skip' : 'forward';
}

function passedOver(last: Showing | null, { index }: Shown): number {
  if (!last || last.index === null || index === null) return 0;
  return Math.max(0, index - last.index - 1);
}

/** Time with something on screen up to `nowMs`, ms. */
export function shownMsOf({ current, shownMs }: Screen, nowMs: number): number {
  return shownMs + (current ? Math.max(0, nowMs - current.startMs) : 0);
}

/** The showing as it ends with the call. */
export function endAll(screen: Screen, nowMs: MediaMs): ScreenChange {
  const { ended, shownMs } = endShowing(screen, mediaMs(Math.max(nowMs, screen.current?.startMs ?? 0)));
  return { screen: { ...screen, current: null, shownMs }, ended, isFlip: false };
}
