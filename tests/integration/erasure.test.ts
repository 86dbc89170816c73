// Erasing through the real program: rows, recordings and memory of a call or of a participant go, the rest stays.

import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feedCall } from '../../client/node.ts';
import { encodeS16le } from '../../engine/audio/pcm.ts';
import { startServer, type TestServer } from '../support/running.ts';

const RATE_HZ = 8000;
let server: TestServer;

async function feed(callId: string, customerId: string, words: string): Promise<void> {
  const client = feedCall({
    url: server.wsUrl,
    start: {
      callId,
      startedAt: new Date().toISOString(),
      language: 'en',
      clock: 'feed',
      audio: { encoding: 'pcm_s16le', sampleRateHz: RATE_HZ },
      participants: [
        { participantId: 'rep', role: 'rep', personId: 'alex-rivera', channel: 0 },
        { participantId: 'customer', role: 'customer', personId: customerId, channel: 1 },
      ],
    },
  });
  client.sendAudio(0, 0, encodeS16le(new Float32Array(RATE_HZ).fill(0.2)));
  const segment = { participantId: 'customer', segmentId: 's1', startMs: 0, endMs: 900, text: words };
  client.sendEvent({ type: 'segment.finalized', atMs: 1_000, ...segment });
  await client.end();
  await server.flush();
}

async function ask(personId: string, path: string, body?: unknown): Promise<{ status: number; json: unknown }> {
  const headers = { 'content-type': 'application/json' };
  const token = await server.tokenOf(personId);
  const response = await fetch(`${server.url}${path}`, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: { ...headers, authorization: `Bearer ${token}` },
  });
  return { status: response.status, json: await response.json() };
}
const OPERATOR = 'otto-operator';
const erase = (request: object) => ask(OPERATOR, '/v1/erasures', request);

async function traces(callId: string): Promise<string[]> {
  const tables = await server.store.query<{ table: string }>(
    `SELECT table FROM system.columns WHERE database = currentDatabase() AND name = 'call_id' AND table NOT IN
     (SELECT name FROM system.tables WHERE database = currentDatabase() AND engine = 'View')`,
  );
  const found: string[] = [];
  for (const { table } of tables) {
    const rows = await server.store.query(`SELECT 1 FROM ${table} WHERE call_id = {callId:String} LIMIT 1`, { callId });
    if (rows.length > 0) found.push(table);
  }
  return found.sort();
}
const recordings = async () => (await readdir(join(server.directory, 'recordings'))).length;

beforeAll(async () => {
  server = await startServer({ SOTTO_RECORD: 'all' });
  await feed('one', 'dana', 'Could you send the blue folder?');
  await feed('two', 'dana', 'We would like the green folder.');
  await feed('three', 'kim', 'We would like the red folder.');
});
afterAll(() => server.dispose());

describe('erasure', () => {
  it('says what would go and takes nothing away when it is only tried', async () => {
    const { status, json } = await erase({ participantId: 'dana', isTrial: true });
    expect(status).toBe(200);
    expect(json).toMatchObject({ calls: ['one', 'two'], rows: { calls: 2, segments: 2 }, recordingFiles: 0 });
    expect(await traces('one')).toContain('events');
    expect(await recordings()).toBe(3);
  });

  it('takes one call away, rows and recording, and leaves the others', async () => {
    const { json } = await erase({ callId: 'one' });
    expect(json).toMatchObject({ calls: ['one'], rows: { calls: 1, segments: 1 }, recordingFiles: 3 });
    expect(await traces('one')).toEqual(['audit']);
    expect((await ask('alex-rivera', '/v1/calls/one')).status).toBe(404);
    expect((await ask('alex-rivera', '/v1/calls/two/timeline')).status).toBe(200);
    expect(await recordings()).toBe(2);
  });

  it('takes every call of a participant away', async () => {
    expect((await erase({ participantId: 'dana' })).json).toMatchObject({ calls: ['two'] });
    expect((await traces('two')).filter((table) => table !== 'audit')).toEqual([]);
    expect(await traces('three')).toContain('events');
    expect(await recordings()).toBe(1);
  });

  it('finds nothing the second time', async () => {
    const nothing = { rows: {}, recordingFiles: 0, spoolLines: 0 };
    expect((await erase({ callId: 'one' })).json).toEqual({ calls: ['one'], ...nothing });
    expect((await erase({ participantId: 'dana' })).json).toEqual({ calls: [], ...nothing });
  });

  it('leaves a line in the audit log that names who, why and what', async () => {
    const rows = await server.store.query<{ resource: string }>(
      `SELECT resource FROM audit WHERE role = 'operator' AND person_id = {id:String} ORDER BY at`,
      { id: OPERATOR },
    );
    expect(rows.map(({ resource }) => resource)).toContain('erasure:call');
    expect(rows.map(({ resource }) => resource)).toContain('erasure:participant dana');
  });

  it('refuses what is neither a call nor a participant', async () => {
    expect((await erase({})).json).toMatchObject({ code: 'input.schema' });
    expect((await erase({ callId: 'x', participantId: 'y' })).status).toBe(400);
  });
});

describe('sotto erase', () => {
  const sotto = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
    new Promise((resolve) => {
      execFile(process.execPath, ['bin/sotto.mjs', 'erase', ...args], (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
      );
    });
  const throughServer = async (personId: string) => ['--url', server.url, '--token', await server.tokenOf(personId)];

  it('only says what would go, until it is told to do it', async () => {
    const tried = await sotto('--call', 'three', ...(await throughServer(OPERATOR)));
    expect(tried.code, tried.err).toBe(0);
    expect(tried.out).toMatch(/^1 calls would go\n {2}three\n/);
    expect(tried.out).toContain('Add --yes to erase them.');
    expect(await traces('three')).toContain('events');
    const done = await sotto('--call', 'three', '--yes', ...(await throughServer(OPERATOR)));
    expect(done.out).toMatch(/^1 calls gone\n {2}three\n/);
    expect((await traces('three')).filter((table) => table !== 'audit')).toEqual([]);
  });

  it('says why it cannot: not an operator, or not told what', async () => {
    const refused = await sotto('--call', 'three', '--yes', ...(await throughServer('alex-rivera')));
    expect(refused.code).not.toBe(0);
    expect(refused.err).toContain('403');
    const nothing = await sotto();
    expect(nothing.code).toBe(2);
    expect(nothing.err).toContain('give either --call or --participant');
  });

  it('does not open the database of a server that runs', async () => {
    const locked = await sotto('--call', 'three', '--data', server.directory);
    expect(locked.code).not.toBe(0);
    expect(locked.err).not.toContain('    at ');
  });
});
