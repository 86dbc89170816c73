// The gateway's HTTP and live sides on a real port of loopback, with fakes behind them.

import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { WebSocket } from 'ws';
import { createHttp } from '../../gateway/http/application.ts';
import type { HttpOptions } from '../../gateway/http/options.ts';
import type { HttpDeps } from '../../gateway/http/ports.ts';
import { attachLive, type LiveServer } from '../../gateway/live/attach.ts';
import type { LiveOptions } from '../../gateway/live/options.ts';
import type { LiveReply } from '../../gateway/protocol/live.ts';
import { type FakeGateway, fakeGateway } from './gateway-fakes.ts';

export interface GatewayServer extends FakeGateway {
  readonly app: FastifyInstance;
  readonly live: LiveServer;
  readonly url: string;
  /** `METHOD /url` of every route, as fastify registered it. */
  readonly routes: readonly string[];
  ask(path: string, options?: AskOptions): Promise<Answer>;
  view(options?: ViewOptions): Promise<LiveClient>;
  stop(): Promise<void>;
}

interface AskOptions {
  readonly method?: string;
  readonly as?: string | undefined;
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}
interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; undefined where it is not JSON. */
  readonly json: Record<string, unknown>;
}
interface ViewOptions {
  readonly as?: string;
  readonly origin?: string;
  readonly path?: string;
}

export async function startGateway(
  options: {
    readonly http?: Partial<HttpOptions>;
    readonly live?: Partial<LiveOptions>;
    readonly deps?: Partial<HttpDeps>;
    readonly isDevelopment?: boolean;
  } = {},
): Promise<GatewayServer> {
  const gateway = await fakeGateway({ isDevelopment: options.isDevelopment ?? false });
  const routes: string[] = [];
  const deps = { ...gateway.deps, ...options.deps };
  const app = await createHttp(deps, options.http, (method, url) => routes.push(`${method} ${url}`));
  const live = attachLive(app.server, deps, options.live);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    ...gateway,
    app,
    live,
    url,
    routes,
    async ask(path, { method = 'GET', as, token, body, headers = {} } = {}) {
      const bearer = token ?? (as === undefined ? undefined : await gateway.tokenFor(as));
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          ...headers,
          ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
          ...(body === undefined || 'content-type' in headers ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json') === true;
      return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : {} };
    },
    async view({ as, origin, path = '/v1/live' } = {}) {
      const headers = as === undefined ? {} : { authorization: `Bearer ${await gateway.tokenFor(as)}` };
      return new LiveClient(new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers, ...(origin ? { origin } : {}) }));
    },
    async stop() {
      live.close();
      await app.close();
    },
  };
}

/** A real socket; what it is sent can be waited for. */
export class LiveClient {
  readonly replies: LiveReply[] = [];
  readonly socket: WebSocket;
  /** Close code and reason; or the HTTP status where the handshake was refused. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  #waiting: (() => void)[] = [];

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => {
      this.replies.push(JSON.parse(String(data)) as LiveReply);
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const look of waiting) look();
    });
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
      socket.on('unexpected-response', (_request, response) => resolve({ code: response.statusCode ?? 0, reason: '' }));
      socket.on('error', () => {});
    });
  }

  say(message: unknown): void {
    this.socket.send(typeof message === 'string' || message instanceof Uint8Array ? message : JSON.stringify(message));
  }

  /** The first reply that fits, past or to come. */
  async until<T extends LiveReply['type']>(
    type: T,
    fits: (reply: Extract<LiveReply, { type: T }>) => boolean = () => true,
  ): Promise<Extract<LiveReply, { type: T }>> {
    for (;;) {
      const found = this.replies.find((reply) => reply.type === type && fits(reply as never));
      if (found) return found as Extract<LiveReply, { type: T }>;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  seqs(): number[] {
    return this.replies.flatMap((reply) => (reply.type === 'event' ? [reply.event.seq] : []));
  }
}
