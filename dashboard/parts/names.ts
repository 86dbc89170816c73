// What to call somebody of a call: "you" for the reader, else the name that the feed gave.

import { identity } from '../state/session.ts';
import type { Timeline } from '../state/wire.ts';

export function nameIn(
  timeline: Timeline,
  participantId: string,
): { readonly name: string | null; readonly isYou: boolean } {
  const person = timeline.participants.find((each) => each.participantId === participantId);
  const me = identity.value?.personId;
  return { name: person?.name ?? null, isYou: me !== undefined && person?.personId === me };
}

/** Whether the reader is the rep of this call: only then keys act on cards. Feeds that name nobody trust the role. */
export function isOwnCall(timeline: Timeline): boolean {
  const who = identity.value;
  if (!who) return false;
  const reps = timeline.participants.filter((each) => each.role === 'rep' && each.personId !== undefined);
  if (reps.length === 0) return who.roles.includes('rep');
  return reps.some((each) => each.personId === who.personId);
}
