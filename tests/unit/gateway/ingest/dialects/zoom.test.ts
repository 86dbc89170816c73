import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { NO_SETTINGS, withParameters } from '../../../../../gateway/ingest/dialects/feed-settings.ts';
import { zoom } from '../../../../../gateway/ingest/dialects/zoom.ts';
import { keepAliveAnswer } from '../../../../../gateway/ingest/dialects/zoom-message.ts';
import {
  readZoomWebhook,
  zoomStreamSignature,
  zoomWebhookSignature,
} from '../../../../../gateway/ingest/zoom-webhook.ts';
import { runCodec } from '../../../../support/codec.ts';

const settings = withParameters(NO_SETTINGS, {
  meeting_uuid: 'm/1==',
  rtms_stream_id: 's1',
  signature: 'abc',
  'role.John Smith': 'rep',
});
const audio = (timestamp: number) => ({
  msg_type: 14,
  content: { user_id: 16_778_240, user_name: 'John Smith', data: Buffer.alloc(640).toString('base64'), timestamp },
});

/** A codec that has gone through both handshakes. */
function streaming(isFirst = true) {
  const run = runCodec(zoom, settings);
  run.put({ kind: 'opened' });
  run.say({ msg_type: 2, status_code: 0, media_server: { server_urls: { all: 'wss://media.zoom.us' } } });
  run.say({ msg_type: 4, status_code: 0 });
  run.put({ kind: 'joined', isFirst });
  return run;
}

describe('the codec of Zoom RTMS', () => {
  it('shakes hands with both servers and then says that it is ready', () => {
    const run = runCodec(zoom, settings);
    const said = (actions: readonly object[]) =>
      actions.map((action) => ('text' in action ? JSON.parse(String(action.text)) : action));
    const proof = { protocol_version: 1, meeting_uuid: 'm/1==', rtms_stream_id: 's1', signature: 'abc' };
    expect(said(run.put({ kind: 'opened' }))).toEqual([{ msg_type: 1, ...proof, sequence: 0 }]);
    const [dial] = run.say({
      msg_type: 2,
      status_code: 0,
      media_server: { server_urls: { audio: 'wss://a.zoom.us', all: 'wss://media.zoom.us' } },
    });
    expect(dial).toMatchObject({ kind: 'dial', url: 'wss://media.zoom.us' });
    const hello = dial?.kind === 'dial' ? JSON.parse(dial.hello) : undefined;
    expect(hello).toMatchObject({ msg_type: 3, ...proof, media_type: 9, media_params: { audio: { data_opt: 2 } } });
    expect(said(run.say({ msg_type: 4, status_code: 0 }))).toMatchObject([
      { kind: 'call', start: { callId: 'zoom-s1', audio: { sampleRateHz: 16_000 } } },
      { msg_type: 7, rtms_stream_id: 's1' },
    ]);
  });

  it('says why it was refused', () => {
    const run = runCodec(zoom, settings);
    expect(() => run.say({ msg_type: 2, status_code: 3, reason: 'invalid signature' })).toThrow('invalid signature');
  });

  it('counts media time from the first stamp, or from where the call stands after a cut', () => {
    const run = streaming();
    expect(run.say(audio(1_727_384_349_000), 500)).toMatchObject([
      { event: { participant: { participantId: '16778240', role: 'rep', name: 'John Smith', channel: 0 } } },
      { kind: 'audio', startSample: 0 },
    ]);
    expect(run.say(audio(1_727_384_350_000))).toMatchObject([{ startSample: 16_000 }]);
    expect(streaming(false).say(audio(1_727_384_349_000), 10_000)[1]).toMatchObject({ startSample: 160_000 });
  });

  it('takes a transcript as final words', () => {
    const run = streaming();
    run.say(audio(1_727_384_349_000));
    const transcript = {
      msg_type: 17,
      content: {
        user_id: 2,
        user_name: 'Kim',
        data: 'How long?',
        timestamp: 1_727_384_352_000,
        start_time: 1_727_384_351_000,
        end_time: 1_727_384_351_800,
      },
    };
    expect(run.say(transcript)[1]).toEqual({
      kind: 'event',
      event: {
        type: 'segment.finalized',
        participantId: '2',
        segmentId: 'zoom-2-1727384352000',
        startMs: 2000,
        endMs: 2800,
        text: 'How long?',
      },
    });
  });

  it('ends with the stream, and answers keep-alives with their own stamp', () => {
    const ended = [{ kind: 'event', event: { type: 'call.ended', reason: 'stream stopped' } }];
    expect(streaming().say({ msg_type: 8, state: 4 })).toEqual(ended);
    expect(streaming().put({ kind: 'closed', code: 1000 })).toEqual([{ kind: 'left', reason: 'stream stopped' }]);
    expect(streaming().put({ kind: 'closed', code: 1006 })).toEqual([]);
    expect(keepAliveAnswer('{"msg_type":12,"timestamp":1727384349123}')).toBe(
      '{"msg_type":13,"timestamp":1727384349123}',
    );
    expect(keepAliveAnswer(JSON.stringify(audio(1)))).toBeUndefined();
  });
});

