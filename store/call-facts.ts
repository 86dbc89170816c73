// What is known of a call as a whole: folded from its events, event by event, and written as one row of `calls`.
// `version` is the seq of the last event that changed it; an event at or below it was folded before and is passed over.

import type { CallEvent, EventOf, Participant } from '../engine/events.ts';
import { withReassigned } from '../engine/participants.ts';
import type { Row } from './tables.ts';

export interface CallFacts {
  readonly callId: string;
  readonly version: number;
  /** Wall time of media time 0, ms since 1970. */
  readonly startedAtMs: number;
  /** Media time of the end; null while the call is live. */
  readonly endedAtMs: number | null;
  readonly endReason: string;
  readonly language: string;
  readonly title: string;
  readonly industry: string;
  readonly stage: string;
  readonly firstStage: string;
  readonly dealId: string;
  readonly accountName: string;
  readonly timeZone: string;
  readonly participants: readonly Participant[];
  readonly figures: Readonly<Record<string, number>>;
}

/** The facts after `event`: the same object where it says nothing about the call as a whole. */
export function foldFacts(facts: CallFacts | null, event: CallEvent): CallFacts | null {
  if (facts === null) return event.type === 'call.started' ? startedFacts(event) : null;
  if (event.seq <= facts.version) return facts;
  const change = changeOf(facts, event);
  return change === null ? facts : { ...facts, ...change, version: event.seq };
}

function startedFacts(event: EventOf<'call.started'>): CallFacts {
  return {
    callId: event.callId,
    version: event.seq,
    startedAtMs: Date.parse(event.startedAt),
    endedAtMs: null,
    endReason: '',
    language: event.language,
    title: event.title ?? '',
    industry: event.industry ?? '',
    stage: event.stage ?? '',
    firstStage: event.stage ?? '',
    dealId: event.dealId ?? '',
    accountName: event.accountName ?? '',
    timeZone: event.timeZone ?? '',
    participants: event.participants,
    figures: {},
  };
}

function changeOf(facts: CallFacts, event: CallEvent): Partial<CallFacts> | null {
  switch (event.type) {
    case 'participant.joined':
      return { participants: withParticipant(facts.participants, event.participant) };
    case 'participant.reassigned':
      return { participants: withReassigned(facts.participants, event) };
    case 'stage.changed':
      return { stage: event.stage };
    case 'call.summarized':
      return { figures: event.figures };
    case 'call.ended':
      return { endedAtMs: event.atMs, endReason: event.reason ?? '' };
    default:
      return null;
  }
}

/** A correction keeps the participant's place; what it does not say again stays as it was. */
function withParticipant(known: readonly Participant[], joined: Participant): readonly Participant[] {
  const place = known.findIndex((participant) => participant.participantId === joined.participantId);
  return place === -1 ? [...known, joined] : known.with(place, { ...known[place], ...joined });
}

export function callRow(facts: CallFacts): Row<'calls'> {
  const { participants } = facts;
  const reps = participants.filter((participant) => participant.role === 'rep');
  return {
    table: 'calls',
    cells: {
      call_id: facts.callId,
      version: facts.version,
      started_at: wallTime(facts.startedAtMs),
      ended_at_ms: facts.endedAtMs,
      end_reason: facts.endReason,
      language: facts.language,
      title: facts.title,
      industry: facts.industry,
      stage: facts.stage,
      first_stage: facts.firstStage,
      deal_id: facts.dealId,
      account_name: facts.accountName,
      time_zone: facts.timeZone,
      participant_ids: participants.map((participant) => participant.participantId),
      participant_roles: participants.map((participant) => participant.role),
      participant_names: participants.map((participant) => participant.name ?? ''),
      participant_channels: participants.map((participant) => participant.channel ?? -1),
      participant_person_ids: participants.map((participant) => participant.personId ?? ''),
      rep_person_ids: reps.flatMap((rep) => rep.personId ?? []),
      figures: facts.figures,
    },
  };
}

/** `2026-07-01 10:00:00.123`, UTC: how ClickHouse reads a DateTime64(3). */
export function wallTime(wallMs: number): string {
  return new Date(wallMs).toISOString().replace('T', ' ').replace('Z', '');
}
