import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeMulaw } from '../../../engine/audio/g711.ts';
import { encodeS16le } from '../../../engine/audio/pcm.ts';
import { twilioSignature } from '../../../gateway/ingest/signatures/twilio-signature.ts';
import { startServer, type TestServer } from '../../support/running.ts';
import {
  base64,
  comparableLog,
  dialAsVendor,
  type Excerpt,
  framesOf,
  halved,
  nativeLog,
  sampleExcerpt,
} from '../../support/vendor-feed.ts';

const AUTH_TOKEN = '12345';
const REP = 'alex-rivera';
let server: TestServer;
let audio: Excerpt;
beforeAll(async () => {
  server = await startServer({ SOTTO_TWILIO_AUTH_TOKEN: AUTH_TOKEN });
  audio = await sampleExcerpt();
});
afterAll(() => server.dispose());

const feedUrl = (path: string) => `${server.wsUrl}/v1/feeds/${path}`;
const mulaw = (samples: Float32Array) => [...framesOf(encodeMulaw(halved(samples)), 160)].map(({ bytes }) => bytes);

interface Track {
  readonly track: string;
  readonly frames: readonly Uint8Array[];
}
const tracks = (): Track[] => [
  { track: 'inbound', frames: mulaw(audio.customer) },
  { track: 'outbound', frames: mulaw(audio.rep) },
];

/** Twilio's own messages: every number is a string, chunks count a track, sequence numbers the stream. */
function* twilioMessages(callSid: string, parameters: Record<string, string>): Generator<Record<string, unknown>> {
  const streamSid = 'MZ18ad3ab5a668481ce02b83e7395059f0';
  let sequence = 1;
  yield { event: 'connected', protocol: 'Call', version: '1.0.0' };
  yield {
    event: 'start',
    sequenceNumber: String(sequence),
    start: {
      accountSid: 'AC00000000000000000000000000000000',
      streamSid,
      callSid,
      tracks: ['inbound', 'outbound'],
      mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
      customParameters: parameters,
    },
    streamSid,
  };
  const both = tracks();
  for (let index = 0; index < 600; index++) {
    for (const { track, frames } of both) {
      sequence += 1;
      const media = {
        track,
        chunk: String(index + 1),
        timestamp: String(index * 20),
        payload: base64(frames[index] ?? new Uint8Array()),
      };
      yield { event: 'media', sequenceNumber: String(sequence), media, streamSid };
    }
  }
  yield { event: 'stop', sequenceNumber: String(sequence + 1), stop: { accountSid: 'AC0', callSid }, streamSid };
}

const PEOPLE = [
  { participantId: 'inbound', role: 'customer', name: 'Dana', channel: 0 },
  { participantId: 'outbound', role: 'rep', personId: REP, channel: 1 },
] as const;

const nativeMulaw = (callId: string) =>
  nativeLog(
    server,
    { callId, language: 'en', participants: [...PEOPLE], audio: { encoding: 'mulaw', sampleRateHz: 8000 } },
    (feed) => {
      const [inbound, outbound] = tracks();
      for (let index = 0; index < 600; index++) {
        feed.sendAudio(0, index * 160, inbound?.frames[index] ?? new Uint8Array());
        feed.sendAudio(1, index * 160, outbound?.frames[index] ?? new Uint8Array());
      }
      void feed.end('stream stopped');
    },
  );

const PARAMETERS = { language: 'en', 'person.outbound': REP, 'name.inbound': 'Dana' };

describe('Twilio Media Streams and its aliases', () => {
  it.each(['twilio', 'signalwire', 'talkdesk', 'fonoster'])('%s gives the log of the native protocol', async (name) => {
    const url = feedUrl(name);
    const signature = twilioSignature(url, {}, AUTH_TOKEN);
    const vendor = await dialAsVendor(url, name === 'twilio' ? { 'X-Twilio-Signature': signature } : {});
    for (const message of twilioMessages(`CA-${name}`, PARAMETERS)) vendor.send(message);
    expect(await vendor.closed).toEqual({ code: 1000, reason: 'the call is stored' });
    const log = await comparableLog(server, `${name}-CA-${name}`);
    expect(log).toContain('"type":"question.asked"');
    expect(log).toContain('"type":"turn.ended"');
    expect(log).toBe(await nativeMulaw(`native-${name}`));
  });

  it('refuses a handshake whose signature is wrong', async () => {
    const headers = { 'X-Twilio-Signature': twilioSignature(feedUrl('twilio'), {}, 'another token') };
    await expect(dialAsVendor(feedUrl('twilio'), headers)).rejects.toThrow('401');
  });

  it('closes a stream whose call is live already with another feed', async () => {
    const first = await dialAsVendor(feedUrl('signalwire?callId=taken'));
    const [, start] = [...twilioMessages('CA-taken', PARAMETERS)];
    first.send(start);
    await first.drained();
    const url = feedUrl('twilio');
    const second = await dialAsVendor(url, { 'X-Twilio-Signature': twilioSignature(url, {}, AUTH_TOKEN) });
    second.send({ ...start, start: { ...(start?.['start'] as object), customParameters: { callId: 'taken' } } });
    expect((await second.closed).code).toBe(4409);
    first.close();
  });
});

