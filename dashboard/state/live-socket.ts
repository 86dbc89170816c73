// The live connection of one call: authenticates, subscribes after the last event that is known, comes back by itself
// after a cut and asks again for what it missed. Time between tries doubles from 0.5 s to 10 s.

import { createEventOrder } from './event-order.ts';
import type { CallEvent, CallId, LiveReply, LiveRequest } from './wire.ts';

export type Connection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'catching-up' }
  | { readonly kind: 'live' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'refused'; readonly code: string };

export interface LiveSocketOptions {
  readonly callId: string;
  readonly token: () => string | null;
  readonly open: () => WebSocket;
  readonly onEvents: (events: readonly CallEvent[]) => void;
  readonly onConnection: (connection: Connection) => void;
  /** Runs a task later; returns what calls it off. */
  readonly later: (task: () => void, delayMs: number) => () => void;
}

export interface LiveSocket {
  /** False where there is no connection at the moment and nothing was sent. */
  readonly send: (request: LiveRequest) => boolean;
  readonly close: () => void;
}

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;
const FINAL_CODES = new Set([4401, 4403, 4404]);
const CODE_NAMES: Readonly<Record<number, string>> = {
  4401: 'auth.invalid',
  4403: 'auth.forbidden',
  4404: 'call.not-found',
};

export function openLiveSocket(options: LiveSocketOptions): LiveSocket {
  const order = createEventOrder();
  let socket: WebSocket | null = null;
  let retryMs = FIRST_RETRY_MS;
  let isClosed = false;
  let isFilling = false;
  let refusal: string | null = null;
  let callOff = () => {};

  const send = (request: LiveRequest) => {
    if (socket?.readyState !== 1) return false;
    socket.send(JSON.stringify(request));
    return true;
  };
  const subscribe = () => {
    send({ type: 'subscribe', scope: { callId: options.callId as CallId }, afterSeq: order.lastSeq() });
  };
  const fillGap = () => {
    if (isFilling) return;
    isFilling = true;
    subscribe();
  };
  const receive = (reply: LiveReply) => {
    if (reply.type === 'event') {
      if (reply.event.callId !== options.callId) return;
      const due = order.accept(reply.event);
      if (due.length > 0) options.onEvents(due);
      if (order.hasGap()) fillGap();
    } else if (reply.type === 'caught-up') {
      isFilling = false;
      retryMs = FIRST_RETRY_MS;
      options.onConnection({ kind: 'live' });
    } else if (reply.type === 'missed') {
      options.onConnection({ kind: 'catching-up' });
      fillGap();
    } else if (reply.type === 'error' && !reply.retryable) {
      refusal = reply.code;
    }
  };
  const begin = (opened: WebSocket) => {
    const token = options.token();
    if (token) send({ type: 'authenticate', token });
    isFilling = true;
    subscribe();
    if (opened === socket) options.onConnection({ kind: 'catching-up' });
  };
  const lose = (code: number) => {
    socket = null;
    if (isClosed) return;
    if (FINAL_CODES.has(code)) {
      options.onConnection({ kind: 'refused', code: refusal ?? CODE_NAMES[code] ?? 'auth.forbidden' });
      return;
    }
    options.onConnection({ kind: 'cut' });
    callOff = options.later(connect, retryMs);
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
  };
  function connect() {
    if (isClosed) return;
    const opened = options.open();
    socket = opened;
    refusal = null;
    opened.onopen = () => begin(opened);
    opened.onmessage = ({ data }) => receive(JSON.parse(String(data)) as LiveReply);
    opened.onclose = ({ code }) => lose(code);
  }

  options.onConnection({ kind: 'connecting' });
  connect();
  return {
    send,
    close() {
      isClosed = true;
      callOff();
      socket?.close(1000);
    },
  };
}
