// `/v1/ingest` on an HTTP server: upgrades, checks the origin and the token of the handshake, and hands the socket over.

import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { asEngineError, type EngineError } from '../../engine/errors.ts';
import { FeedConnection, type FeedConnectionOptions, type FeedIdentity } from './feed-connection.ts';

export interface AttachIngestOptions
  extends Pick<FeedConnectionOptions, 'authenticate' | 'openCall' | 'findCall' | 'now' | 'after'> {
  readonly server: Server;
  readonly limits: FeedConnectionOptions['limits'] & { readonly maxMessageBytes: number };
  /** Who the handshake shows; undefined where it shows nobody yet. Throws where it must be refused. */
  readonly identify: (request: IncomingMessage) => Promise<FeedIdentity | undefined>;
}

export const INGEST_PATH = '/v1/ingest';

/** Returns what closes every connection, with 1001 going away. */
export function attachIngest(options: AttachIngestOptions): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: options.limits.maxMessageBytes,
    perMessageDeflate: false,
  });
  options.server.on('upgrade', (request, socket, head) => {
    if (pathOf(request) === INGEST_PATH) void upgrade(options, sockets, request, socket, head);
  });
  return () => {
    for (const socket of sockets.clients) socket.close(1001, 'the server is shutting down');
    sockets.close();
  };
}

function pathOf(request: IncomingMessage): string {
  return new URL(request.url ?? '/', 'http://localhost').pathname;
}

async function upgrade(
  options: AttachIngestOptions,
  sockets: WebSocketServer,
  request: IncomingMessage,
  stream: Duplex,
  head: Buffer,
): Promise<void> {
  let identity: FeedIdentity | undefined;
  let refusal: EngineError | undefined;
  try {
    identity = await options.identify(request);
  } catch (thrown) {
    refusal = asEngineError(thrown, 'defect.internal');
  }
  sockets.handleUpgrade(request, stream, head, (socket) => {
    if (refusal) return socket.close(refusal.closeCode, `${refusal.code}: ${refusal.message}`.slice(0, 120));
    connect(options, socket, identity);
  });
}

function connect(options: AttachIngestOptions, socket: WebSocket, identity: FeedIdentity | undefined): void {
  const { authenticate, openCall, findCall, limits, now, after } = options;
  const connection = new FeedConnection({
    socket: {
      send: (text) => socket.send(text),
      close: (code, reason) => socket.close(code, reason),
      pause: () => socket.pause(),
      resume: () => socket.resume(),
    },
    identity,
    authenticate,
    openCall,
    findCall,
    limits,
    now,
    after,
  });
  socket.on('message', (data, isBinary) => connection.receive(isBinary ? bytesOf(data) : String(data)));
  socket.on('close', () => connection.closed());
  // A message over the limit arrives here as an error; ws closes with 1009 by itself.
  socket.on('error', () => undefined);
}

function bytesOf(data: Buffer | ArrayBuffer | Buffer[]): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
