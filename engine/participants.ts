// Who takes part, folded from `call.started` and `participant.joined`. Later word replaces earlier word.

import type { EventDraft, Participant, Role } from './events.ts';
import type { ChannelIndex, ParticipantId } from './ids.ts';
import type { Signal } from './observations.ts';

export interface Participants {
  readonly byId: ReadonlyMap<ParticipantId, Participant>;
  readonly byChannel: ReadonlyMap<ChannelIndex, Participant>;
}

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
  if (signal.type !== 'participant.joined') return participants;
  const { participant } = signal;
  const rest = [...participants.byId.values()].filter((other) => other.participantId !== participant.participantId);
  return participantsOf([...rest, participant]);
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
