// Watches calls over `/v1/live`: authenticates, subscribes, comes back by itself after a cut and asks again for what it
// missed. Events of a call come in order, each once. Time between tries doubles from 0.5 s to 10 s.

import type { LiveReply, LiveRequest, Subscribe } from '../gateway/protocol/live.ts';
import type { CallSummary } from '../gateway/protocol/rest.ts';
import { createEventOrder, type EventOrder } from './event-order.ts';
import { type ClientSocket, IS_OPEN, type Later, laterByTimer } from './socket.ts';

export type CallEvent = Extract<LiveReply, { type: 'event' }>['event'];
type CallId = CallSummary['callId'];
type Scope = ReturnType<typeof Subscribe.parse>['scope'];

export type Connection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'catching-up' }
  | { readonly kind: 'live' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'refused'; readonly code: string };

export interface LiveOptions {
  /** One call; or every live call that is `mine` (rep) or of my `team` (coach). */
  readonly scope: { readonly callId: string } | 'mine' | 'team';
  /** One call: go on after this event. Default 0, from its beginning. */
  readonly afterSeq?: number | undefined;
  /** Types to send, `card.*` allowed. Default all. */
  readonly types?: readonly string[] | undefined;
  /** Why this is read; goes to the audit log. */
  readonly purpose?: string | undefined;
  readonly token?: (() => string | null | undefined) | undefined;
  /** Events of one call, in order, each once. */
  readonly onEvents: (events: readonly CallEvent[]) => void;
  /** `mine` and `team`: a call began, changed or ended. */
  readonly onCall?: ((call: CallSummary) => void) | undefined;
  readonly onConnection?: ((connection: Connection) => void) | undefined;
}

export interface LiveParts {
  readonly open: () => ClientSocket;
  readonly later?: Later;
}

export interface Live {
  /** False where there is no connection at the moment and nothing was sent. */
  readonly send: (request: LiveRequest) => boolean;
  /** What the rep did with a card. */
  readonly feedback: (callId: string, cardId: string, action: 'shown' | 'accepted' | 'dismissed') => boolean;
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

export function openLive(options: LiveOptions, { open, later = laterByTimer }: LiveParts): Live {
  const { scope, types, purpose } = options;
  const orders = new Map<string, EventOrder<CallEvent>>();
  /** Calls that were asked for again and have not caught up yet. */
  const filling = new Set<string>();
  let socket: ClientSocket | null = null;
  let retryMs = FIRST_RETRY_MS;
  let isClosed = false;
  let refusal: string | null = null;
  let callOff = () => {};

  const tell = (connection: Connection) => options.onConnection?.(connection);
  const orderOf = (callId: string): EventOrder<CallEvent> => {
    const known = orders.get(callId) ?? createEventOrder<CallEvent>(options.afterSeq ?? 0, types !== undefined);
    orders.set(callId, known);
    return known;
  };
  const send = (request: LiveRequest) => {
    if (socket?.readyState !== IS_OPEN) return false;
    socket.send(JSON.stringify(request));
    return true;
  };
  const subscribe = (to: Scope, afterSeq?: number) =>
    send({
      type: 'subscribe',
      scope: to,
      ...(afterSeq === undefined ? {} : { afterSeq }),
      ...(types ? { types: [...types] } : {}),
      ...(purpose === undefined ? {} : { purpose }),
    });
  const fill = (callId: string) => {
    if (filling.has(callId)) return;
    filling.add(callId);
    subscribe({ callId: callId as CallId }, orderOf(callId).lastSeq());
  };
  const receive = (reply: LiveReply) => {
    if (reply.type === 'event') {
      const { callId } = reply.event;
      const due = orderOf(callId).accept(reply.event);
      if (due.length > 0) options.onEvents(due);
      if (orderOf(callId).hasGap()) fill(callId);
    } else if (reply.type === 'caught-up') {
      filling.delete(reply.callId);
      retryMs = FIRST_RETRY_MS;
      tell({ kind: 'live' });
    } else if (reply.type === 'subscribed' && typeof scope === 'string') {
      retryMs = FIRST_RETRY_MS;
      tell({ kind: 'live' });
    } else if (reply.type === 'missed') {
      tell({ kind: 'catching-up' });
      fill(reply.callId);
    } else if (reply.type === 'call.listed') {
      options.onCall?.(reply.call);
      if (!reply.call.isLive) orders.delete(reply.call.callId);
    } else if (reply.type === 'error' && !reply.retryable) {
      refusal = reply.code;
    }
  };
  const begin = () => {
    const token = options.token?.();
    if (token) send({ type: 'authenticate', token });
    filling.clear();
    if (typeof scope === 'string') subscribe(scope);
    else orderOf(scope.callId);
    for (const callId of orders.keys()) fill(callId);
    tell({ kind: 'catching-up' });
  };
  const lose = (code: number) => {
    socket = null;
    if (isClosed) return;
    if (FINAL_CODES.has(code)) {
      tell({ kind: 'refused', code: refusal ?? CODE_NAMES[code] ?? 'auth.forbidden' });
      return;
    }
    tell({ kind: 'cut' });
    callOff = later(connect, retryMs);
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
  };
  function connect() {
    if (isClosed) return;
    const opened = open();
    socket = opened;
    refusal = null;
    opened.onopen = begin;
    opened.onmessage = ({ data }) => receive(JSON.parse(String(data)) as LiveReply);
    opened.onerror = () => undefined;
    opened.onclose = ({ code }) => lose(code);
  }

  tell({ kind: 'connecting' });
  connect();
  return {
    send,
    feedback: (callId, cardId, action) =>
      send({ type: 'card.feedback', callId, cardId, action } as Extract<LiveRequest, { type: 'card.feedback' }>),
    close() {
      isClosed = true;
      callOff();
      socket?.close(1000);
    },
  };
}
