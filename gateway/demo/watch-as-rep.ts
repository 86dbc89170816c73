// A rep who looks at the live socket: keeps the log of the own calls, and tells the gateway which cards were seen.

import { WebSocket } from 'ws';
import { EngineError } from '../../engine/errors.ts';
import type { CallEvent } from '../../engine/events.ts';
import { LiveReply, type LiveRequest } from '../protocol/live.ts';

export interface RepWatch {
  /** Events of one call heard so far, in order. */
  logOf(callId: string): readonly CallEvent[];
  /** Resolves when `call.ended` of this call was heard. */
  ended(callId: string): Promise<void>;
  close(): void;
}

/** Resolves when subscribed. Shows every card, and accepts the first of each call. */
export async function watchAsRep(url: string, token: string): Promise<RepWatch> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/v1/live`);
  const logs = new Map<string, CallEvent[]>();
  const waiting = new Map<string, () => void>();
  const send = (request: LiveRequest) => socket.send(JSON.stringify(request));

  const hear = (event: CallEvent) => {
    const log = logs.get(event.callId) ?? [];
    logs.set(event.callId, log);
    log.push(event);
    if (event.type === 'call.ended') waiting.get(event.callId)?.();
    if (event.type !== 'card.raised') return;
    const { callId, cardId } = event;
    send({ type: 'card.feedback', callId, cardId, action: 'shown' });
    const isFirst = log.filter((each) => each.type === 'card.raised').length === 1;
    send({ type: 'card.feedback', callId, cardId, action: isFirst ? 'accepted' : 'dismissed' });
  };

  await new Promise<void>((resolve, reject) => {
    socket.on('open', () => send({ type: 'authenticate', token }));
    socket.on('error', reject);
    socket.on('close', (code, reason) => reject(new EngineError('auth.invalid', `closed with ${code}: ${reason}`)));
    socket.on('message', (data) => {
      const reply = LiveReply.parse(JSON.parse(String(data)));
      if (reply.type === 'welcome') send({ type: 'subscribe', scope: 'mine' });
      if (reply.type === 'subscribed') resolve();
      if (reply.type === 'event') hear(reply.event);
    });
  });
  return {
    logOf: (callId) => logs.get(callId) ?? [],
    ended: (callId) =>
      new Promise((resolve) => {
        if (logs.get(callId)?.some((event) => event.type === 'call.ended')) resolve();
        else waiting.set(callId, resolve);
      }),
    close: () => socket.close(),
  };
}
