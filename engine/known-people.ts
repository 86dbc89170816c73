// Who takes part, as inputs tell it in their order. A correction says what it corrected, and holds: a feed that goes on
// saying what it said before does not undo it. Pure, so that a replay of the same inputs corrects the same.

import type { EventOf } from './events.ts';
import type { ParticipantId } from './ids.ts';
import {
  type Correction,
  type Participants,
  participantsOf,
  roleOf,
  withParticipant,
  withReassigned,
} from './participants.ts';

type Joining = Pick<EventOf<'participant.joined'>, 'type' | 'participant'>;
type Correcting = Correction & Pick<EventOf<'participant.reassigned'>, 'type' | 'fromRole'>;

export interface KnownPeople {
  readonly participants: Participants;
  readonly corrected: ReadonlyMap<ParticipantId, Correction>;
}

export const knownPeople = (declared: Parameters<typeof participantsOf>[0]): KnownPeople => ({
  participants: participantsOf(declared),
  corrected: new Map(),
});

/** The event as it goes into the log, and what is known after it. */
export function takePerson<Event extends { readonly type: string }>(
  known: KnownPeople,
  event: Event,
): readonly [KnownPeople, Event] {
  if (isCorrecting(event)) {
    const told = { ...event, fromRole: roleOf(known.participants, event.participantId) };
    const corrected = new Map(known.corrected).set(event.participantId, told);
    return [{ participants: withCorrection(known.participants, told), corrected }, told];
  }
  if (!isJoining(event)) return [known, event];
  const correction = known.corrected.get(event.participant.participantId);
  const [participant = event.participant] = correction ? withReassigned([event.participant], correction) : [];
  const participants = withParticipant(known.participants, participant);
  return [
    { ...known, participants },
    { ...event, participant },
  ];
}

const withCorrection = ({ byId }: Participants, correction: Correction): Participants =>
  participantsOf(withReassigned([...byId.values()], correction));

const isCorrecting = <Event extends { readonly type: string }>(event: Event): event is Event & Correcting =>
  event.type === 'participant.reassigned';
const isJoining = <Event extends { readonly type: string }>(event: Event): event is Event & Joining =>
  event.type === 'participant.joined';
