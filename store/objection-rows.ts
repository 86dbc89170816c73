// The rows of an objection: one when it is raised, one each time that the reply is compared with the script.

import type { EventOf } from '../engine/events.ts';
import type { Row } from './tables.ts';

export function objection(event: EventOf<'objection.raised'>): Row<'objections'> {
  return {
    table: 'objections',
    cells: {
      event: 'raised',
      segment_id: event.segmentId,
      objection: event.objection,
      participant_id: event.participantId,
      start_ms: event.startMs,
      end_ms: event.endMs,
      text: event.text,
      confidence: event.confidence,
      is_calibrated: event.isCalibrated,
    },
  };
}

export function scriptMatch(event: EventOf<'script.matched'>): Row<'objections'> {
  return {
    table: 'objections',
    cells: {
      event: 'matched',
      segment_id: event.objectionSegmentId,
      objection: event.objection,
      participant_id: event.participantId,
      script_id: event.scriptId,
      match_ratio: event.matchRatio,
      matched_points: event.matchedPoints,
      missed_points: event.missedPoints,
      is_final: event.isFinal,
      confidence: event.confidence,
      is_calibrated: event.isCalibrated,
    },
  };
}
