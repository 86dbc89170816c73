// Every test line through the real program: sockets, embedded ClickHouse, spool, live stream, log at its most talkative.
// Then each piece of personal data is looked for in all that came out. ClickHouse compresses, so its files are searched as
// bytes and its tables are read back column by column as well.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { feedCall } from '../../client/node.ts';
import { createLog } from '../../gateway/log.ts';
import type { FeedEventInput } from '../../gateway/protocol/ingest.ts';
import { startServer, type TestServer } from '../support/running.ts';

interface Line {
  readonly lang: 'en' | 'zh';
  readonly text: string;
  readonly spans: readonly { readonly start: number; readonly end: number; readonly kind: string }[];
}
const FILE = new URL('../../models/training/lines/pii.test.jsonl', import.meta.url);
const LANGUAGES = ['en', 'zh'] as const;
const STEP_MS = 20_000;
const TITLES = { en: 'callback to 415-555-0134', zh: '回访13912345678' };
const MORE_SECRETS = ['415-555-0134', '13912345678', 'lead@secret.example', '+1 212 555 0199'];

let server: TestServer;
let lines: readonly Line[];
let secrets: readonly string[];
const logged: string[] = [];
const live: string[] = [];

/** Partial results that stop inside the personal data, then the line as it is, with a word list. */
function eventsOf({ text, spans }: Line, index: number): FeedEventInput[] {
  const [participantId, segmentId, startMs] = [index % 2 ? 'customer' : 'rep', `s${index}`, index * STEP_MS];
  const segment = { participantId, segmentId, startMs, endMs: startMs + 6_000 };
  const cuts = spans.flatMap(({ start, end }) => [0.5, 0.8, 1].map((part) => start + Math.round((end - start) * part)));
  const atMs = startMs + 6_000;
  const partials = [...cuts].map((cut) => ({
    type: 'segment.revised' as const,
    ...segment,
    atMs,
    isFinal: false,
    text: text.slice(0, cut) || text,
  }));
  const words = text.split(' ').map((word) => ({ text: word, startMs, endMs: startMs + 6_000 }));
  return [...partials, { type: 'segment.finalized', ...segment, atMs, text, ...(words.length < 300 ? { words } : {}) }];
}

async function feed(lang: 'en' | 'zh'): Promise<void> {
  const client = feedCall({
    url: server.wsUrl,
    start: {
      callId: `pii-${lang}`,
      startedAt: new Date().toISOString(),
      language: lang,
      title: TITLES[lang],
      clock: 'feed',
      participants: [
        { participantId: 'rep', role: 'rep', personId: 'alex-rivera' },
        { participantId: 'customer', role: 'customer', name: '+1 212 555 0199' },
      ],
    },
  });
  client.sendEvent({ type: 'notice.given', atMs: 0, text: 'write to lead@secret.example' });
  // A message that is refused is answered and logged without its words.
  client.sendEvent({ type: 'segment.finalized', text: '415-555-0134' } as never);
  for (const [index, line] of lines.filter((each) => each.lang === lang).entries()) {
    await client.ready();
    for (const event of eventsOf(line, index)) client.sendEvent(event);
  }
  await client.end();
}

async function watch(lang: string): Promise<WebSocket> {
  const token = await server.tokenOf('alex-rivera');
  const socket = new WebSocket(`${server.wsUrl}/v1/live`, { headers: { authorization: `Bearer ${token}` } });
  await new Promise((resolve) => socket.on('open', resolve));
  const ended = new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      live.push(String(data));
      if (String(data).includes('"call.ended"')) resolve();
    });
  });
  socket.send(JSON.stringify({ type: 'subscribe', scope: { callId: `pii-${lang}` }, afterSeq: 0 }));
  await ended;
  return socket;
}

const leaks = (text: string) => secrets.filter((secret) => text.includes(secret));

beforeAll(async () => {
  lines = (await readFile(FILE, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const said = lines.flatMap(({ text, spans }) => spans.map(({ start, end }) => text.slice(start, end)));
  secrets = [...new Set([...said, ...MORE_SECRETS])].filter((secret) => secret.length >= 6);
  const destination = { write: (line: string) => void logged.push(line) };
  server = await startServer({ SOTTO_LOG_LEVEL: 'trace' }, {}, createLog('trace', destination));
  for (const lang of LANGUAGES) await feed(lang);
});
afterAll(() => server.dispose());

describe('personal data of the test lines', () => {
  it('is there to be found: most lines hold some, and without redaction they would be seen', () => {
    expect(secrets.length).toBeGreaterThan(150);
    expect(leaks(JSON.stringify(lines)).length).toBeGreaterThan(150);
  });

  it('is not in any file of the data folder, neither before ClickHouse has it nor after', async () => {
    const spooled = await filesUnder(join(server.directory, 'spool'));
    expect(
      spooled.some(({ text }) => text.includes('‹phone›')),
      'the spool still holds the calls',
    ).toBe(true);
    expect(spooled.flatMap(({ text }) => leaks(text))).toEqual([]);
    await server.flush();
    const stored = await filesUnder(server.directory);
    expect(stored.length).toBeGreaterThan(20);
    expect(stored.flatMap(({ path, text }) => leaks(text).map((secret) => `${path}: ${secret}`))).toEqual([]);
  });

  it('is not in any column of any table', async () => {
    const tables = await server.store.query<{ name: string }>(
      `SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree'`,
    );
    let characters = 0;
    for (const { name } of tables) {
      const text = (await server.store.query(`SELECT * FROM ${name}`)).map((row) => JSON.stringify(row)).join('\n');
      characters += text.length;
      expect(leaks(text), name).toEqual([]);
    }
    expect(characters).toBeGreaterThan(100_000);
  });

  it('is not sent to a viewer, nor written to the log', async () => {
    for (const lang of LANGUAGES) (await watch(lang)).close();
    expect(live.join('\n')).toContain('‹电话›');
    expect(leaks(live.join('\n'))).toEqual([]);
    expect(logged.length).toBeGreaterThan(1);
    expect(leaks(logged.join('\n'))).toEqual([]);
  });

  it('is not begun in a partial result: none shows more than half of a number', () => {
    const halves = lines.flatMap(({ text, spans }) =>
      spans
        .filter(({ kind }) => kind !== 'address' && kind !== 'email')
        .map(({ start, end }) => text.slice(start, start + Math.round((end - start) * 0.5)))
        .filter((half) => half.replace(/\W/g, '').length >= 5),
    );
    const texts = live.filter((message) => message.includes('segment.revised'));
    expect(texts.length).toBeGreaterThan(300);
    expect(halves.filter((half) => texts.some((message) => message.includes(half)))).toEqual([]);
  });
});

async function filesUnder(directory: string): Promise<{ path: string; text: string }[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  // A background merge may take a file away meanwhile.
  const read = files.map(async (path) => ({ path, text: await readFile(path, 'utf8').catch(() => '') }));
  return Promise.all(read);
}
