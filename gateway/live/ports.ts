// What live viewing needs from the rest of the house; compose.ts fills it with the same parts as the HTTP side.

import type { HttpDeps } from '../http/ports.ts';
import type { LiveHub } from './hub.ts';

export interface LiveDeps extends Pick<HttpDeps, 'authenticator' | 'people' | 'reads' | 'sessions' | 'now' | 'log'> {
  readonly hub: LiveHub;
  /** Web origins allowed besides this host and loopback. */
  readonly origins: readonly string[];
}

/** One connection as the viewer's logic sees it; tests bring their own. */
export interface ViewerSocket {
  /** Bytes that were sent but are not on the wire yet. */
  readonly bufferedAmount: number;
  /** `onWritten` is called when the text has left. */
  send(text: string, onWritten: () => void): void;
  ping(): void;
  close(code: number, reason: string): void;
  /** Ends it without a word, for a peer that no longer answers. */
  terminate(): void;
}

/** Counts since the start, for /metrics. */
export interface LiveStats {
  viewers: number;
  subscriptions: number;
  eventsSent: number;
  eventsMissed: number;
  closedSlow: number;
}
