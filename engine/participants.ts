// Who takes part, folded from `call.started`, `participant.joined` and `participant.reassigned`. Later word replaces
// earlier word.

import type { EventDraft, EventOf, Participant, Role } from './events.ts';
import type { ChannelIndex, ParticipantId } from './ids.ts';
import type { Signal } from './observations.ts';

export interface Participants {
  readonly byId: ReadonlyMap<ParticipantId, Participant>;
  readonly byChannel: ReadonlyMap<ChannelIndex, Participant>;
}

/** What a correction says of somebody. */
export type Correction = Pick<EventOf<'participant.reassigned'>, 'participantId' | 'role' | 'name' | 'personId'>;

export const NOBODY: Participants = { byId: new Map(), byChannel: new Map() };

export function participantsOf(list: readonly Participant[]): Participants {
  const byId = new Map(list.map((participant) => [participant.participantId, participant]));
  const byChannel = new Map<ChannelIndex, Participant>();
  for (const participant of byId.values()) {
    if (participant.channel !== undefined) byChannel.set(participant.channel, participant);
  }
  return { byId, byChannel };
}

/** The same value unless the signal changes who takes part. */
export function foldParticipants(participants: Participants, signal: Signal | EventDraft): Participants {
  if (signal.type === 'call.started') return participantsOf(signal.participants);
  const participant = corrected(participants, signal);
  if (!participant) return participants;
  return withParticipant(participants, participant);
}

/** The last of them, whoever had this id before. */
export function withParticipant({ byId }: Participants, participant: Participant): Participants {
  const others = [...byId.values()].filter((other) => other.participantId !== participant.participantId);
  return participantsOf([...others, participant]);
}

/** The participant of whom the signal tells something new. */
function corrected({ byId }: Participants, signal: Signal | EventDraft): Participant | undefined {
  if (signal.type === 'participant.joined') return signal.participant;
  return signal.type === 'participant.reassigned' ? reassigned(byId.get(signal.participantId), signal) : undefined;
}

/** What a correction does not say stays as it was. */
function reassigned(before: Participant | undefined, { participantId, role, name, personId }: Correction): Participant {
  return {
    ...before,
    participantId,
    role,
    ...(name === undefined ? {} : { name }),
    ...(personId === undefined ? {} : { personId }),
  };
}

/** The list with the correction in it, everybody in their place. */
export function withReassigned(list: readonly Participant[], correction: Correction): Participant[] {
  const place = list.findIndex(({ participantId }) => participantId === correction.participantId);
  const participant = reassigned(list[place], correction);
  return place === -1 ? [...list, participant] : list.with(place, participant);
}

/** `unknown` for somebody who was never introduced. */
export function roleOf(participants: Participants, participantId: ParticipantId): Role {
  return participants.byId.get(participantId)?.role ?? 'unknown';
}

/** Our side is rep and colleague, the other side customer; `unknown` is on no side. */
export function sideOf(role: Role): 'ours' | 'theirs' | 'unknown' {
  if (role === 'customer') return 'theirs';
  return role === 'unknown' ? 'unknown' : 'ours';
}
