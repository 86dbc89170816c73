// The calls that vendors' streams feed, by id: the first stream begins a call, later ones of the same feed join it.

import { EngineError } from '../../engine/errors.ts';
import { parsed } from '../http/validation.ts';
import { StartCall } from '../protocol/ingest.ts';
import type { DialectStart } from './dialects/dialect.ts';
import type { FeedConnectionOptions } from './feed-connection.ts';
import type { FeedIdentity } from './feed-socket.ts';
import { JoinedCall, type Member } from './joined-call.ts';

export interface JoinedCallsOptions extends Pick<FeedConnectionOptions, 'openCall' | 'findCall' | 'now'> {
  readonly limits: { readonly maxChannels: number };
}

interface Joining {
  readonly joined: JoinedCall;
  /** This stream began the call. */
  readonly isFirst: boolean;
}

export class JoinedCalls {
  readonly #options: JoinedCallsOptions;
  /** Opening or open; a stream that comes while its call is being opened waits for it. */
  readonly #calls = new Map<string, Promise<JoinedCall>>();

  constructor(options: JoinedCallsOptions) {
    this.#options = options;
  }

  /** Begins the call or joins it; rejects as `openCall` does, and with `input.schema`, `input.audio-format`. */
  async join({ notice, ...said }: DialectStart, identity: FeedIdentity, member: Member): Promise<Joining> {
    const startedAt = said.startedAt ?? new Date(this.#options.now()).toISOString();
    const start = parsed(StartCall, { ...said, startedAt, type: 'call.started', sequence: 1 }, '');
    const { callId } = start;
    const known = this.#calls.get(callId);
    if (known) return this.#admit(await known, start, identity, member);
    const opening = this.#open(start, identity);
    this.#calls.set(callId, opening);
    const forget = () => this.#calls.get(callId) === opening && this.#calls.delete(callId);
    opening.then(({ call }) => call.stored).then(forget, forget);
    const joined = await opening;
    joined.admit(member, joined.call.start);
    if (notice === 'given') joined.receiveEvent(member, { type: 'notice.given' });
    return { joined, isFirst: true };
  }

  /** Whoever feeds a call may feed more of it; another feed is told only that it is live. */
  #admit(joined: JoinedCall, start: StartCall, identity: FeedIdentity, member: Member): Joining {
    if (this.#options.findCall(start.callId, identity) !== joined.call) {
      throw new EngineError('call.already-live', `call ${start.callId} is fed by another feed`);
    }
    joined.admit(member, start);
    return { joined, isFirst: false };
  }

  async #open(start: StartCall, identity: FeedIdentity): Promise<JoinedCall> {
    const { openCall, now, limits } = this.#options;
    const openedAtMs = now();
    return new JoinedCall(await openCall(start, identity), openedAtMs, limits.maxChannels);
  }
}
