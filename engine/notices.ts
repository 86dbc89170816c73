// Who has been told that the call is analysed, folded from `notice.given`. A notice that names nobody is to all, also to
// those who join later.

import type { EventOf } from './events.ts';
import type { ParticipantId } from './ids.ts';

export type Noticed = 'all' | ReadonlySet<ParticipantId>;

export const NOBODY_NOTICED: Noticed = new Set();

export function foldNotice(
  noticed: Noticed,
  { participantIds }: Pick<EventOf<'notice.given'>, 'participantIds'>,
): Noticed {
  if (noticed === 'all' || !participantIds) return 'all';
  return new Set([...noticed, ...participantIds]);
}

export const isNoticed = (noticed: Noticed, id: ParticipantId): boolean => noticed === 'all' || noticed.has(id);
