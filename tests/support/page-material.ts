// Slides of an invented call with what customers looked at: events of the kinds that the engine makes of gaze.

import { HEAT_COLUMNS, HEAT_ROWS, type KeyRegion } from '../../engine/events/material.ts';
import type { PageDraft } from './page-log.ts';
import type { ScriptLine } from './page-script.ts';

interface SlideLine extends ScriptLine {
  readonly index: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly segmentId: string;
}

export interface ScriptLooks {
  readonly outline: readonly string[];
  readonly keyRegions?: readonly KeyRegion[];
  readonly image?: string;
  /** Where customers looked most, in [0, 1]; absent where no gaze was sent. */
  readonly eyes?: readonly [x: number, y: number];
  /** How much of each region's point arrived. */
  readonly receptions?: readonly number[];
}

export function slideDrafts(lines: readonly SlideLine[], callMs: number): PageDraft[] {
  const slides = lines.filter(({ slide }) => slide !== undefined);
  return slides.flatMap((line, at) => {
    const { startMs, slide: title, index: lineIndex, looks } = line;
    const endMs = slides[at + 1]?.startMs ?? callMs;
    const slideId = `slide-${lineIndex}`;
    const { outline, keyRegions, image } = looks ?? {};
    const shown: PageDraft = {
      atMs: startMs,
      type: 'slide.shown',
      slideId,
      index: at,
      title,
      ...(outline ? { outline } : {}),
      ...(keyRegions ? { keyRegions } : {}),
      ...(image ? { image } : {}),
    };
    return [shown, ...gazeOf(slideId, startMs, endMs, looks), viewedDraft(line, at, lines, endMs)];
  });
}

function gazeOf(slideId: string, startMs: number, endMs: number, looks: ScriptLooks | undefined): PageDraft[] {
  const { eyes } = looks ?? {};
  if (!eyes) return [];
  const cells: number[] = [];
  const dwellMs: number[] = [];
  for (let cell = 0; cell < HEAT_COLUMNS * HEAT_ROWS; cell += 1) {
    const x = ((cell % HEAT_COLUMNS) + 0.5) / HEAT_COLUMNS - eyes[0];
    const y = (Math.floor(cell / HEAT_COLUMNS) + 0.5) / HEAT_ROWS - eyes[1];
    const ms = Math.round(420 * Math.exp(-(x * x * 30 + y * y * 40)));
    if (ms < 4) continue;
    cells.push(cell);
    dwellMs.push(ms);
  }
  const observedMs = Math.round(dwellMs.reduce((sum, ms) => sum + ms, 0) * 1.2);
  const map = { participantId: 'customer', slideId, startMs, endMs, cells, dwellMs, observedMs };
  return [{ atMs: endMs, type: 'attention.mapped', ...map }];
}

function viewedDraft(line: SlideLine, at: number, lines: readonly SlideLine[], endMs: number): PageDraft {
  const { startMs, index, looks } = line;
  const regions = (looks?.keyRegions ?? []).map(({ regionId }, place) => {
    const reception = looks?.receptions?.[place] ?? null;
    const observedMs = reception === null ? 0 : 4_000;
    return { regionId, basis: 'words', observedMs, onRegionMs: observedMs * (reception ?? 0), reception };
  });
  const known = regions.flatMap(({ reception }) => reception ?? []);
  return {
    atMs: endMs + 1_500,
    type: 'slide.viewed',
    slideId: `slide-${index}`,
    kind: 'slide',
    index: at,
    showing: 1,
    startMs,
    endMs,
    move: at === 0 ? 'first' : 'forward',
    isSkimmed: false,
    segmentIds: lines.filter((each) => each.startMs >= startMs && each.startMs < endMs).map((each) => each.segmentId),
    gazeMs: looks?.eyes ? 12_000 : 0,
    gazeShare: looks?.eyes ? 0.83 : null,
    regions,
    keyReception: known.length > 0 ? known.reduce((sum, each) => sum + each, 0) / known.length : null,
  };
}
