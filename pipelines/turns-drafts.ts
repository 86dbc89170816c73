// From speech events to stretches, and from turns and pairs of stretches to events. No decisions, no latency.

import type { EventDraft, EventOf, Role } from '../engine/events.ts';
import { type MediaMs, mediaMs } from '../engine/media-time.ts';
import type { Turn } from './turns-floor.ts';
import { precedes } from './turns-line.ts';
import { type EndedSpeech, type Speech, segmentIdsWithin, type Utterances } from './turns-words.ts';

export function speechOf(event: EventOf<'speech.started'> | EventOf<'speech.ended'>): Speech {
  const { speechId, participantId, startMs } = event;
  if (event.type === 'speech.started') {
    return { speechId, participantId, startMs, endMs: null, segmentId: null, text: null };
  }
  const { endMs, segmentId = null, text = null } = event;
  return { speechId, participantId, startMs, endMs, segmentId, text };
}

export function overlapHeard(a: EndedSpeech, b: EndedSpeech, atMs: MediaMs) {
  const [over, by] = precedes(a, b) ? [a, b] : [b, a];
  return {
    type: 'overlap.heard',
    atMs,
    startMs: by.startMs,
    endMs: mediaMs(Math.min(over.endMs, by.endMs)),
    byParticipantId: by.participantId,
    overParticipantId: over.participantId,
  } as const satisfies EventDraft;
}

export function backchannelGiven({ participantId, startMs, endMs }: EndedSpeech, atMs: MediaMs) {
  return { type: 'backchannel.given', atMs, participantId, startMs, endMs } as const satisfies EventDraft;
}

export function turnEnded(turn: Turn, role: Role, utterances: Utterances, atMs: MediaMs) {
  const { turnId, participantId, startMs, endMs, speechMs } = turn;
  const own = [...turn.segmentIds];
  const segmentIds = own.length > 0 ? own : segmentIdsWithin(turn, participantId, utterances);
  return {
    type: 'turn.ended',
    atMs,
    turnId,
    participantId,
    role,
    startMs,
    endMs,
    speechMs,
    segmentIds,
  } as const satisfies EventDraft;
}
