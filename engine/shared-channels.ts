// Which channels several people share. On such a channel voice activity says that somebody speaks and not who, so it is
// nobody's speech (docs/decisions/0006). Pure.

import type { ChannelIndex } from './ids.ts';
import type { Participants } from './participants.ts';

/** More than one participant is declared on it, or one of whom nothing is known: role `unknown`, no name, no person. */
export function isMixedChannel({ byId }: Participants, channel: ChannelIndex): boolean {
  const [only, ...others] = [...byId.values()].filter((participant) => participant.channel === channel);
  if (!only || others.length > 0) return others.length > 0;
  return only.role === 'unknown' && only.name === undefined && only.personId === undefined;
}

/** `isToldApart`: a diarizer or the feed tells whose the voices of mixed channels are; else each is taken for one voice. */
export function sharedChannels(participants: Participants, isToldApart: boolean): ReadonlySet<ChannelIndex> {
  if (!isToldApart) return NONE;
  return new Set([...participants.byChannel.keys()].filter((channel) => isMixedChannel(participants, channel)));
}

const NONE: ReadonlySet<ChannelIndex> = new Set();
