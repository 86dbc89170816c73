// `sotto/client` as somebody else's program has it: the built files, through the real sockets.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../support/running.ts';

type Client = typeof import('../../client/node.ts');

let server: TestServer;
let client: Client;
beforeAll(async () => {
  server = await startServer();
  const name = 'sotto/client';
  client = (await import(name)) as Client;
});
afterAll(() => server.dispose());

const PARTICIPANTS = [
  { participantId: 'me', role: 'rep', personId: 'alex-rivera' },
  { participantId: 'them', role: 'customer' },
] as const;
const LINE = { participantId: 'them', startMs: 0, endMs: 1800, text: 'How long does the rollout take?' };

describe('the client library', () => {
  it('feeds a call and watches it, both across a cut, and loses nothing', async () => {
    const token = await server.access.feedToken({ personId: 'alex-rivera' } as never, Date.now() as never);
    const seqs: number[] = [];
    const states: string[] = [];
    const feed = client.feedCall({
      url: server.wsUrl,
      token,
      start: { callId: 'client-1', startedAt: '2026-01-05T09:00:00Z', participants: [...PARTICIPANTS], clock: 'feed' },
      retryMs: [20],
    });
    feed.sendEvent({ type: 'segment.finalized', segmentId: 's1', atMs: 2000, ...LINE });
    feed.cut();
    feed.advanceClock(9000);
    feed.sendEvent({
      type: 'segment.finalized',
      segmentId: 's2',
      atMs: 12_000,
      ...LINE,
      startMs: 10_000,
      endMs: 11_800,
    });
    const lastSeq = await feed.end();
    const repToken = await server.tokenOf('alex-rivera');
    const live = client.watchCalls({
      url: server.wsUrl,
      scope: { callId: 'client-1' },
      token: () => repToken,
      onEvents: (events) => seqs.push(...events.map(({ seq }) => seq)),
      onConnection: ({ kind }) => states.push(kind),
    });
    await expect.poll(() => seqs.length, { timeout: 10_000 }).toBe(lastSeq);
    live.close();
    expect(seqs).toEqual(Array.from({ length: lastSeq }, (_, i) => i + 1));
    expect(lastSeq).toBeGreaterThan(5);
    expect(states.slice(0, 2)).toEqual(['connecting', 'catching-up']);
  });

  it('weighs at most 10 kB compressed for a browser, and asks for nothing else', async () => {
    const folder = fileURLToPath(new URL('../../client/dist/', import.meta.url));
    const entry = await readFile(`${folder}browser.js`, 'utf8');
    const chunks = [...entry.matchAll(/from "\.\/([^"]+)"/g)].map(([, name]) => name ?? '');
    const code = [entry, ...(await Promise.all(chunks.map((name) => readFile(folder + name, 'utf8'))))].join('');
    expect(code).toContain('call.resume');
    expect(gzipSync(code).length).toBeLessThan(10_000);
    expect(
      [...code.matchAll(/from ?"([^"]+)"/g)].map(([, name]) => name).filter((name) => !name?.startsWith('./')),
    ).toEqual([]);
  });
});
