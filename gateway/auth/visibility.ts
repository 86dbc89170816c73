// Who may see a call: its reps, and each rep's direct manager. Pure. There is no other way to a call's content.
// Analysts have de-identified views, operators health, feeds their own socket; none of them opens a call.

import type { Participant } from '../../engine/events.ts';
import type { Identity } from '../protocol/rest.ts';
import type { People } from './people.ts';

export type SeenAs = 'rep' | 'direct-manager';

export type Visibility =
  | { readonly allowed: true; readonly as: SeenAs }
  /** `why` and `whoCan` are sentences for people; they name nobody. */
  | { readonly allowed: false; readonly why: string; readonly whoCan: string };

interface CallPeople {
  readonly participants: readonly Participant[];
}

/** Ids, in the people file, of those whose call it is. */
export function repsOf(call: CallPeople): readonly string[] {
  const ids = call.participants.flatMap(({ role, personId }) => (role === 'rep' && personId ? [personId] : []));
  return [...new Set(ids)];
}

/** Whose calls this identity sees, and as what. Roles add up: a coach who also sells sees both. */
export function repsVisibleTo(identity: Identity, people: People): ReadonlyMap<string, SeenAs> {
  const visible = new Map<string, SeenAs>();
  if (identity.roles.includes('coach')) {
    for (const { id } of people.directReportsOf(identity.personId)) visible.set(id, 'direct-manager');
  }
  if (identity.roles.includes('rep')) visible.set(identity.personId, 'rep');
  return visible;
}

export function maySee(identity: Identity, people: People, call: CallPeople): Visibility {
  const reps = repsOf(call);
  const visible = repsVisibleTo(identity, people);
  const ways = reps.flatMap((personId) => visible.get(personId) ?? []);
  if (ways.includes('rep')) return { allowed: true, as: 'rep' };
  if (ways.includes('direct-manager')) return { allowed: true, as: 'direct-manager' };
  return { allowed: false, why: whyNot(identity, reps), whoCan: whoCan(reps) };
}

function whyNot({ roles }: Identity, reps: readonly string[]): string {
  if (reps.length === 0) return 'the feed did not say whose call this is: no rep has a personId';
  if (roles.includes('coach')) return "you are not the direct manager of this call's rep";
  if (roles.includes('rep')) return 'this is not your call';
  if (roles.includes('analyst')) return 'an analyst sees de-identified views, not calls';
  return 'your roles do not open calls';
}

function whoCan(reps: readonly string[]): string {
  if (reps.length === 0) return 'nobody, until the feed names the personId of the rep';
  return "the rep of the call, and the rep's direct manager in the role coach";
}
