import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeS16le } from '../../../engine/audio/pcm.ts';
import { startServer, type TestServer } from '../../support/running.ts';
import {
  dialAsVendor,
  type Excerpt,
  endedLog,
  framesOf,
  type NativeStart,
  nativeLog,
  sampleExcerpt,
} from '../../support/vendor-feed.ts';

const REP = 'alex-rivera';
let server: TestServer;
let audio: Excerpt;
beforeAll(async () => {
  server = await startServer();
  audio = await sampleExcerpt();
});
afterAll(() => server.dispose());

const feedUrl = (path: string) => `${server.wsUrl}/v1/feeds/${path}`;
const PCM16 = { encoding: 'pcm_s16le', sampleRateHz: 16_000 } as const;
const frames = (samples: Float32Array) => [...framesOf(encodeS16le(samples), 640)];
const LINE = { participantId: 'line', role: 'rep', personId: REP, channel: 0 } as const;

/** One voice, 20 ms a frame, as the native protocol has it. */
const nativeLine = (callId: string, participant: NativeStart['participants'][number]) =>
  nativeLog(server, { callId, language: 'en', participants: [participant], audio: PCM16 }, (feed) => {
    for (const { index, bytes } of frames(audio.rep)) feed.sendAudio(0, index * 320, bytes);
    void feed.end('stream closed');
  });

describe('raw PCM', () => {
  it('of Vonage gives the log of the native protocol', async () => {
    const vendor = await dialAsVendor(feedUrl('vonage'));
    vendor.send({
      event: 'websocket:connected',
      'content-type': 'audio/l16;rate=16000',
      callId: 'vonage-1',
      language: 'en',
      'role.line': 'rep',
      'person.line': REP,
    });
    for (const { bytes } of frames(audio.rep)) vendor.send(bytes);
    vendor.close();
    const log = await endedLog(server, 'vonage-1');
    expect(log).toContain('"type":"turn.ended"');
    expect(log).toBe(await nativeLine('native-vonage', LINE));
  });

  it('of Sinch is answered and gives the log of the native protocol', async () => {
    const vendor = await dialAsVendor(feedUrl(`sinch?language=en&role.line=rep&person.line=${REP}`));
    vendor.send({
      command: 'connect',
      version: 1,
      callId: 'c1',
      applicationKey: 'app',
      codec: 'pcm',
      sampleRate: 16_000,
      callHeaders: {},
    });
    await expect.poll(() => vendor.replies, { timeout: 10_000 }).toEqual([{ command: 'answer' }]);
    for (const { bytes } of frames(audio.rep)) vendor.send(bytes);
    vendor.close();
    expect(await endedLog(server, 'sinch-c1')).toBe(await nativeLine('native-sinch', LINE));
  });

  it('of jambonz in stereo gives the log of the native protocol', async () => {
    const vendor = await dialAsVendor(feedUrl('jambonz'));
    vendor.send({
      callSid: 'cs1',
      direction: 'inbound',
      from: '+1555',
      to: '+1666',
      sampleRate: 16_000,
      mixType: 'stereo',
      metadata: { language: 'en', 'person.callee': REP },
    });
    const stereo = new Float32Array(audio.rep.length * 2);
    for (const [index, sample] of audio.rep.entries()) {
      stereo[index * 2] = audio.customer[index] ?? 0;
      stereo[index * 2 + 1] = sample;
    }
    const both = [...framesOf(encodeS16le(stereo), 1280)];
    for (const { bytes } of both) vendor.send(bytes);
    vendor.close();
    const log = await endedLog(server, 'jambonz-cs1');
    const participants = [
      { participantId: 'caller', role: 'customer', channel: 0 },
      { participantId: 'callee', role: 'rep', personId: REP, channel: 1 },
    ] as const;
    const format = { ...PCM16, interleaved: true, channels: 2 };
    const native = await nativeLog(
      server,
      { callId: 'native-jambonz', language: 'en', participants: [...participants], audio: format },
      (feed) => {
        for (const { index, bytes } of both) feed.sendAudio(0, index * 320, bytes);
        void feed.end('stream closed');
      },
    );
    expect(log).toContain('"type":"question.asked"');
    expect(log).toBe(native);
  });

  it('of two LiveKit tracks on two sockets is one call, the second placed where the call stood when it came', async () => {
    const query = (who: string) => `livekit?room=r1&sampleRate=16000&language=en&participant=${who}`;
    const rep = await dialAsVendor(feedUrl(`${query('alex')}&role.alex=rep&person.alex=${REP}`));
    await rep.drained();
    const customer = await dialAsVendor(feedUrl(`${query('kim')}&role.kim=customer`));
    const [ours, theirs] = [frames(audio.rep), frames(audio.customer)];
    for (const [index, { bytes }] of ours.entries()) {
      rep.send(bytes);
      await rep.drained();
      customer.send(theirs[index]?.bytes);
      await customer.drained();
    }
    rep.close();
    await rep.closed;
    customer.close();
    const log = await endedLog(server, 'livekit-r1');
    const joined = log.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(joined.find(({ type }) => type === 'participant.joined')).toMatchObject({
      participant: { participantId: 'kim', role: 'customer', channel: 1 },
    });
    const missed = joined.find(({ type, channel }) => type === 'audio.missed' && channel === 1) as { endMs?: number };
    const offset = Math.round(((missed?.endMs ?? 0) * 16_000) / 1000);
    expect(offset).toBeLessThan(16_000);
    const native = await nativeLog(
      server,
      {
        callId: 'native-livekit',
        language: 'en',
        participants: [{ participantId: 'alex', role: 'rep', personId: REP, channel: 0 }],
        audio: PCM16,
      },
      (feed) => {
        const kim = { participantId: 'kim', role: 'customer', channel: 1 } as const;
        feed.sendEvent({ type: 'participant.joined', participant: kim });
        for (const [index, { bytes }] of ours.entries()) {
          feed.sendAudio(0, index * 320, bytes);
          feed.sendAudio(1, offset + index * 320, theirs[index]?.bytes ?? new Uint8Array());
        }
        void feed.end('stream closed');
      },
    );
    expect(log).toContain('"type":"question.asked"');
    expect(log).toBe(native);
  });
});
