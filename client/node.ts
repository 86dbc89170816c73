// `sotto/client` in Node: feed a call, watch calls. The WebSocket is that of `ws`.

import { WebSocket } from 'ws';
import { CallFeed, type FeedOptions } from './feed.ts';
import { type Live, type LiveOptions, openLive } from './live.ts';
import { addressOf, type ClientSocket } from './socket.ts';

export { type CallFeed, FeedError, type FeedOptions } from './feed.ts';
export type { CallEvent, Connection, Live, LiveOptions } from './live.ts';

const open = (address: string): ClientSocket =>
  new WebSocket(address, { perMessageDeflate: false }) as unknown as ClientSocket;

/** Begins a call at once; what is sent before the connection stands is kept and goes first. */
export function feedCall(options: FeedOptions): CallFeed {
  return new CallFeed(options, { open });
}

/** `url`: ws://host:port, or the full address of /v1/live. */
export function watchCalls(options: LiveOptions & { readonly url: string }): Live {
  return openLive(options, { open: () => open(addressOf(options.url, '/v1/live')) });
}
