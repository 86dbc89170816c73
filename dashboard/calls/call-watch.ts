// Tells the list when a call that the reader may see begins, changes or ends: the live socket without the calls' events.

import { addressOf, token } from '../state/rest.ts';
import type { CallSummary, LiveReply, LiveRequest, RoleName } from '../state/wire.ts';

const RETRY_MS = 5_000;

export function watchCalls(roles: readonly RoleName[], listed: (call: CallSummary) => void): () => void {
  const scopes = [roles.includes('rep') ? 'mine' : null, roles.includes('coach') ? 'team' : null] as const;
  let socket: WebSocket | null = null;
  let timer = 0;
  const connect = () => {
    const url = addressOf('/v1/live');
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const opened = new WebSocket(url);
    socket = opened;
    const send = (request: LiveRequest) => opened.send(JSON.stringify(request));
    opened.onopen = () => {
      if (token.value) send({ type: 'authenticate', token: token.value });
      for (const scope of scopes) if (scope) send({ type: 'subscribe', scope, types: ['call.ended'] });
    };
    opened.onmessage = ({ data }) => {
      const reply = JSON.parse(String(data)) as LiveReply;
      if (reply.type === 'call.listed') listed(reply.call);
    };
    opened.onclose = () => {
      if (socket === opened) timer = window.setTimeout(connect, RETRY_MS);
    };
  };
  if (scopes.some((scope) => scope !== null)) connect();
  return () => {
    clearTimeout(timer);
    const last = socket;
    socket = null;
    last?.close(1000);
  };
}