describe('the webhook of Zoom', () => {
  const SECRET = 'secret-token';
  const now = 1_727_384_349_000;
  const read = (body: string, changed: object = {}) => {
    const timestamp = String(now / 1000);
    const signature = zoomWebhookSignature(SECRET, timestamp, body);
    return readZoomWebhook({ body, signature, timestamp, ...changed }, SECRET, now);
  };
  const started = JSON.stringify({
    event: 'meeting.rtms_started',
    event_ts: now,
    payload: { meeting_uuid: 'm/1==', operator_id: 'o', rtms_stream_id: 's1', server_urls: 'wss://rtms.zoom.us' },
  });

  it('proves its address by the hash of the token that Zoom sends', () => {
    const body = JSON.stringify({
      event: 'endpoint.url_validation',
      payload: { plainToken: 'qgg8vlvZRS6UYooatFL8Aw' },
    });
    const encryptedToken = createHmac('sha256', SECRET).update('qgg8vlvZRS6UYooatFL8Aw').digest('hex');
    expect(read(body)).toEqual({
      kind: 'validation',
      answer: { plainToken: 'qgg8vlvZRS6UYooatFL8Aw', encryptedToken },
    });
  });

  it('reads where to dial, from either shape of the payload', () => {
    const expected = { kind: 'started', meetingUuid: 'm/1==', streamId: 's1', serverUrl: 'wss://rtms.zoom.us' };
    expect(read(started)).toEqual(expected);
    const { event, payload } = JSON.parse(started);
    expect(read(JSON.stringify({ event, payload: { account_id: 'a', object: payload } }))).toEqual(expected);
    expect(read(started.replace('started', 'stopped'))).toEqual({ kind: 'stopped', streamId: 's1' });
    expect(read('{"event":"meeting.ended","payload":{}}')).toEqual({ kind: 'other' });
  });

  it('refuses what Zoom did not sign, or signed long ago', () => {
    expect(() => read(started, { signature: 'v0=00' })).toThrow('x-zm-signature');
    expect(() => read(started, { signature: undefined })).toThrow('x-zm-signature');
    const old = String(now / 1000 - 301);
    const signature = zoomWebhookSignature(SECRET, old, started);
    expect(() => read(started, { timestamp: old, signature })).toThrow('five minutes');
  });

  it('signs a stream as client id, meeting, stream', () => {
    const expected = createHmac('sha256', 'secret').update('id,m/1==,s1').digest('hex');
    const app = { clientId: 'id', clientSecret: 'secret' };
    expect(zoomStreamSignature(app, { meetingUuid: 'm/1==', streamId: 's1' })).toBe(expected);
  });
});
