import { describe, expect, it } from 'vitest';
import { NO_SETTINGS, withParameters } from '../../../../../gateway/ingest/dialects/feed-settings.ts';
import { jambonz, livekit, sinch, vonage } from '../../../../../gateway/ingest/dialects/raw-pcm.ts';
import { runCodec } from '../../../../support/codec.ts';

const frame = (bytes: number) => new Uint8Array(bytes);
const given = (parameters: Record<string, string>) => withParameters(NO_SETTINGS, parameters);

describe('the codec of Vonage', () => {
  const connected = {
    event: 'websocket:connected',
    'content-type': 'audio/l16;rate=16000',
    callId: 'crm-1',
    'role.line': 'customer',
  };

  it('begins with the headers of its first message and counts samples from there', () => {
    const run = runCodec(vonage);
    expect(run.say(connected)).toEqual([
      {
        kind: 'call',
        token: undefined,
        start: {
          callId: 'crm-1',
          audio: { encoding: 'pcm_s16le', sampleRateHz: 16_000, interleaved: false, channels: 1 },
          participants: [{ participantId: 'line', role: 'customer', channel: 0 }],
        },
      },
    ]);
    run.put({ kind: 'joined', isFirst: true });
    expect(run.say(frame(640), 300)).toMatchObject([{ kind: 'audio', channel: 0, startSample: 0 }]);
    expect(run.say({ event: 'websocket:dtmf', digit: '5', duration: 260 })).toEqual([]);
    expect(run.say(frame(640), 9000)).toMatchObject([{ startSample: 320 }]);
  });

  it('asks for a call id, because Vonage sends none', () => {
    const run = runCodec(vonage);
    expect(() => run.say({ event: 'websocket:connected', 'content-type': 'audio/l16;rate=16000' })).toThrow('callId');
    expect(() => run.say(frame(640))).toThrow('before');
  });

  it('begins where the call stands when it joins one', () => {
    const run = runCodec(vonage, given({ voice: 'agent' }));
    run.say(connected);
    run.put({ kind: 'joined', isFirst: false });
    expect(run.say(frame(640), 1020)).toMatchObject([{ startSample: 16_000 }]);
    expect(run.say(frame(640), 5000)).toMatchObject([{ startSample: 16_320 }]);
  });
});

describe('the codec of Sinch', () => {
  it('answers the connection, or no audio would come', () => {
    const run = runCodec(sinch);
    const actions = run.say({
      command: 'connect',
      version: 1,
      callId: '2f4c',
      applicationKey: 'app',
      codec: 'pcm',
      sampleRate: 8000,
      callHeaders: [{ key: 'language', value: 'zh' }],
    });
    expect(actions).toMatchObject([
      { kind: 'call', start: { callId: 'sinch-2f4c', language: 'zh', audio: { sampleRateHz: 8000 } } },
      { kind: 'reply', text: '{"command":"answer"}' },
    ]);
    expect(run.put({ kind: 'closed', code: 1000 })).toEqual([{ kind: 'left', reason: 'stream closed' }]);
    expect(run.put({ kind: 'closed', code: 1006 })).toEqual([]);
  });
});

describe('the codec of jambonz', () => {
  const start = {
    callSid: 'a1',
    direction: 'inbound',
    sampleRate: 8000,
    mixType: 'stereo',
    metadata: { title: 'Demo' },
  };

  it('reads both legs of a stereo stream, interleaved, and counts them once', () => {
    const run = runCodec(jambonz);
    expect(run.say(start)).toMatchObject([
      {
        kind: 'call',
        start: {
          title: 'Demo',
          audio: { interleaved: true, channels: 2 },
          participants: [
            { participantId: 'caller', role: 'customer', channel: 0 },
            { participantId: 'callee', role: 'rep', channel: 1 },
          ],
        },
      },
    ]);
    run.put({ kind: 'joined', isFirst: true });
    run.say(frame(640));
    expect(run.say(frame(640))).toMatchObject([{ startSample: 160 }]);
  });

  it('presumes nothing of a call that the platform placed, nor of mixed voices', () => {
    const rolesOf = (message: object) =>
      runCodec(jambonz)
        .say(message)
        .flatMap((action) => (action.kind === 'call' ? action.start.participants.map(({ role }) => role) : []));
    expect(rolesOf({ ...start, direction: 'outbound' })).toEqual(['unknown', 'unknown']);
    expect(rolesOf({ ...start, mixType: 'mixed' })).toEqual(['unknown']);
  });
});

describe('the codec of LiveKit track egress', () => {
  it('knows its call and its voice from the address alone', () => {
    const run = runCodec(livekit, given({ room: 'demo', participant: 'alex', trackID: 'TR_1', 'role.alex': 'rep' }));
    expect(run.put({ kind: 'opened' })).toMatchObject([
      {
        kind: 'call',
        start: {
          callId: 'livekit-demo',
          audio: { sampleRateHz: 48_000 },
          participants: [{ participantId: 'alex', role: 'rep', channel: 0 }],
        },
      },
    ]);
  });

  it('goes on where the call stands after a mute', () => {
    const run = runCodec(livekit, given({ room: 'demo', participant: 'alex', sampleRate: '16000' }));
    run.put({ kind: 'opened' });
    run.put({ kind: 'joined', isFirst: true });
    run.say(frame(320), 10);
    expect(run.say({ muted: true }, 20)).toEqual([]);
    expect(run.say({ muted: false }, 5000)).toEqual([]);
    expect(run.say(frame(320), 5010)).toMatchObject([{ startSample: 80_000 }]);
  });

  it('refuses a rate that it cannot read', () => {
    const run = runCodec(livekit, given({ room: 'demo', sampleRate: '96000' }));
    expect(() => run.put({ kind: 'opened' })).toThrow('96000');
  });
});
