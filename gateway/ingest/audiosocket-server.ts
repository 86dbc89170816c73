// Asterisk's AudioSocket on a TCP port of its own. The protocol knows no token: whoever reaches the port may feed.

import { createServer, type Server, type Socket } from 'node:net';
import { EngineError } from '../../engine/errors.ts';
import { DialectConnection, type DialectConnectionOptions } from './dialect-connection.ts';
import { audiosocket } from './dialects/audiosocket.ts';
import type { Dialect } from './dialects/dialect.ts';
import type { FeedSettings } from './dialects/feed-settings.ts';

export interface AudioSocketOptions extends Pick<DialectConnectionOptions, 'calls' | 'limits' | 'now' | 'after'> {
  readonly host: string;
  readonly port: number;
  readonly settings: FeedSettings;
  readonly onRefused: (dialect: string, error: EngineError) => void;
}

export interface AudioSocketServer {
  readonly port: number;
  close(): void;
}

const IDENTITY = { personId: 'feed:audiosocket', roles: ['ingest'] };
const HANG_UP = Buffer.from([0, 0, 0]);

/** Rejects with `input.config` where the port cannot be had. */
export async function openAudioSocketServer(options: AudioSocketOptions): Promise<AudioSocketServer> {
  const { host, port } = options;
  const open = new Set<Socket>();
  const server: Server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    connect(options, socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(new EngineError('input.config', `SOTTO_AUDIOSOCKET_PORT: cannot listen on ${host}:${port}`, { cause }));
    });
    server.listen(port, host, resolve);
  });
  const bound = server.address();
  return {
    port: typeof bound === 'object' && bound ? bound.port : port,
    close() {
      server.close();
      for (const socket of open) socket.end(HANG_UP);
    },
  };
}

function connect({ settings, calls, limits, now, after, onRefused }: AudioSocketOptions, socket: Socket): void {
  const connection = new DialectConnection({
    dialect: audiosocket as Dialect,
    settings,
    calls,
    limits,
    now,
    after,
    identity: IDENTITY,
    authenticate: async () => IDENTITY,
    socket: {
      send: () => undefined,
      close: () => socket.end(HANG_UP),
      pause: () => socket.pause(),
      resume: () => socket.resume(),
    },
    onRefused: (error) => onRefused('audiosocket', error),
  });
  socket.on('data', (bytes) => connection.receive(bytes));
  socket.on('error', () => undefined);
  socket.on('close', (hadError) => connection.closed(hadError ? 1006 : 1000));
}
