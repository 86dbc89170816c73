import { describe, expect, it } from 'vitest';
import { exotel, telnyx, twilio } from '../../../../../gateway/ingest/dialects/media-stream.ts';
import { runCodec } from '../../../../support/codec.ts';

// The messages of twilio.com/docs/voice/media-streams/websocket-messages.
const START = {
  event: 'start',
  sequenceNumber: '1',
  start: {
    accountSid: 'AC00000000000000000000000000000000',
    streamSid: 'MZ00000000000000000000000000000000',
    callSid: 'CA00000000000000000000000000000000',
    tracks: ['inbound', 'outbound'],
    mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
    customParameters: { FirstName: 'Jane', RemoteParty: 'Bob', token: 'secret' },
  },
  streamSid: 'MZ00000000000000000000000000000000',
};
const MEDIA = {
  event: 'media',
  sequenceNumber: '3',
  media: { track: 'outbound', chunk: '1', timestamp: '5', payload: '/n5+' },
  streamSid: 'MZ00000000000000000000000000000000',
};

describe('the codec of Twilio', () => {
  it('begins a call with the caller as customer and our side as rep', () => {
    const run = runCodec(twilio);
    expect(run.say({ event: 'connected', protocol: 'Call', version: '1.0.0' })).toEqual([]);
    expect(run.say(START)).toEqual([
      {
        kind: 'call',
        token: 'secret',
        start: {
          callId: 'twilio-CA00000000000000000000000000000000',
          audio: { encoding: 'mulaw', sampleRateHz: 8000, interleaved: false, channels: 1 },
          participants: [
            { participantId: 'inbound', role: 'customer', channel: 0 },
            { participantId: 'outbound', role: 'rep', channel: 1 },
          ],
        },
      },
    ]);
  });

  it('places audio by the time stamp, in samples of the track', () => {
    const run = runCodec(twilio);
    run.say(START);
    expect(run.say(MEDIA)).toEqual([
      { kind: 'audio', channel: 1, startSample: 40, payload: Buffer.from([0xfe, 0x7e, 0x7e]) },
    ]);
  });

  it('takes no notice of keys and marks, ends with stop, and hears nothing after it', () => {
    const run = runCodec(twilio);
    run.say(START);
    expect(run.say({ event: 'dtmf', dtmf: { track: 'inbound_track', digit: '1' } })).toEqual([]);
    expect(run.say({ event: 'mark', mark: { name: 'my label' } })).toEqual([]);
    const stop = { event: 'stop', sequenceNumber: '5', stop: { accountSid: 'AC0', callSid: 'CA0' } };
    expect(run.say(stop)).toEqual([{ kind: 'event', event: { type: 'call.ended', reason: 'stream stopped' } }]);
    expect(run.say(MEDIA)).toEqual([]);
    expect(run.put({ kind: 'closed', code: 1000 })).toEqual([]);
  });

  it('takes a good-bye without stop for the end, and a cut for a cut', () => {
    const begun = () => {
      const run = runCodec(twilio);
      run.say(START);
      return run;
    };
    expect(begun().put({ kind: 'closed', code: 1005 })).toEqual([{ kind: 'left', reason: 'stream closed' }]);
    expect(begun().put({ kind: 'closed', code: 1006 })).toEqual([]);
  });

  it('says what is wrong with a message', () => {
    const run = runCodec(twilio);
    expect(() => run.say('not json')).toThrow('not JSON');
    expect(() => run.say(MEDIA)).toThrow('before start');
    expect(() => run.say({ event: 'media', media: { track: 'inbound' } })).toThrow('media.timestamp');
  });
});

describe('the codec of Telnyx', () => {
  const start = {
    event: 'start',
    sequence_number: '1',
    start: {
      call_control_id: 'v2:T02',
      media_format: { encoding: 'PCMA', sample_rate: 8000, channels: 1 },
      custom_parameters: { language: 'zh' },
    },
    stream_id: 's',
  };
  const media = (sequence: number, timestamp: number) => ({
    event: 'media',
    sequence_number: String(sequence),
    media: { track: 'inbound', chunk: String(sequence - 1), timestamp: String(timestamp), payload: '1dXV' },
    stream_id: 's',
  });

  it('puts messages in order, and lets a track join with its first audio', () => {
    const run = runCodec(telnyx);
    expect(run.say(media(3, 20))).toEqual([]);
    const [call] = run.say(start);
    expect(call).toMatchObject({
      kind: 'call',
      start: { language: 'zh', audio: { encoding: 'alaw' }, participants: [] },
    });
    expect(run.say(media(2, 0)).map((action) => (action.kind === 'audio' ? action.startSample : action.kind))).toEqual([
      'event',
      0,
      160,
    ]);
  });

  it('refuses an encoding that it cannot read, and says which it can', () => {
    const opus = { ...start, start: { ...start.start, media_format: { encoding: 'OPUS', sample_rate: 48_000 } } };
    expect(() => runCodec(telnyx).say(opus)).toThrow('PCMU, PCMA or L16');
  });

  it('gives out what still waits when the socket closes', () => {
    const run = runCodec(telnyx);
    run.say(start);
    expect(run.say(media(4, 40))).toEqual([]);
    expect(run.put({ kind: 'closed', code: 1000 }).map(({ kind }) => kind)).toEqual(['event', 'audio', 'left']);
  });
});

describe('the codec of Exotel', () => {
  it.each(['base64', 'raw/slin'])('takes %s for 16-bit samples', (encoding) => {
    const start = { call_sid: 'CA1', media_format: { encoding, sample_rate: '8000', bit_rate: '128kbps' } };
    const [call] = runCodec(exotel).say({ event: 'start', sequence_number: '1', stream_sid: 'MZ1', start });
    expect(call).toMatchObject({ start: { audio: { encoding: 'pcm_s16le', sampleRateHz: 8_000 } } });
  });

  it('reads its snake-case names, its numbers in strings and its one voice', () => {
    const run = runCodec(exotel);
    const [call] = run.say({
      event: 'start',
      sequence_number: '1',
      stream_sid: 'MZ1',
      start: {
        stream_sid: 'MZ1',
        call_sid: 'CA1',
        from: '+919876543210',
        custom_parameters: { title: 'Renewal' },
        media_format: { encoding: 'audio/x-raw', sample_rate: '16000', bit_rate: '16' },
      },
    });
    expect(call).toMatchObject({
      start: { callId: 'exotel-CA1', title: 'Renewal', audio: { encoding: 'pcm_s16le', sampleRateHz: 16_000 } },
    });
    expect(JSON.stringify(call)).not.toContain('9876543210');
    const media = {
      event: 'media',
      sequence_number: '3',
      stream_sid: 'MZ1',
      media: { chunk: '2', timestamp: '200', payload: 'AAABAA==' },
    };
    expect(run.say(media)).toEqual([
      {
        kind: 'event',
        event: { type: 'participant.joined', participant: { participantId: 'inbound', role: 'customer', channel: 0 } },
      },
      { kind: 'audio', channel: 0, startSample: 3200, payload: Buffer.from([0, 0, 1, 0]) },
    ]);
  });
});
