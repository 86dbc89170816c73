// ClickHouse's HTTP interface before embedded chDB, so that the HTTP path is tested without a server:
// POST /?query=…&database=…&param_x=…&<settings>, body = SQL or data; GET /ping. One data directory, one process.
// Run: tsx tests/support/clickhouse-http-front.ts --port 0 --dir DIR   (prints its URL, ends with SIGTERM)

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Session } from 'chdb';

interface Front {
  readonly url: string;
  close(): Promise<void>;
}

interface EmbeddedError extends Error {
  readonly clickhouseCode?: number;
}

export async function startFront(port: number, directory: string): Promise<Front> {
  const session = new Session(directory);
  const server = createServer((request, response) => {
    answer(session, request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  const actualPort = typeof address === 'object' && address !== null ? address.port : port;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    session.close();
  };
  return { url: `http://127.0.0.1:${actualPort}`, close };
}

async function answer(session: Session, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://front');
  if (url.pathname === '/ping') {
    response.end('Ok.\n');
    return;
  }
  const body = await readBody(request);
  try {
    const { bytes, rows } = await run(session, url.searchParams, body);
    response.setHeader('X-ClickHouse-Summary', JSON.stringify(summary(rows)));
    response.setHeader('X-ClickHouse-Query-Id', url.searchParams.get('query_id') ?? '');
    send(request, response, url.searchParams, bytes);
  } catch (thrown) {
    fail(response, thrown as EmbeddedError);
  }
}

async function run(session: Session, search: URLSearchParams, body: string) {
  const query = search.get('query');
  const sql = [query, body].filter((part) => part !== null && part !== '').join('\n');
  const settings = [...search].filter(([name]) => !INTERFACE_KEYS.test(name));
  for (const [name, value] of settings) await session.queryAsync(`SET ${name} = '${value.replaceAll("'", "''")}'`);
  const database = search.get('database');
  const params = paramsOf(sql, search);
  try {
    if (query?.trimStart().toUpperCase().startsWith('INSERT')) {
      const inserted = await session.queryAsync(sql);
      return { bytes: inserted.bytes(), rows: inserted.rowsRead };
    }
    const within = database === null ? sql : `USE \`${database}\`; ${sql}`;
    const result =
      Object.keys(params).length > 0 ? await session.queryBindAsync(within, params) : await session.queryAsync(within);
    return { bytes: result.bytes(), rows: 0 };
  } finally {
    for (const [name] of settings) await session.queryAsync(`SET ${name} = DEFAULT`);
  }
}

/** Parameters of the interface itself; whatever else is in the address is a setting. */
const INTERFACE_KEYS =
  /^(query|database|query_id|session_id|default_format|role|user|password|param_.*|enable_http_compression|wait_end_of_query|http_.*|send_progress_in_http_headers)$/;

function paramsOf(sql: string, search: URLSearchParams): Record<string, unknown> {
  const params: Record<string, unknown> = {};
  for (const [key, text] of search) {
    if (!key.startsWith('param_')) continue;
    const name = key.slice('param_'.length);
    params[name] = new RegExp(`\\{${name}:\\s*Array\\(`).test(sql) ? stringsOf(text) : unescapeText(text);
  }
  return params;
}

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', 0: '\0', b: '\b', f: '\f' };

/** chDB escapes again what it is given, so the escapes of the wire are undone first. */
function unescapeText(text: string): string | null {
  return text === '\\N' ? null : text.replace(/\\(.)/gs, (_, mark: string) => ESCAPES[mark] ?? mark);
}

function stringsOf(text: string): readonly (string | null)[] {
  return [...text.matchAll(/'((?:[^'\\]|\\.)*)'/gs)].map(([, item = '']) => unescapeText(item));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  return (request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString();
}

function send(request: IncomingMessage, response: ServerResponse, search: URLSearchParams, bytes: Uint8Array): void {
  const asked =
    search.get('enable_http_compression') === '1' && /gzip/.test(String(request.headers['accept-encoding']));
  if (asked) response.setHeader('Content-Encoding', 'gzip');
  response.end(asked ? gzipSync(bytes) : Buffer.from(bytes));
}

/** The numbers are strings, as the server sends them. */
function summary(writtenRows: number) {
  return { read_rows: '0', read_bytes: '0', written_rows: String(writtenRows), written_bytes: '0', elapsed_ns: '0' };
}

const NOT_FOUND_CODES: ReadonlySet<number> = new Set([60, 81]);

function fail(response: ServerResponse, error: EmbeddedError): void {
  const code = error.clickhouseCode ?? 1002;
  response.statusCode = NOT_FOUND_CODES.has(code) ? 404 : code === 62 ? 400 : 500;
  response.setHeader('X-ClickHouse-Exception-Code', String(code));
  response.end(error.message.startsWith('Code:') ? error.message : `Code: ${code}. DB::Exception: ${error.message}`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, dir: { type: 'string' } } });
  if (values.dir === undefined) throw new Error('Say where the data is: --dir DIR');
  const front = await startFront(Number(values.port), values.dir);
  process.stdout.write(`${front.url}\n`);
  process.once('SIGTERM', () => void front.close().then(() => process.exit(0)));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
