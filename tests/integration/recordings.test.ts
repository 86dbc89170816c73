// A call with sound through the real program: recorded, sealed, silent where a number was said, and played in ranges.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feedCall } from '../../client/node.ts';
import { encodeS16le } from '../../engine/audio/pcm.ts';
import { decodeFlac, levels } from '../support/recorded.ts';
import { startServer, type TestServer } from '../support/running.ts';

const RATE_HZ = 8000;
let server: TestServer;

const noise = (length: number, level: number) =>
  Float32Array.from({ length }, (_, at) => (at % 7 < 4 ? level : -level));

/** Six seconds of two voices; the customer says a number from 2 to 3 s. Notice is given at 1 s. */
async function feed(callId: string, record?: boolean): Promise<void> {
  const client = feedCall({
    url: server.wsUrl,
    start: {
      callId,
      startedAt: new Date().toISOString(),
      language: 'en',
      clock: 'feed',
      audio: { encoding: 'pcm_s16le', sampleRateHz: RATE_HZ },
      ...(record === undefined ? {} : { record }),
      participants: [
        { participantId: 'rep', role: 'rep', personId: 'alex-rivera', channel: 0 },
        { participantId: 'customer', role: 'customer', channel: 1 },
      ],
    },
  });
  client.sendEvent({ type: 'notice.given', atMs: 0 });
  for (let atMs = 0; atMs < 6_000; atMs += 100) {
    await client.ready();
    for (const channel of [0, 1]) {
      client.sendAudio(channel, (atMs * RATE_HZ) / 1000, encodeS16le(noise(RATE_HZ / 10, 0.25)));
    }
  }
  client.sendEvent({
    type: 'segment.finalized',
    participantId: 'customer',
    segmentId: 's1',
    atMs: 6_000,
    startMs: 1_500,
    endMs: 3_500,
    text: 'call 4155550134 please',
    words: [
      { text: 'call', startMs: 1_500, endMs: 2_000 },
      { text: '4155550134', startMs: 2_000, endMs: 3_000 },
      { text: 'please', startMs: 3_000, endMs: 3_500 },
    ],
  });
  await client.end();
  await server.flush();
}

const ask = async (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, {
    headers: { authorization: `Bearer ${await server.tokenOf('alex-rivera')}`, ...headers },
  });
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

beforeAll(async () => {
  server = await startServer({ SOTTO_RECORD: 'asked', SOTTO_PROFILE: 'eu', SOTTO_RECORDINGS_KEY: '5a'.repeat(32) });
  await feed('recorded', true);
  await feed('not-asked');
});
afterAll(() => server.dispose());

describe('the recording of a call', () => {
  it('is told of with its channels and its silent spans', async () => {
    expect(await (await ask('/v1/calls/recorded/recording')).json()).toEqual({
      isRecorded: true,
      durationMs: 6_000,
      channels: [
        { channel: 0, participantIds: ['rep'] },
        { channel: 1, participantIds: ['customer'] },
      ],
      silenced: [{ startMs: 1_800, endMs: 3_200 }],
    });
  });

  it('plays as long as the call, silent on every channel while the number is said', async () => {
    for (const query of ['', '?channel=0', '?channel=1']) {
      const response = await ask(`/v1/calls/recorded/audio${query}`);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('audio/flac');
      expect(response.headers.get('accept-ranges')).toBe('bytes');
      const { samples, sampleRateHz } = await decodeFlac(await bytesOf(response));
      const heard = levels(samples, sampleRateHz);
      expect(heard.length).toBe(60);
      expect(heard.slice(18, 32).every((level) => level === 0)).toBe(true);
      // The notice takes a moment to be known; before it there is silence.
      expect(
        heard
          .slice(12, 18)
          .concat(heard.slice(32))
          .every((level) => level > 0.2),
      ).toBe(true);
    }
  });

  it('is answered in parts, and parts that are not there are refused with the size', async () => {
    const whole = await bytesOf(await ask('/v1/calls/recorded/audio'));
    const part = await ask('/v1/calls/recorded/audio', { range: 'bytes=100-199' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 100-199/${whole.length}`]);
    expect(Buffer.from(await bytesOf(part)).equals(whole.subarray(100, 200))).toBe(true);
    const beyond = await ask('/v1/calls/recorded/audio', { range: `bytes=${whole.length}-` });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${whole.length}`]);
    expect(await beyond.json()).toMatchObject({ code: 'recording.range' });
  });

  it('is written to the audit log when it is listened to', async () => {
    const rows = await server.store.query<{ resource: string }>(
      `SELECT DISTINCT resource FROM audit WHERE call_id = 'recorded' AND person_id = 'alex-rivera'`,
    );
    expect(rows.map(({ resource }) => resource)).toContain('audio');
  });

  it('is not made of a call that did not ask, nor answered for a channel that there is not', async () => {
    expect(await (await ask('/v1/calls/not-asked/recording')).json()).toMatchObject({ isRecorded: false });
    for (const path of ['/v1/calls/not-asked/audio', '/v1/calls/recorded/audio?channel=9']) {
      const response = await ask(path);
      expect([response.status, await response.json()]).toMatchObject([404, { code: 'recording.not-found' }]);
    }
  });

  it('lies sealed, and nothing is left in the folder that it was made in', async () => {
    expect(await readdir(join(server.directory, 'recording-now'))).toEqual([]);
    const files = await readdir(join(server.directory, 'recordings'), { recursive: true, withFileTypes: true });
    const sealed = files.filter((file) => file.isFile());
    expect(sealed.length).toBe(4);
    for (const { parentPath, name } of sealed) {
      expect((await readFile(join(parentPath, name))).subarray(0, 8).toString()).toBe('SOTTOGC1');
    }
  });
});
