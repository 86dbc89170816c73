// A small server for the page's own tests: the page as built, the REST routes and `/v1/live`, from invented calls. Time is
// data: a live call stands still until a test moves it on with `advanceTo`.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import { LiveRequest } from '../../gateway/protocol/live.ts';
import type { OperatorReport } from '../../gateway/protocol/operator.ts';
import type { Identity } from '../../gateway/protocol/rest.ts';
import { PROTOCOL_VERSION } from '../../gateway/protocol/version.ts';
import { buildPage } from './page-build.ts';
import { createPageCalls, type PageCall, type PageCalls } from './page-calls.ts';
import { WELL } from './page-operator.ts';

interface SentFeedback {
  readonly cardId: string;
  readonly action: string;
}

export interface PageServer {
  readonly url: string;
  readonly calls: PageCalls;
  readonly feedback: SentFeedback[];
  readonly snoozed: string[];
  /** Sends everything up to a media time to whoever watches. */
  readonly advanceTo: (callId: string, atMs: number) => void;
  /** Cuts every live connection, as a bad network does. */
  readonly cut: () => void;
  /** Recordings by call, FLAC. */
  readonly sounds: Map<string, Uint8Array>;
  /** What operators are answered. */
  operator: OperatorReport;
  /** While false, live connections are refused. */
  reachable: boolean;
  /** While false the server asks for a token, as one with sign-in does. */
  offersDevelopment: boolean;
  readonly close: () => Promise<void>;
}

const DEVELOPMENT_IDENTITIES = [
  { personId: 'alex-rivera', name: 'Alex Rivera', roles: ['rep'], language: 'en' },
  { personId: 'li-xiao', name: '李晓', roles: ['rep'], language: 'zh' },
  { personId: 'morgan-hale', name: 'Morgan Hale', roles: ['coach'], language: 'en' },
  { personId: 'sam-okafor', name: 'Sam Okafor', roles: ['analyst'], language: 'en' },
  { personId: 'robin-ito', name: 'Robin Ito', roles: ['operator'], language: 'en' },
] as const;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

interface Viewer {
  readonly socket: WebSocket;
  readonly sent: Map<string, number>;
}

