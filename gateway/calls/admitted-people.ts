// Who takes part in a call, as far as its feed may say it: a rep feeds own calls only, and a call has only so many channels.
// A meeting tool (role `ingest`) speaks for whomever it names.

import { EngineError } from '../../engine/errors.ts';
import type { EventDraft, FeedEvent, Unstamped } from '../../engine/events.ts';
import { foldParticipants, type Participants, participantsOf } from '../../engine/participants.ts';
import type { FeedIdentity } from '../ingest/feed-socket.ts';
import type { StartCall } from '../protocol/ingest.ts';

export class AdmittedPeople {
  readonly #identity: FeedIdentity;
  readonly #maxChannels: number;
  #participants: Participants;
  /** Every channel that was ever somebody's: each stays open until the call ends. */
  #channels: ReadonlySet<number> = new Set();

  /** Throws `auth.forbidden`, `limit.channels`, and `input.audio-format` where channels are named but no audio. */
  constructor({ participants, audio }: StartCall, identity: FeedIdentity, maxChannels: number) {
    this.#identity = identity;
    this.#maxChannels = maxChannels;
    this.#participants = participantsOf([]);
    this.#take(participantsOf(participants));
    if (this.#channels.size > 0 && !audio) {
      throw new EngineError('input.audio-format', 'participants name channels, but call.started has no audio format');
    }
  }

  /** Takes what the feed says of a participant; throws `auth.forbidden` or `limit.channels`, and then nothing has changed. */
  admit(event: Unstamped<FeedEvent>): void {
    const after = foldParticipants(this.#participants, event as EventDraft);
    if (after !== this.#participants) this.#take(after);
  }

  #take(participants: Participants): void {
    assertOwnCall(participants, this.#identity);
    const channels = new Set([...this.#channels, ...participants.byChannel.keys()]);
    if (channels.size > this.#maxChannels) {
      throw new EngineError('limit.channels', `${channels.size} channels; at most ${this.#maxChannels} are allowed`);
    }
    this.#participants = participants;
    this.#channels = channels;
  }
}

function assertOwnCall({ byId }: Participants, identity: FeedIdentity): void {
  if (!isRepOnly(identity)) return;
  for (const { role, personId } of byId.values()) {
    if (role !== 'rep' || personId === undefined || personId === identity.personId) continue;
    throw new EngineError('auth.forbidden', 'a rep may feed own calls only; feeding for others needs the role ingest');
  }
}

const isRepOnly = ({ roles }: FeedIdentity) => roles.includes('rep') && !roles.includes('ingest');

/** A rep who feeds need not say who the rep is. */
export function withRepPerson(start: StartCall, identity: FeedIdentity): StartCall {
  const reps = start.participants.filter(({ role }) => role === 'rep');
  const [only] = reps;
  if (!isRepOnly(identity) || reps.length !== 1 || !only) return start;
  const { personId } = identity;
  const participants = start.participants.map((each) => (each === only ? { ...each, personId } : each));
  return { ...start, participants };
}
