// `/v1/ingest` on an HTTP server: the upgrade, the origin, the token of the handshake; then one FeedConnection a socket.

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket, WebSocketServer } from 'ws';
import { asEngineError, type EngineError } from '../../engine/errors.ts';
import { refuseUpgrade } from '../live/attach.ts';
import { FeedConnection, type FeedConnectionOptions } from './feed-connection.ts';
import type { FeedIdentity, FeedSocket } from './feed-socket.ts';
import { openUpgradeGate, pathOf } from './upgrade-gate.ts';

export interface IngestServerOptions
  extends Pick<FeedConnectionOptions, 'authenticate' | 'openCall' | 'findCall' | 'now' | 'after'> {
  readonly limits: FeedConnectionOptions['limits'] & { readonly maxMessageBytes: number };
  /** Web origins that may feed, besides this host and loopback. */
  readonly origins: readonly string[];
  /** Who the handshake shows; undefined where it shows nobody yet. Rejects where its token is refused. */
  readonly identify: (request: IncomingMessage) => Promise<FeedIdentity | undefined>;
}

export interface IngestServer {
  /** True where the request was for `/v1/ingest` and has been taken. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Closes every connection with 1001, going away; their calls stay until they are ended. */
  close(): void;
}

export const INGEST_PATH = '/v1/ingest';

export function createIngestServer(options: IngestServerOptions): IngestServer {
  const gate = openUpgradeGate(options.limits.maxMessageBytes, options.origins);
  return {
    handleUpgrade(request, socket, head) {
      if (pathOf(request) !== INGEST_PATH) return false;
      const refusal = gate.refusalOf(request);
      if (refusal) refuseUpgrade(socket, refusal);
      else void upgrade(options, gate.sockets, request, socket, head);
      return true;
    },
    close: () => gate.close(),
  };
}

async function upgrade(
  options: IngestServerOptions,
  sockets: WebSocketServer,
  request: IncomingMessage,
  stream: Duplex,
  head: Buffer,
): Promise<void> {
  let identity: FeedIdentity | undefined;
  try {
    identity = await options.identify(request);
  } catch (thrown) {
    const refusal: EngineError = asEngineError(thrown, 'defect.internal');
    return refuseUpgrade(stream, refusal);
  }
  sockets.handleUpgrade(request, stream, head, (socket) => connect(options, socket, identity));
}

function connect(options: IngestServerOptions, socket: WebSocket, identity: FeedIdentity | undefined): void {
  const { authenticate, openCall, findCall, limits, now, after } = options;
  const connection = new FeedConnection({
    socket: feedSocketOf(socket),
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

export function feedSocketOf(socket: WebSocket): FeedSocket {
  return {
    send: (text) => socket.send(text),
    close: (code, reason) => socket.close(code, reason),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
  };
}

export function bytesOf(data: Buffer | ArrayBuffer | Buffer[]): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
