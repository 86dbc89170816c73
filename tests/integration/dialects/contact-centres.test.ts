import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeMulaw } from '../../../engine/audio/g711.ts';
import { encodeS16le } from '../../../engine/audio/pcm.ts';
import { keyedHash } from '../../../gateway/ingest/signatures/keyed-hash.ts';
import { startServer, type TestServer } from '../../support/running.ts';
import {
  base64,
  comparableLog,
  dialAsVendor,
  type Excerpt,
  endedLog,
  framesOf,
  halved,
  nativeLog,
  sampleExcerpt,
} from '../../support/vendor-feed.ts';

const REP = 'alex-rivera';
const API_KEY = 'SGVsbG8sIEkgYW0gdGhlIEFQSSBrZXkh';
const CLIENT_SECRET = 'TXlTdXBlclNlY3JldEtleVRlbGxOby0xITJAMyM0JDU=';
let server: TestServer;
let folder: string;
let audio: Excerpt;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sotto-feeds-'));
  const file = join(folder, 'feeds.yaml');
  await writeFile(file, `audiosocket: {voices: {line: {role: rep, personId: ${REP}}}}`);
  server = await startServer({
    SOTTO_FEEDS: file,
    SOTTO_GENESYS_API_KEY: API_KEY,
    SOTTO_GENESYS_CLIENT_SECRET: CLIENT_SECRET,
    SOTTO_AUDIOSOCKET_PORT: '0',
  });
  audio = await sampleExcerpt();
});
afterAll(async () => {
  await server.dispose();
  await rm(folder, { recursive: true });
});

/** The handshake of Genesys Cloud, signed as its documentation has it. */
function genesysHeaders(url: string, session: string): Record<string, string> {
  const { host, pathname, search } = new URL(url);
  const headers = {
    'audiohook-organization-id': 'd7934305-0972-4844-938e-9060eef73d05',
    'audiohook-session-id': session,
    'audiohook-correlation-id': 'e160e428-53e2-487c-977d-96989bf5c99d',
    'x-api-key': API_KEY,
  };
  const covered = ['@request-target', '@authority', ...Object.keys(headers)];
  const values: Record<string, string> = { ...headers, '@request-target': pathname + search, '@authority': host };
  const created = Math.floor(Date.now() / 1000);
  const list = covered.map((name) => `"${name}"`).join(' ');
  const parameters = `(${list});keyid="${API_KEY}";nonce="VGhpc0lzQVVuaXF1ZU5vbmNl";alg="hmac-sha256";created=${created};expires=${created + 10}`;
  const base = [...covered.map((name) => `"${name}": ${values[name]}`), `"@signature-params": ${parameters}`].join(
    '\n',
  );
  const signature = keyedHash('sha256', Buffer.from(CLIENT_SECRET, 'base64'), base).toString('base64');
  return { ...headers, 'signature-input': `sig1=${parameters}`, signature: `sig1=:${signature}:` };
}

describe('Genesys AudioHook', () => {
  const id = '30b0e395-84d3-4570-ac13-9a62d8f514c0';
  const conversationId = '090eaa2f-72fa-480a-83e0-8667ff89c0ec';
  const both = { type: 'audio', format: 'PCMU', channels: ['external', 'internal'], rate: 8000 };

  it('goes through open, ping, pause and close, and gives the log of the native protocol', async () => {
    const url = `${server.wsUrl}/v1/feeds/genesys?person.internal=${REP}`;
    const vendor = await dialAsVendor(url, genesysHeaders(url, id));
    let seq = 0;
    const say = async (type: string, parameters: object, answer?: string) => {
      seq += 1;
      const serverseq = Number(vendor.replies.at(-1)?.['seq'] ?? 0);
      vendor.send({ version: '2', id, type, seq, serverseq, position: 'PT0S', parameters });
      if (answer) await expect.poll(() => vendor.replies.at(-1)?.['type'], { timeout: 20_000 }).toBe(answer);
    };
    const participant = { id: '883efee8', ani: '+1-555-555-1234', aniName: 'Dana', dnis: '+1-800-555-6789' };
    const organizationId = 'd7934305-0972-4844-938e-9060eef73d05';
    await say('open', { organizationId, conversationId, participant, media: [both], language: 'en-US' }, 'opened');
    await say('ping', { rtt: 'PT0S' }, 'pong');
    const stereo = new Float32Array(audio.rep.length);
    const [ours, theirs] = [halved(audio.rep), halved(audio.customer)];
    for (const [index, sample] of ours.entries()) {
      stereo[index * 2] = theirs[index] ?? 0;
      stereo[index * 2 + 1] = sample;
    }
    // 100 ms of both voices a message; after five seconds the agent puts the line on hold for one.
    const messages = [...framesOf(encodeMulaw(stereo), 1600)];
    for (const { index, bytes } of messages) {
      if (index === 50) {
        await say('paused', {});
        await say('resumed', { start: 'PT5S', discarded: 'PT1S' });
      }
      vendor.send(bytes);
    }
    await say('close', { reason: 'end' }, 'closed');
    expect(await vendor.closed).toMatchObject({ code: 1000 });
    const log = await comparableLog(server, `genesys-${conversationId}-883efee8`);
    const participants = [
      { participantId: 'external', role: 'customer', channel: 0 },
      { participantId: 'internal', role: 'rep', personId: REP, channel: 1 },
    ] as const;
    const native = await nativeLog(
      server,
      {
        callId: 'native-genesys',
        language: 'en-US',
        participants: [...participants],
        audio: { encoding: 'mulaw', sampleRateHz: 8000, interleaved: true, channels: 2 },
      },
      (feed) => {
        for (const { index, bytes } of messages) feed.sendAudio(0, (index < 50 ? index : index + 10) * 800, bytes);
        void feed.end('end');
      },
    );
    expect(log).toContain('"type":"audio.missed"');
    expect(log).toContain('"type":"turn.ended"');
    expect(log).toBe(native);
  });

  it('is refused with another secret', async () => {
    const url = `${server.wsUrl}/v1/feeds/genesys`;
    await expect(dialAsVendor(`${url}?language=en`, genesysHeaders(url, id))).rejects.toThrow('401');
  });
});

