// Which channels carry several voices, or one that nobody has named. Pure.

import type { ChannelIndex } from '../../engine/ids.ts';
import type { Participants } from '../../engine/participants.ts';

/** More than one participant is declared on it, or one of whom nothing is known: role `unknown`, no name, no person. */
export function isMixedChannel({ byId }: Participants, channel: ChannelIndex): boolean {
  const [only, ...others] = [...byId.values()].filter((participant) => participant.channel === channel);
  if (!only || others.length > 0) return others.length > 0;
  return only.role === 'unknown' && only.name === undefined && only.personId === undefined;
}
