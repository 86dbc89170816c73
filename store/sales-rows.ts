// Commitments, and what customers let show → rows of `commitments` and `sales_signals`.

import type { EventOf } from '../engine/events.ts';
import type { Row } from './tables.ts';

export function commitment(event: EventOf<'commitment.made'>): Row<'commitments'> {
  return {
    table: 'commitments',
    cells: {
      commitment_id: event.commitmentId,
      segment_id: event.segmentId,
      revision: event.revision,
      participant_id: event.participantId,
      role: event.role,
      owner_participant_id: event.ownerParticipantId ?? '',
      owner_role: event.ownerRole,
      start_ms: event.startMs,
      end_ms: event.endMs,
      action: event.action,
      due_date: event.dueDate,
      date_text: event.dateText ?? '',
      text: event.text,
      confidence: event.confidence,
      is_calibrated: event.isCalibrated,
    },
  };
}

type Shown = EventOf<'buying-signal.shown'> | EventOf<'pain.named'> | EventOf<'decision-role.revealed'>;

export function salesSignal(event: Shown): Row<'sales_signals'> {
  return {
    table: 'sales_signals',
    cells: {
      ...kindOf(event),
      segment_id: event.segmentId,
      revision: event.revision,
      participant_id: event.participantId,
      start_ms: event.startMs,
      end_ms: event.endMs,
      text: event.text,
      confidence: event.confidence,
      is_calibrated: event.isCalibrated,
    },
  };
}

function kindOf(event: Shown) {
  if (event.type === 'buying-signal.shown') return { kind: 'buying-signal', label: event.strength, who: '' };
  if (event.type === 'pain.named') return { kind: 'pain', label: 'pain', who: '' };
  return { kind: 'decision-role', label: event.part, who: event.isSpeaker ? 'speaker' : (event.who ?? '') };
}