describe('Azure Communication Services', () => {
  it('gives the log of the native protocol with unmixed audio', async () => {
    const [agent, caller] = ['8:acs:agent', '4:+15551234'];
    const query = new URLSearchParams({
      language: 'en',
      [`role.${agent}`]: 'rep',
      [`person.${agent}`]: REP,
      'role.4:*': 'customer',
    });
    const jwt = { authorization: 'Bearer eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhenVyZSJ9.AAAA' };
    const vendor = await dialAsVendor(`${server.wsUrl}/v1/feeds/azure?${query}`, jwt);
    const audioMetadata = { subscriptionId: 'sub-1', encoding: 'PCM', sampleRate: 16_000, channels: 1, length: 640 };
    vendor.send({ kind: 'AudioMetadata', audioMetadata });
    const frames = (samples: Float32Array) => [...framesOf(encodeS16le(samples), 640)].map(({ bytes }) => bytes);
    const [ours, theirs] = [frames(audio.rep), frames(audio.customer)];
    for (const [index, bytes] of ours.entries()) {
      const timestamp = new Date(1_772_442_000_000 + index * 20).toISOString();
      const say = (participantRawID: string, data: Uint8Array | undefined) =>
        vendor.send({
          kind: 'AudioData',
          audioData: { timestamp, participantRawID, data: base64(data ?? new Uint8Array()), silent: false },
        });
      say(agent, bytes);
      say(caller, theirs[index]);
    }
    vendor.close();
    const log = await endedLog(server, 'azure-sub-1');
    const native = await nativeLog(
      server,
      {
        callId: 'native-azure',
        language: 'en',
        participants: [],
        audio: { encoding: 'pcm_s16le', sampleRateHz: 16_000 },
      },
      (feed) => {
        const rep = { participantId: agent, role: 'rep', personId: REP, channel: 0 } as const;
        const customer = { participantId: caller, role: 'customer', channel: 1 } as const;
        for (const [index, bytes] of ours.entries()) {
          if (index === 0) feed.sendEvent({ type: 'participant.joined', participant: rep });
          feed.sendAudio(0, index * 320, bytes);
          if (index === 0) feed.sendEvent({ type: 'participant.joined', participant: customer });
          feed.sendAudio(1, index * 320, theirs[index] ?? new Uint8Array());
        }
        void feed.end('stream closed');
      },
    );
    expect(log).toContain('"type":"question.asked"');
    expect(log).toBe(native);
  });
});

describe('Asterisk AudioSocket', () => {
  it('gives the log of the native protocol over its own TCP port', async () => {
    const uuid = '0102030405060708090a0b0c0d0e0f10';
    const socket = connect(server.audiosocketPort ?? 0, '127.0.0.1');
    socket.write(Buffer.from(`010010${uuid}`, 'hex'));
    const frames = [...framesOf(encodeS16le(halved(audio.rep)), 320)];
    const header = Buffer.from([0x10, 0x01, 0x40]);
    // As a network does it: bytes in pieces that know nothing of messages.
    const all = Buffer.concat([...frames.flatMap(({ bytes }) => [header, bytes]), Buffer.from([0, 0, 0])]);
    for (let at = 0; at < all.length; at += 1000) socket.write(all.subarray(at, at + 1000));
    await new Promise((resolve) => socket.on('close', resolve).resume());
    const participant = { participantId: 'line', role: 'rep', personId: REP, channel: 0 } as const;
    const native = await nativeLog(
      server,
      {
        callId: 'native-audiosocket',
        participants: [participant],
        audio: { encoding: 'pcm_s16le', sampleRateHz: 8000 },
      },
      (feed) => {
        for (const { index, bytes } of frames) feed.sendAudio(0, index * 160, bytes);
        void feed.end('hung up');
      },
    );
    expect(native).toContain('"type":"turn.ended"');
    expect(await endedLog(server, 'audiosocket-01020304-0506-0708-090a-0b0c0d0e0f10')).toBe(native);
  });
});