export async function startPageServer(calls: PageCalls = createPageCalls()): Promise<PageServer> {
  const files = await buildPage();
  const viewers = new Set<Viewer>();
  const http = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) =>
      reply(response, 500, { code: 'defect', message: `${error}` }),
    );
  });
  const sockets = new WebSocketServer({ noServer: true });
  http.on('upgrade', (request, socket, head) => {
    if (!server.reachable) socket.destroy();
    else sockets.handleUpgrade(request, socket, head, watch);
  });

  const sendNew = (viewer: Viewer, call: PageCall) => {
    const sent = viewer.sent.get(call.callId);
    if (sent === undefined) return;
    for (const event of call.log.slice(sent)) viewer.socket.send(JSON.stringify({ type: 'event', event }));
    viewer.sent.set(call.callId, call.log.length);
  };
  const sendToAll = (call: PageCall) => {
    for (const viewer of viewers) sendNew(viewer, call);
  };
  const settle = (callId: string, cardId: string, action: string) => {
    const call = calls.get(callId);
    server.feedback.push({ cardId, action });
    if (!call?.append({ atMs: call.nowMs(), type: `card.${action}`, cardId } as never)) return;
    sendToAll(call);
  };

  function watch(socket: WebSocket): void {
    const viewer: Viewer = { socket, sent: new Map() };
    let identity: Identity | null = null;
    viewers.add(viewer);
    socket.on('close', () => viewers.delete(viewer));
    socket.on('message', (data) => {
      const request = LiveRequest.parse(JSON.parse(String(data)));
      if (request.type === 'authenticate') {
        identity = identityOf(request.token);
        socket.send(JSON.stringify({ type: 'welcome', protocol: PROTOCOL_VERSION, identity }));
      } else if (!identity) socket.close(4401);
      else if (request.type === 'subscribe' && typeof request.scope === 'object') {
        const { callId } = request.scope;
        const call = calls.get(callId);
        if (!call) return socket.close(4404);
        socket.send(JSON.stringify({ type: 'subscribed', scope: request.scope }));
        viewer.sent.set(callId, request.afterSeq ?? 0);
        sendNew(viewer, call);
        socket.send(JSON.stringify({ type: 'caught-up', callId, seq: call.log.length }));
      } else if (request.type === 'card.feedback') settle(request.callId, request.cardId, request.action);
      else if (request.type === 'rule.snooze') server.snoozed.push(request.ruleId);
    });
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://page');
    if (!url.pathname.startsWith('/v1/')) return serveFile(url.pathname, response);
    const [, section = '', id, verb, cardId] = url.pathname.slice(1).split('/').map(decodeURIComponent);
    const identity = identityOf((request.headers.authorization ?? '').replace(/^Bearer /, ''));
    if (section === 'session') {
      if (!identity && request.headers.authorization) {
        return reply(response, 401, { code: 'auth.invalid', message: 'The token is not valid.' });
      }
      if (id !== 'development')
        return reply(response, 200, {
          identity,
          developmentIdentities: server.offersDevelopment ? DEVELOPMENT_IDENTITIES : [],
        });
      return reply(response, 200, { token: `development:${(await bodyOf(request))['personId']}` });
    }
    if (!identity) return reply(response, 401, { code: 'auth.missing', message: 'No token was given.' });
    if (section === 'samples') {
      if (!id) return reply(response, 200, { samples: calls.samples });
      const call = calls.play(id);
      return reply(
        response,
        call ? 200 : 404,
        call ? { callId: call.callId } : { code: 'call.not-found', message: id },
      );
    }
    const isOperator = identity.roles.includes('operator');
    if (section === 'operator' && isOperator) return reply(response, 200, server.operator);
    if (section === 'operator' || identity.roles.every((role) => role !== 'rep' && role !== 'coach')) {
      return reply(response, 403, { code: 'auth.forbidden', message: 'This identity may not see or do this.' });
    }
    if (!id) return reply(response, 200, calls.list(url.searchParams));
    const call = calls.get(id);
    if (!call) return reply(response, 404, { code: 'call.not-found', message: 'There is no such call.' });
    if (verb === 'recording') return reply(response, 200, recordingOf(server.sounds.has(id)));
    if (verb === 'audio')
      return void response.writeHead(200, { 'content-type': 'audio/flac' }).end(server.sounds.get(id));
    if (verb === 'timeline') return reply(response, 200, call.timeline());
    if (verb === 'cards' && cardId) {
      settle(id, cardId, `${(await bodyOf(request))['action']}`);
      return reply(response, 204, null);
    }
    return reply(response, 200, call.summary());
  }

  function serveFile(path: string, response: ServerResponse): void {
    const name = path === '/' ? '/index.html' : path;
    const bytes = files.get(name);
    if (!bytes) return reply(response, 404, { code: 'call.not-found', message: path });
    response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' }).end(bytes);
  }

  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const server: PageServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    calls,
    feedback: [],
    snoozed: [],
    sounds: new Map(),
    operator: WELL,
    reachable: true,
    offersDevelopment: true,
    advanceTo(callId, atMs) {
      const call = calls.get(callId);
      if (!call) throw new Error(`no call ${callId}`);
      call.advanceTo(atMs);
      sendToAll(call);
    },
    cut() {
      for (const { socket } of viewers) socket.terminate();
    },
    async close() {
      for (const { socket } of viewers) socket.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return server;
}

const recordingOf = (isRecorded: boolean) => ({ isRecorded, durationMs: 0, channels: [], silenced: [] });

function identityOf(token: string): Identity | null {
  const known = DEVELOPMENT_IDENTITIES.find(({ personId }) => token === `development:${personId}`);
  return known ? { ...known, roles: [...known.roles], isDevelopment: true } : null;
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  const whole = status >= 400 ? { retryable: false, ...(body as object) } : body;
  response.writeHead(status, { 'content-type': 'application/json' }).end(status === 204 ? '' : JSON.stringify(whole));
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>;
}
