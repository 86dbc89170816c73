// Limits of the HTTP side. Each: meaning, unit, default and why.

import type { FastifyServerOptions } from 'fastify';

export interface HttpOptions {
  /** Largest request body, bytes. Default 65 536: bodies here are a few fields. */
  readonly bodyBytes: number;
  /** Requests a minute of one person, or of one address without a token. Default 600: a page makes a few a second. */
  readonly requestsPerMinute: number;
  /** Requests that may come at once before the rate counts. Default 120: a page opening, and its tabs. */
  readonly requestBurst: number;
  /** Time a request may take to arrive whole, ms. Default 30 000. */
  readonly requestTimeoutMs: number;
  /** Events that are read from the store at a time while a time line is folded. Default 5 000. */
  readonly eventsPerRead: number;
  /** Folder of the built page. Undefined: none is served. */
  readonly dashboardDir: string | undefined;
  /** Who may show the page in a frame (CSP frame-ancestors). Default nobody. */
  readonly frameAncestors: readonly string[];
  /** Which proxies to believe about the client's address; fastify's own option. Default none. */
  readonly trustProxy: NonNullable<FastifyServerOptions['trustProxy']>;
}

export const HTTP_DEFAULTS: HttpOptions = {
  bodyBytes: 65_536,
  requestsPerMinute: 600,
  requestBurst: 120,
  requestTimeoutMs: 30_000,
  eventsPerRead: 5_000,
  dashboardDir: undefined,
  frameAncestors: [],
  trustProxy: false,
};
