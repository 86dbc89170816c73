// A hub of models on loopback that can misbehave: it serves FILES by path, and each answer may be spoilt by a mood.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Mood =
  | { readonly cutAfterBytes: number }
  | { readonly status: number; readonly retryAfterS?: number }
  | { readonly ignoreRanges: true }
  | { readonly shiftRangeBytes: number }
  | { readonly otherBytes: Uint8Array; readonly etag?: string }
  | { readonly silent: true };

export interface ModelHub {
  readonly endpoint: string;
  /** The moods of the next answers, first come first served; after that it behaves. */
  readonly moods: Mood[];
  /** What was asked: path and range. */
  readonly asked: {
    readonly path: string;
    readonly range: string | undefined;
    readonly headers: NodeJS.Dict<unknown>;
  }[];
  stop(): Promise<void>;
}

export interface ModelHubOptions {
  /** Without one, a client cannot know whether a file changed. */
  readonly etags?: boolean;
}

export async function startModelHub(
  files: Readonly<Record<string, Uint8Array>>,
  { etags = true }: ModelHubOptions = {},
): Promise<ModelHub> {
  const moods: Mood[] = [];
  const asked: ModelHub['asked'] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^.*\/resolve\/[^/]+\//, '');
    asked.push({ path, range: request.headers.range, headers: request.headers });
    const mood = moods.shift();
    const bytes = files[path];
    if (mood && 'status' in mood) return refuse(response, mood);
    if (!bytes) return refuse(response, { status: 404 });
    if (mood && 'silent' in mood) return;
    serve(request, response, bytes, mood, etags);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    moods,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function refuse(response: ServerResponse, { status, retryAfterS }: { status: number; retryAfterS?: number }): void {
  response.writeHead(status, retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) }).end();
}

function serve(
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Uint8Array,
  mood: Mood | undefined,
  etags: boolean,
): void {
  const served = mood && 'otherBytes' in mood ? mood.otherBytes : bytes;
  const etag = mood && 'otherBytes' in mood ? (mood.etag ?? '"other"') : `"${bytes.byteLength}"`;
  const headers = etags ? { etag } : {};
  const isFresh = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
  const ignores = mood !== undefined && ('ignoreRanges' in mood || 'otherBytes' in mood);
  const from = ignores || !isFresh ? 0 : Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (from >= served.byteLength) {
    response.writeHead(416, { 'content-range': `bytes */${served.byteLength}` }).end();
    return;
  }
  const shift = mood && 'shiftRangeBytes' in mood ? mood.shiftRangeBytes : 0;
  const rest = served.subarray(from + shift);
  const range = `bytes ${from + shift}-${served.byteLength - 1}/${served.byteLength}`;
  response.writeHead(from > 0 ? 206 : 200, {
    ...headers,
    'content-length': rest.byteLength,
    ...(from > 0 ? { 'content-range': range } : {}),
  });
  if (mood && 'cutAfterBytes' in mood) {
    response.write(rest.subarray(0, mood.cutAfterBytes), () => response.destroy());
  } else response.end(rest);
}
