// Builders for slides and gaze, and a straightforward account of gaze to compare with.

import { type GazeSample, HEAT_COLUMNS, HEAT_ROWS, type KeyRegion } from '../../engine/events/material.ts';
import type { ParticipantId } from '../../engine/ids.ts';
import type { GazeRead } from '../../engine/observations.ts';
import { CUSTOMER, event, ms } from './signals.ts';

export interface SlideChanges {
  readonly index?: number;
  readonly title?: string;
  readonly keyRegions?: KeyRegion[];
}

export const slideShown = (atMs: number, slideId: string, changes: SlideChanges = {}) =>
  event({ type: 'slide.shown', atMs: ms(atMs), slideId, ...changes });
export const slidesHidden = (atMs: number) => event({ type: 'slides.hidden', atMs: ms(atMs) });
export const pageFlipped = (atMs: number, fileId: string, pageIndex: number) =>
  event({ type: 'page.flipped', atMs: ms(atMs), fileId, pageIndex });

export const look = (atMs: number, x: number | null, y: number | null, confidence?: number): GazeSample => {
  return { atMs: ms(atMs), x, y, ...(confidence === undefined ? {} : { confidence }) };
};

export function gaze(samples: readonly GazeSample[], slideId?: string, who: ParticipantId = CUSTOMER): GazeRead {
  const atMs = samples.at(-1)?.atMs ?? ms(0);
  const named = slideId === undefined ? {} : { slideId };
  return { type: 'gaze.sampled', atMs, participantId: who, samples: [...samples], ...named };
}

/** Samples every `everyMs` in [fromMs, toMs], in batches of one second, each stamped when its last sample came. */
export function gazeAt(
  fromMs: number,
  toMs: number,
  placeAt: (atMs: number) => readonly [x: number | null, y: number | null],
  everyMs = 40,
): GazeRead[] {
  const batches: GazeRead[] = [];
  for (let startMs = fromMs; startMs <= toMs; startMs += 1_000) {
    const samples: GazeSample[] = [];
    for (let atMs = startMs; atMs < Math.min(startMs + 1_000, toMs + 1); atMs += everyMs) {
      samples.push(look(atMs, ...placeAt(atMs)));
    }
    if (samples.length > 0) batches.push(gaze(samples));
  }
  return batches;
}

/** Time per cell, ms, counted the plain way: every sample until the next, at most `longestMs`; `null` is elsewhere. */
export function cellsOracle(samples: readonly GazeSample[], longestMs: number): Map<number, number> {
  const cells = new Map<number, number>();
  for (let at = 0; at + 1 < samples.length; at += 1) {
    const [sample, next] = [samples[at], samples[at + 1]];
    if (!sample || !next || sample.x === null || sample.y === null) continue;
    const cell =
      Math.min(HEAT_ROWS - 1, Math.floor(sample.y * HEAT_ROWS)) * HEAT_COLUMNS +
      Math.min(HEAT_COLUMNS - 1, Math.floor(sample.x * HEAT_COLUMNS));
    cells.set(cell, (cells.get(cell) ?? 0) + Math.min(longestMs, next.atMs - sample.atMs));
  }
  return cells;
}
