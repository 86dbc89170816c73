// Heat map cells that came since they were last told → attention.mapped, one per participant and slide. No latency.

import type { EventDraft } from '../engine/events.ts';
import type { ParticipantId } from '../engine/ids.ts';
import { type MediaMs, mediaMs } from '../engine/media-time.ts';
import type { Gaze } from './engagement-gaze.ts';

type MapDraft = Extract<EventDraft, { type: 'attention.mapped' }>;
type Gazes = ReadonlyMap<ParticipantId, Gaze>;

/** A cell with less time than this since the last map is noise on its edge, ms. */
const LEAST_CELL_MS = 1;

export function mappedDrafts(gazes: Gazes, atMs: MediaMs): readonly [Gazes, MapDraft[]] {
  const drafts = [...gazes].flatMap(([id, gaze]) => mapsOf(id, gaze, atMs));
  if (drafts.length === 0) return [gazes, drafts];
  return [new Map([...gazes].map(([id, gaze]) => [id, { ...gaze, untold: new Map() }])), drafts];
}

function mapsOf(participantId: ParticipantId, { untold }: Gaze, atMs: MediaMs): MapDraft[] {
  return [...untold].map(([slideId, { cells, startMs, endMs, observedMs }]): MapDraft => {
    const told = [...cells].filter(([, ms]) => ms >= LEAST_CELL_MS).sort(([a], [b]) => a - b);
    return {
      type: 'attention.mapped',
      atMs,
      participantId,
      slideId,
      startMs: mediaMs(startMs),
      endMs: mediaMs(endMs),
      cells: told.map(([cell]) => cell),
      dwellMs: told.map(([, ms]) => Math.round(ms)),
      observedMs: Math.round(observedMs),
    };
  });
}
