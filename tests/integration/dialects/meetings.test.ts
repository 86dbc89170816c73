import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { encodeS16le } from '../../../engine/audio/pcm.ts';
import { webhookSignature } from '../../../gateway/ingest/signatures/webhook-signature.ts';
import { zoomStreamSignature, zoomWebhookSignature } from '../../../gateway/ingest/zoom-webhook.ts';
import { startServer, type TestServer } from '../../support/running.ts';
import {
  base64,
  dialAsVendor,
  type Excerpt,
  endedLog,
  framesOf,
  nativeLog,
  sampleExcerpt,
} from '../../support/vendor-feed.ts';

const REP = 'alex-rivera';
const RECALL_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const ZOOM = { clientId: 'client', clientSecret: 'client-secret' };
const ZOOM_TOKEN = 'secret-token';
let server: TestServer;
let folder: string;
let audio: Excerpt;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sotto-feeds-'));
  const file = join(folder, 'feeds.yaml');
  await writeFile(file, `zoom: {voices: {Alex Rivera: {role: rep, personId: ${REP}}, Dana: {role: customer}}}`);
  server = await startServer({
    SOTTO_FEEDS: file,
    SOTTO_RECALL_SECRET: RECALL_SECRET,
    SOTTO_ZOOM_CLIENT_ID: ZOOM.clientId,
    SOTTO_ZOOM_CLIENT_SECRET: ZOOM.clientSecret,
    SOTTO_ZOOM_SECRET_TOKEN: ZOOM_TOKEN,
  });
  audio = await sampleExcerpt();
});
afterAll(async () => {
  await server.dispose();
  await rm(folder, { recursive: true });
});

const frames = (samples: Float32Array) => [...framesOf(encodeS16le(samples), 640)].map(({ bytes }) => bytes);
const PCM16 = { encoding: 'pcm_s16le', sampleRateHz: 16_000 } as const;
const people = (rep: string, customer: string) =>
  ({
    rep: { participantId: rep, role: 'rep', name: 'Alex Rivera', personId: REP },
    customer: { participantId: customer, role: 'customer', name: 'Dana' },
  }) as const;

/** The words that both feeds send after the audio of their time. */
const LINE = { startMs: 3000, endMs: 4500, text: 'How long does the rollout take?' };

describe('Recall.ai', () => {
  const message = (event: string, data: object) => ({
    event,
    data: { data, recording: { id: 'rec', metadata: {} }, bot: { id: 'bot-1', metadata: { language: 'en' } } },
  });
  const ALEX = { id: 100, name: 'Alex Rivera', is_host: true, platform: 'desktop', extra_data: {} };
  const DANA = { id: 200, name: 'Dana', is_host: false, platform: null, extra_data: {}, email: 'dana@harlow.example' };
  const words = [
    { text: 'How long does', start_timestamp: { relative: 3 }, end_timestamp: { relative: 3.8 } },
    { text: 'the rollout take?', start_timestamp: { relative: 3.8 }, end_timestamp: { relative: 4.5 } },
  ];

  it('gives the log of the native protocol with separate audio, people and words', async () => {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const query = new URLSearchParams({
      'role.Alex Rivera': 'rep',
      'person.Alex Rivera': REP,
      'role.*@harlow.example': 'customer',
    });
    const vendor = await dialAsVendor(`${server.wsUrl}/v1/feeds/recall?${query}`, {
      'webhook-id': 'msg_1',
      'webhook-timestamp': timestamp,
      'webhook-signature': webhookSignature(RECALL_SECRET, 'msg_1', timestamp, ''),
    });
    const time = (relative: number) => ({ relative, absolute: new Date(Date.now()).toISOString() });
    vendor.send(message('participant_events.join', { participant: ALEX, timestamp: time(0), data: null }));
    vendor.send(message('participant_events.join', { participant: DANA, timestamp: time(0), data: null }));
    const [ours, theirs] = [frames(audio.rep), frames(audio.customer)];
    const sound = (participant: object, index: number, bytes: Uint8Array | undefined) =>
      message('audio_separate_raw.data', {
        buffer: base64(bytes ?? new Uint8Array()),
        timestamp: time(index / 50),
        participant,
      });
    for (const [index, bytes] of ours.entries()) {
      vendor.send(sound(ALEX, index, bytes));
      vendor.send(sound(DANA, index, theirs[index]));
      if (index === 250)
        vendor.send(message('transcript.partial_data', { participant: DANA, words: words.slice(0, 1) }));
      if (index === 300) vendor.send(message('transcript.data', { participant: DANA, words }));
    }
    vendor.close();
    const log = await endedLog(server, 'recall-bot-1');
    const { rep, customer } = people('100', '200');
    const native = await nativeLog(
      server,
      { callId: 'native-recall', language: 'en', participants: [], audio: PCM16 },
      (feed) => {
        feed.sendEvent({ type: 'participant.joined', participant: rep });
        feed.sendEvent({ type: 'participant.joined', participant: customer });
        const said = {
          participantId: '200',
          segmentId: 'recall-200-3000',
          words: [
            { text: 'How long does', startMs: 3000, endMs: 3800 },
            { text: 'the rollout take?', startMs: 3800, endMs: 4500 },
          ],
        };
        for (const [index, bytes] of ours.entries()) {
          if (index === 0) feed.sendEvent({ type: 'participant.joined', participant: { ...rep, channel: 0 } });
          feed.sendAudio(0, index * 320, bytes);
          if (index === 0) feed.sendEvent({ type: 'participant.joined', participant: { ...customer, channel: 1 } });
          feed.sendAudio(1, index * 320, theirs[index] ?? new Uint8Array());
          if (index === 250) {
            const partial = { startMs: 3000, endMs: 3800, text: 'How long does', words: said.words.slice(0, 1) };
            feed.sendEvent({ type: 'segment.revised', ...said, ...partial, isFinal: false });
          }
          if (index === 300) feed.sendEvent({ type: 'segment.finalized', ...said, ...LINE });
        }
        void feed.end('stream closed');
      },
    );
    expect(log).toContain('"type":"utterance.finalized"');
    expect(log).toContain('"type":"question.asked"');
    expect(log).toBe(native);
  });
});

