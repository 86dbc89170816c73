// People of a meeting as a stream names them one by one: whom it has introduced, on which channel, and where their audio
// stands. Stamps of meeting tools jitter; audio that comes about when it is expected is taken as contiguous. Pure.

import type { Participant } from '../../../engine/events.ts';
import type { FeedAction } from './dialect.ts';
import { type FeedSettings, type HeardVoice, participantOf } from './feed-settings.ts';

export interface MetPeople {
  readonly byId: ReadonlyMap<string, Participant>;
  /** Per channel, where the next sample is expected. */
  readonly nextSamples: readonly number[];
}

export const NOBODY_MET: MetPeople = { byId: new Map(), nextSamples: [] };

/** Stamps further than this from where audio is expected are believed, ms: more than jitter, less than a lost word. */
const JITTER_MS = 100;

/** `isHeard`: audio of this person is here, so a channel is needed. */
export function meet(
  people: MetPeople,
  settings: FeedSettings,
  voice: HeardVoice,
  isHeard: boolean,
): readonly [MetPeople, Participant, readonly FeedAction[]] {
  const known = people.byId.get(voice.keys[0] ?? '');
  const channel = known?.channel ?? (isHeard ? people.nextSamples.length : undefined);
  const name = voice.name ?? known?.name;
  const participant = participantOf(settings, { ...voice, name, channel });
  if (known && isSame(known, participant)) return [people, known, []];
  const byId = new Map(people.byId).set(participant.participantId, participant);
  const isNewChannel = channel !== undefined && known?.channel === undefined;
  const nextSamples = isNewChannel ? [...people.nextSamples, 0] : people.nextSamples;
  return [{ byId, nextSamples }, participant, [{ kind: 'event', event: { type: 'participant.joined', participant } }]];
}

/** The frame's place, and where the one after it is expected. */
export function placeAudio(
  people: MetPeople,
  channel: number,
  frame: { readonly stampedSample: number; readonly samples: number; readonly sampleRateHz: number },
): readonly [MetPeople, number] {
  const expected = people.nextSamples[channel] ?? 0;
  const jitter = (JITTER_MS * frame.sampleRateHz) / 1000;
  const startSample = Math.abs(frame.stampedSample - expected) < jitter ? expected : frame.stampedSample;
  return [{ ...people, nextSamples: people.nextSamples.with(channel, startSample + frame.samples) }, startSample];
}

const isSame = (a: Participant, b: Participant): boolean =>
  a.role === b.role && a.name === b.name && a.personId === b.personId && a.channel === b.channel;
