// Which side of a call somebody is on. Rep and colleague are one side, customers the other; whoever's role is not known
// is a side of their own, so that a meeting of strangers still has turns. In: roles. Out: yes or no. No latency.

import type { ParticipantId } from '../engine/ids.ts';
import { type Participants, roleOf, sideOf } from '../engine/participants.ts';

export function areOpposed(participants: Participants, a: ParticipantId, b: ParticipantId): boolean {
  if (a === b) return false;
  const side = sideOf(roleOf(participants, a));
  return side === 'unknown' || side !== sideOf(roleOf(participants, b));
}