/** Zoom's two servers, as its documentation describes them: both check the signature before they go on. */
async function zoomServers(stream: { meetingUuid: string; streamId: string }, onReady: (media: WebSocket) => void) {
  const http: Server = createServer();
  const sockets = new WebSocketServer({ server: http });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  const url = `ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const signature = zoomStreamSignature(ZOOM, stream);
  const heard: Record<string, unknown>[] = [];
  let media: WebSocket | undefined;
  sockets.on('connection', (socket) => {
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      heard.push(message);
      const isGood = message.signature === signature && message.rtms_stream_id === stream.streamId;
      const status_code = isGood ? 0 : 3;
      if (message.msg_type === 1) {
        socket.send(
          JSON.stringify({ msg_type: 2, status_code, media_server: { server_urls: { all: `${url}/media` } } }),
        );
        socket.send(JSON.stringify({ msg_type: 12, timestamp: 42 }));
      }
      if (message.msg_type === 3) {
        media = socket;
        socket.send(JSON.stringify({ msg_type: 4, status_code }));
        socket.send(JSON.stringify({ msg_type: 12, timestamp: 43 }));
      }
      if (message.msg_type === 7 && media) onReady(media);
    });
  });
  return { url, heard, close: () => sockets.close(() => http.close()) };
}

describe('Zoom RTMS', () => {
  const stream = { meetingUuid: 'mSRAoPOdT5Waj4wWnTDtqQ==', streamId: 'stream-1' };
  const webhook = (event: string, payload: object, token = ZOOM_TOKEN) => {
    const body = JSON.stringify({ event, event_ts: Date.now(), payload });
    const timestamp = String(Math.floor(Date.now() / 1000));
    return fetch(`${server.url}/v1/feeds/zoom`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-zm-request-timestamp': timestamp,
        'x-zm-signature': zoomWebhookSignature(token, timestamp, body),
      },
    });
  };

  it('answers the check of its address, and nobody but Zoom', async () => {
    const reply = await webhook('endpoint.url_validation', { plainToken: 'abc' });
    expect(await reply.json()).toMatchObject({
      plainToken: 'abc',
      encryptedToken: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await webhook('endpoint.url_validation', { plainToken: 'abc' }, 'guess')).status).toBe(401);
  });

  it('is dialled on two sockets and gives the log of the native protocol, with its words', async () => {
    const [ours, theirs] = [frames(audio.rep), frames(audio.customer)];
    const startedMs = 1_772_442_000_000;
    const sound = (user_id: number, user_name: string, index: number, bytes: Uint8Array | undefined) =>
      JSON.stringify({
        msg_type: 14,
        content: { user_id, user_name, data: base64(bytes ?? new Uint8Array()), timestamp: startedMs + index * 20 },
      });
    const zoom = await zoomServers(stream, (media) => {
      for (const [index, bytes] of ours.entries()) {
        media.send(sound(7, 'Alex Rivera', index, bytes));
        media.send(sound(8, 'Dana', index, theirs[index]));
        if (index !== 300) continue;
        const content = {
          user_id: 8,
          user_name: 'Dana',
          data: LINE.text,
          timestamp: startedMs + 6000,
          start_time: startedMs + LINE.startMs,
          end_time: startedMs + LINE.endMs,
        };
        media.send(JSON.stringify({ msg_type: 17, content }));
      }
      media.send(JSON.stringify({ msg_type: 8, state: 4, timestamp: startedMs + 12_000 }));
    });
    const started = { meeting_uuid: stream.meetingUuid, rtms_stream_id: stream.streamId, server_urls: zoom.url };
    expect((await webhook('meeting.rtms_started', started)).status).toBe(204);
    const log = await endedLog(server, 'zoom-stream-1');
    await webhook('meeting.rtms_stopped', { meeting_uuid: stream.meetingUuid, rtms_stream_id: stream.streamId });
    zoom.close();
    const { rep, customer } = people('7', '8');
    const native = await nativeLog(server, { callId: 'native-zoom', participants: [], audio: PCM16 }, (feed) => {
      for (const [index, bytes] of ours.entries()) {
        if (index === 0) feed.sendEvent({ type: 'participant.joined', participant: { ...rep, channel: 0 } });
        feed.sendAudio(0, index * 320, bytes);
        if (index === 0) feed.sendEvent({ type: 'participant.joined', participant: { ...customer, channel: 1 } });
        feed.sendAudio(1, index * 320, theirs[index] ?? new Uint8Array());
        const said = { participantId: '8', segmentId: `zoom-8-${startedMs + 6000}` };
        if (index === 300) feed.sendEvent({ type: 'segment.finalized', ...said, ...LINE });
      }
      void feed.end('stream stopped');
    });
    expect(zoom.heard.filter(({ msg_type }) => msg_type === 13)).toEqual([
      { msg_type: 13, timestamp: 42 },
      { msg_type: 13, timestamp: 43 },
    ]);
    expect(log).toContain('"type":"question.asked"');
    expect(log).toBe(native);
  });
});
