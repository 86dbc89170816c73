// Events of slides, pages, files, annotations and gaze → rows of `material_steps`, `slide_views`, `attention_maps`.

import type { EventOf } from '../engine/events.ts';
import type { Row } from './tables.ts';

type Step = EventOf<'slide.shown' | 'page.flipped' | 'slides.hidden' | 'file.opened' | 'annotation.made'>;

export function materialStep(event: Step): Row<'material_steps'> {
  return { table: 'material_steps', cells: { participant_id: '', title: '', text: '', ...stepCells(event) } };
}

function stepCells(event: Step): Row<'material_steps'>['cells'] {
  switch (event.type) {
    case 'slide.shown':
      return { kind: 'slide', item_id: event.slideId, page: event.index ?? null, ...by(event) };
    case 'page.flipped':
      return { kind: 'page', item_id: event.fileId, page: event.pageIndex, ...by(event) };
    case 'file.opened':
      return { kind: 'file', item_id: event.fileId, page: null, ...by(event) };
    case 'annotation.made': {
      const text = event.text ?? '';
      return { kind: `annotation:${event.kind}`, item_id: event.slideId ?? '', page: null, ...by(event), text };
    }
    case 'slides.hidden':
      return { kind: 'hidden', item_id: '', page: null };
  }
}

function by(event: { participantId?: string | undefined; title?: string | undefined }) {
  return { participant_id: event.participantId ?? '', title: event.title ?? '' };
}

export function slideView(event: EventOf<'slide.viewed'>): Row<'slide_views'> {
  const known = event.regions.filter((region) => region.reception !== null);
  return {
    table: 'slide_views',
    cells: {
      slide_id: event.slideId,
      kind: event.kind,
      slide_index: event.index,
      showing: event.showing,
      start_ms: event.startMs,
      end_ms: event.endMs,
      move: event.move,
      is_skimmed: event.isSkimmed,
      segment_ids: event.segmentIds,
      gaze_ms: event.gazeMs,
      gaze_share: event.gazeShare,
      key_reception: event.keyReception,
      region_ids: known.map(({ regionId }) => regionId),
      region_receptions: known.map(({ reception }) => reception),
    },
  };
}

export function attention(event: EventOf<'attention.mapped'>): Row<'attention_maps'> {
  const { slideId, participantId, startMs, endMs, observedMs, cells, dwellMs } = event;
  const span = { start_ms: startMs, end_ms: endMs, observed_ms: observedMs };
  return {
    table: 'attention_maps',
    cells: { slide_id: slideId ?? '', participant_id: participantId, ...span, cells, dwell_ms: dwellMs },
  };
}
