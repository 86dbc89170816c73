// One HTTP server: fastify's routes, and the sockets of feeds and viewers on its upgrades.

import type { FastifyInstance } from 'fastify';
import { EngineError } from '../engine/errors.ts';
import type { IngestServer } from './ingest/ingest-server.ts';
import { type LiveServer, refuseUpgrade } from './live/attach.ts';

export interface Listening {
  /** `http://host:port` as clients on this machine reach it. */
  readonly url: string;
  readonly port: number;
}

export async function listen(
  app: FastifyInstance,
  feeds: readonly IngestServer[],
  live: LiveServer,
  address: { readonly host: string; readonly port: number },
): Promise<Listening> {
  app.server.on('upgrade', (request, socket, head) => {
    if (feeds.some((each) => each.handleUpgrade(request, socket, head)) || live.handleUpgrade(request, socket, head))
      return;
    refuseUpgrade(
      socket,
      new EngineError('call.not-found', 'there is no socket here; use /v1/ingest, /v1/feeds or /v1/live'),
    );
  });
  await app.listen(address).catch((cause: unknown) => {
    const { code } = cause as { code?: string };
    const why =
      code === 'EADDRINUSE' ? 'the port is taken; set PORT to another, or PORT=0 for a free one' : String(code);
    throw new EngineError('input.config', `cannot listen on ${address.host}:${address.port}: ${why}`, { cause });
  });
  const bound = app.server.address();
  const port = typeof bound === 'object' && bound ? bound.port : address.port;
  const host = address.host === '0.0.0.0' || address.host === '::' ? '127.0.0.1' : address.host;
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`, port };
}
