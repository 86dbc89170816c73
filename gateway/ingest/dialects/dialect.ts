// What a vendor's stream is to the gateway: a pure codec. One message of the vendor in; what it means for the call, and
// what to answer, out. No socket, no clock, no secrets: `run-dialect` brings those.

import type { FeedEventInput, StartCallInput } from '../../protocol/ingest.ts';
import type { FeedSettings } from './feed-settings.ts';

/** `elapsedMs`: wall time since the call began, 0 before; for streams whose messages carry no time of their own. */
export type FeedInput = { readonly elapsedMs: number } & (
  | { readonly kind: 'opened' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary'; readonly bytes: Uint8Array }
  /** The call that this stream named is open; `isFirst` where this stream began it. */
  | { readonly kind: 'joined'; readonly isFirst: boolean }
  /** The vendor closed; 1005 and 1006 as in RFC 6455 §7.4.1. */
  | { readonly kind: 'closed'; readonly code: number }
  /** The call is over and all of it is on disk. */
  | { readonly kind: 'stored' }
  /** The gateway refuses to go on; the socket is closed next. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
);

/** The first message of a call; `startedAt` where the vendor says it, else it is now. `notice`: everybody has been told. */
export type DialectStart = Omit<StartCallInput, 'startedAt'> & {
  readonly startedAt?: string | undefined;
  readonly notice?: 'given' | undefined;
};

export type FeedAction =
  /** Begins a call, or joins it where another stream of the same feed has begun it. `token`: where only this brings one. */
  | { readonly kind: 'call'; readonly start: DialectStart; readonly token?: string | undefined }
  /** `channel` as in this stream's own `start` or `participant.joined`; `startSample` from the call's start. */
  | { readonly kind: 'audio'; readonly channel: number; readonly startSample: number; readonly payload: Uint8Array }
  | { readonly kind: 'event'; readonly event: FeedEventInput }
  | { readonly kind: 'clock'; readonly atMs: number }
  /** This stream is over; the call is when no other stream of it is left. */
  | { readonly kind: 'left'; readonly reason: string }
  | { readonly kind: 'reply'; readonly text: string }
  /** Opens another socket of this stream, and greets it; what it says comes in as this stream's. */
  | { readonly kind: 'dial'; readonly url: string; readonly hello: string }
  | { readonly kind: 'close'; readonly code: number; readonly reason: string };

export type FeedStep<State> = readonly [State, readonly FeedAction[]];

export interface Dialect<State = unknown> {
  /** As in `/v1/feeds/<name>` and in the ids of its calls. */
  readonly name: string;
  open(settings: FeedSettings): State;
  /** Throws `input.schema` or `input.malformed` for a message that cannot be understood. */
  step(state: State, input: FeedInput): FeedStep<State>;
}

/** Closed with a closing handshake, so on purpose; anything else may come back. */
export const isGoodbye = (code: number): boolean => code === 1000 || code === 1001 || code === 1005;
