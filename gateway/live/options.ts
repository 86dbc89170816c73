// Limits of live viewing. Each: meaning, unit, default and why. Crossing one closes with its code and says which it was.

export interface LiveOptions {
  /** Viewers connected at once. Default 2 000. */
  readonly maxViewers: number;
  /** Time a connection has to show a token, ms. Default 5 000. */
  readonly unauthenticatedMs: number;
  /** Largest message from a viewer, bytes. Default 65 536: requests are a few fields. */
  readonly messageBytes: number;
  /** Messages a second from one viewer. Default 20: a person and a page that resumes. */
  readonly messagesPerSecond: number;
  /** Messages that may come at once before the rate counts. Default 60. */
  readonly messageBurst: number;
  /** Subscriptions of one connection. Default 32. */
  readonly maxSubscriptions: number;
  /** Unsent bytes above which events are skipped and told as `missed`. Default 1 MiB: some minutes of a call. */
  readonly slowBytes: number;
  /** Unsent bytes above which the connection is closed. Default 8 MiB. */
  readonly overrunBytes: number;
  /** Time a viewer may stay slow before the connection is closed, ms. Default 30 000. */
  readonly slowForMs: number;
  /** Time between pings, ms; a viewer that has not answered the last one is gone. Default 30 000. */
  readonly pingMs: number;
  /** Time between looks at all these deadlines, ms. Default 1 000. */
  readonly tickMs: number;
  /** Events sent at a stretch while somebody catches up. Default 256. */
  readonly eventsPerPage: number;
}

export const LIVE_DEFAULTS: LiveOptions = {
  maxViewers: 2_000,
  unauthenticatedMs: 5_000,
  messageBytes: 65_536,
  messagesPerSecond: 20,
  messageBurst: 60,
  maxSubscriptions: 32,
  slowBytes: 1_048_576,
  overrunBytes: 8_388_608,
  slowForMs: 30_000,
  pingMs: 30_000,
  tickMs: 1_000,
  eventsPerPage: 256,
};
