// `/v1/live` on an HTTP server: the upgrade, the origin, and a viewer for every socket.

import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { EngineError } from '../../engine/errors.ts';
import { bearerToken } from '../auth/identity.ts';
import { originRefusal } from '../auth/origin.ts';
import { createCallAccess } from '../http/call-access.ts';
import { errorBody } from '../http/error-replies.ts';
import { closeReason } from './close-reason.ts';
import { LIVE_DEFAULTS, type LiveOptions } from './options.ts';
import type { LiveDeps, LiveStats, ViewerSocket } from './ports.ts';
import { Viewer } from './viewer.ts';

export const LIVE_PATH = '/v1/live';
/** How far above its own limit the socket library still reads, so that we can say what the limit is. */
const HARD_LIMIT_FACTOR = 16;

export interface LiveServer {
  /** True where the request was for `/v1/live` and has been taken. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  readonly stats: Readonly<LiveStats>;
  /** The people file has changed: what may no longer be seen ends now. */
  recheck(): void;
  /** Tells every viewer that the server stops, and lets go. */
  close(): void;
}

export function createLiveServer(deps: LiveDeps, given: Partial<LiveOptions> = {}): LiveServer {
  const options = { ...LIVE_DEFAULTS, ...given };
  const stats: LiveStats = { viewers: 0, subscriptions: 0, eventsSent: 0, eventsMissed: 0, closedSlow: 0 };
  const access = createCallAccess({ ...deps, live: deps.hub });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: options.messageBytes * HARD_LIMIT_FACTOR });
  const viewers = new Set<Viewer>();
  let isClosing = false;
  const ticking = setInterval(() => {
    for (const viewer of viewers) viewer.tick(deps.now());
  }, options.tickMs);
  ticking.unref();

  const open = (socket: WebSocket, request: IncomingMessage) => {
    socket.on('error', (err) => deps.log.warn({ err }, 'a live connection broke'));
    if (isClosing) return refuse(socket, new EngineError('server.draining', 'the server is shutting down'));
    if (viewers.size >= options.maxViewers) {
      const limit = `${options.maxViewers} live viewers are connected, the most this process allows`;
      return refuse(socket, new EngineError('limit.viewers', `${limit}; try again later`));
    }
    const token = bearerToken(request.headers.authorization);
    const viewer = new Viewer({
      deps,
      access,
      options,
      stats,
      socket: asViewerSocket(socket),
      token,
      purpose: purposeOf(request),
    });
    viewers.add(viewer);
    stats.viewers = viewers.size;
    socket.on('message', (data, isBinary) => {
      if (isBinary) viewer.receiveBinary();
      else viewer.receive(data.toString());
    });
    socket.on('pong', () => viewer.ponged());
    socket.on('close', () => {
      viewer.closed();
      viewers.delete(viewer);
      stats.viewers = viewers.size;
    });
  };

  return {
    stats,
    handleUpgrade(request, socket, head) {
      if (pathOf(request) !== LIVE_PATH) return false;
      const refusal = originRefusal({ origin: request.headers.origin, host: request.headers.host }, deps.origins);
      if (refusal) refuseUpgrade(socket, refusal);
      else sockets.handleUpgrade(request, socket, head, (opened) => open(opened, request));
      return true;
    },
    recheck() {
      for (const viewer of viewers) viewer.recheck();
    },
    close() {
      isClosing = true;
      clearInterval(ticking);
      for (const viewer of viewers) viewer.close(new EngineError('server.draining', 'the server is shutting down'));
      sockets.close();
    },
  };
}

/** For a server that has no other sockets; one that has asks `handleUpgrade` of each in turn. */
export function attachLive(server: Server, deps: LiveDeps, options: Partial<LiveOptions> = {}): LiveServer {
  const live = createLiveServer(deps, options);
  server.on('upgrade', (request, socket, head) => live.handleUpgrade(request, socket, head));
  return live;
}

function asViewerSocket(socket: WebSocket): ViewerSocket {
  return {
    get bufferedAmount() {
      return socket.bufferedAmount;
    },
    send(text, onWritten) {
      if (socket.readyState === WebSocket.OPEN) socket.send(text, onWritten);
    },
    ping() {
      if (socket.readyState === WebSocket.OPEN) socket.ping();
    },
    close: (code, reason) => socket.close(code, reason),
    terminate: () => socket.terminate(),
  };
}

function refuse(socket: WebSocket, error: EngineError): void {
  const { code, message, retryable } = errorBody(error);
  socket.send(JSON.stringify({ type: 'error', code, message, retryable }));
  socket.close(error.closeCode, closeReason(error));
}

/** Before the handshake there is only HTTP to answer with. */
export function refuseUpgrade(socket: Duplex, error: EngineError): void {
  socket.on('error', () => {});
  const body = JSON.stringify(errorBody(error));
  const head = [
    `HTTP/1.1 ${error.httpStatus} Refused`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '').split('?')[0] ?? '';

function purposeOf(request: IncomingMessage): string | undefined {
  const header = request.headers['x-purpose'];
  const query = new URLSearchParams((request.url ?? '').split('?')[1] ?? '').get('purpose');
  const stated = typeof header === 'string' ? header : query;
  return stated?.trim().slice(0, 200) || undefined;
}
