// `/v1/feeds/<dialect>` on an HTTP server: the upgrade, who is there, what the address says; then one DialectConnection.

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket, WebSocketServer } from 'ws';
import { asEngineError, EngineError } from '../../engine/errors.ts';
import { refuseUpgrade } from '../live/attach.ts';
import { DialectConnection, type DialectConnectionOptions } from './dialect-connection.ts';
import type { Dialect } from './dialects/dialect.ts';
import { type FeedSettings, withParameters } from './dialects/feed-settings.ts';
import { type FeedAccessOptions, identifyVendor, queryOf } from './feed-access.ts';
import { FEED_DIALECTS, type FeedDialect } from './feed-dialects.ts';
import type { FeedIdentity } from './feed-socket.ts';
import type { FeedsFile } from './feeds-file.ts';
import { bytesOf, feedSocketOf, type IngestServer } from './ingest-server.ts';
import { openUpgradeGate, pathOf } from './upgrade-gate.ts';

export interface FeedsServerOptions
  extends FeedAccessOptions,
    Pick<DialectConnectionOptions, 'calls' | 'after' | 'limits'> {
  readonly limits: DialectConnectionOptions['limits'] & { readonly maxMessageBytes: number };
  readonly origins: readonly string[];
  readonly feeds: FeedsFile;
  readonly onRefused: (dialect: string, error: EngineError) => void;
}

export const FEEDS_PATH = '/v1/feeds/';
const KNOWN = `there are ${[...FEED_DIALECTS.keys()].join(', ')}`;

export function createFeedsServer(options: FeedsServerOptions): IngestServer {
  const gate = openUpgradeGate(options.limits.maxMessageBytes, options.origins);
  return {
    handleUpgrade(request, socket, head) {
      const path = pathOf(request);
      if (!path.startsWith(FEEDS_PATH)) return false;
      const found = FEED_DIALECTS.get(path.slice(FEEDS_PATH.length));
      const refusal = gate.refusalOf(request);
      if (refusal) refuseUpgrade(socket, refusal);
      else if (found) void upgrade(options, found, gate.sockets, request, socket, head);
      else refuseUpgrade(socket, new EngineError('call.not-found', `there is no such dialect; ${KNOWN}`));
      return true;
    },
    close: () => gate.close(),
  };
}

async function upgrade(
  options: FeedsServerOptions,
  found: FeedDialect,
  sockets: WebSocketServer,
  request: IncomingMessage,
  stream: Duplex,
  head: Buffer,
): Promise<void> {
  const { dialect } = found;
  try {
    const identity = await identifyVendor(found, request, options);
    const { token: _, ...query } = queryOf(request);
    const settings = withParameters(options.feeds(dialect.name), query);
    sockets.handleUpgrade(request, stream, head, (socket) => connect(options, dialect, socket, settings, identity));
  } catch (thrown) {
    const refusal = asEngineError(thrown, 'defect.internal');
    options.onRefused(dialect.name, refusal);
    refuseUpgrade(stream, refusal);
  }
}

function connect(
  options: FeedsServerOptions,
  dialect: Dialect,
  socket: WebSocket,
  settings: FeedSettings,
  identity: FeedIdentity | undefined,
): void {
  const { calls, authenticate, limits, now, after, onRefused } = options;
  const connection = new DialectConnection({
    dialect,
    settings,
    socket: feedSocketOf(socket),
    identity,
    calls,
    authenticate,
    limits,
    now,
    after,
    onRefused: (error) => onRefused(dialect.name, error),
  });
  socket.on('message', (data, isBinary) => connection.receive(isBinary ? bytesOf(data) : String(data)));
  socket.on('close', (code) => connection.closed(code));
  // A message over the limit arrives here as an error; ws closes with 1009 by itself.
  socket.on('error', () => undefined);
}