describe('Telnyx', () => {
  it('gives the log of the native protocol although its messages come out of order', async () => {
    const vendor = await dialAsVendor(feedUrl(`telnyx?language=en&person.outbound=${REP}`));
    const streamId = '32DE0DEA-53CB-4B21-89A4-9E1819C043BC';
    const messages: Record<string, unknown>[] = [];
    const both = tracks();
    for (let index = 0; index < 600; index++) {
      for (const { track, frames } of both) {
        const media = {
          track,
          chunk: String(index + 1),
          timestamp: String(index * 20),
          payload: base64(frames[index] ?? new Uint8Array()),
        };
        messages.push({ event: 'media', sequence_number: String(messages.length + 2), media, stream_id: streamId });
      }
    }
    messages.push({ event: 'stop', sequence_number: String(messages.length + 2), stop: {}, stream_id: streamId });
    vendor.send({ event: 'connected', version: '1.0.0' });
    vendor.send({
      event: 'start',
      sequence_number: '1',
      start: {
        user_id: 'u',
        call_control_id: 'v2:T02llQxIyaRkhfRKxgAP8nY511EhFLizdvdUKJiSw8d6A9BborherQ',
        media_format: { encoding: 'PCMU', sample_rate: 8000, channels: 1 },
      },
      stream_id: streamId,
    });
    // Blocks of ten come backwards, and the first in order, so that both tracks are met in the same order as natively.
    const blocks = [
      messages.slice(0, 2),
      ...Array.from({ length: 120 }, (_, at) => messages.slice(2 + at * 10, 12 + at * 10).reverse()),
    ];
    for (const message of blocks.flat()) vendor.send(message);
    expect((await vendor.closed).code).toBe(1000);
    const log = await comparableLog(server, 'telnyx-v2:T02llQxIyaRkhfRKxgAP8nY511EhFLizdvdUKJiSw8d6A9BborherQ');
    const [inbound, outbound] = both;
    const native = await nativeLog(
      server,
      { callId: 'native-telnyx', language: 'en', participants: [], audio: { encoding: 'mulaw', sampleRateHz: 8000 } },
      (feed) => {
        for (let index = 0; index < 600; index++) {
          if (index === 0)
            feed.sendEvent({
              type: 'participant.joined',
              participant: { participantId: 'inbound', role: 'customer', channel: 0 },
            });
          feed.sendAudio(0, index * 160, inbound?.frames[index] ?? new Uint8Array());
          if (index === 0)
            feed.sendEvent({
              type: 'participant.joined',
              participant: { participantId: 'outbound', role: 'rep', personId: REP, channel: 1 },
            });
          feed.sendAudio(1, index * 160, outbound?.frames[index] ?? new Uint8Array());
        }
        void feed.end('stream stopped');
      },
    );
    expect(log).toContain('"type":"turn.ended"');
    expect(log).toBe(native);
  });
});

describe('Exotel', () => {
  it('gives the log of the native protocol with its one voice', async () => {
    const vendor = await dialAsVendor(feedUrl(`exotel?language=en&role.inbound=rep&person.inbound=${REP}`));
    const frames = [...framesOf(encodeS16le(halved(audio.rep)), 1600)];
    const stream_sid = 'MZ0';
    vendor.send({ event: 'connected' });
    vendor.send({
      event: 'start',
      sequence_number: '1',
      stream_sid,
      start: {
        stream_sid,
        call_sid: 'CA-exotel',
        account_sid: 'AC0',
        from: '+919876543210',
        to: '+918047491899',
        custom_parameters: {},
        media_format: { encoding: 'audio/x-raw', sample_rate: '8000', bit_rate: '16' },
      },
    });
    for (const { index, bytes } of frames) {
      const media = { chunk: String(index + 1), timestamp: String(index * 100), payload: base64(bytes) };
      vendor.send({ event: 'media', sequence_number: String(index + 2), stream_sid, media });
    }
    vendor.send({
      event: 'stop',
      sequence_number: String(frames.length + 2),
      stream_sid,
      stop: { reason: 'callended' },
    });
    expect((await vendor.closed).code).toBe(1000);
    const participant = { participantId: 'inbound', role: 'rep', personId: REP, channel: 0 } as const;
    const native = await nativeLog(
      server,
      {
        callId: 'native-exotel',
        language: 'en',
        participants: [],
        audio: { encoding: 'pcm_s16le', sampleRateHz: 8000 },
      },
      (feed) => {
        feed.sendEvent({ type: 'participant.joined', participant });
        for (const { index, bytes } of frames) feed.sendAudio(0, index * 800, bytes);
        void feed.end('stream stopped');
      },
    );
    expect(native).toContain('"type":"turn.ended"');
    expect(await comparableLog(server, 'exotel-CA-exotel')).toBe(native);
  });
});
