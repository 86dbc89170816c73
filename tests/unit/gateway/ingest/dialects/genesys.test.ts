import { describe, expect, it } from 'vitest';
import type { FeedAction } from '../../../../../gateway/ingest/dialects/dialect.ts';
import { genesys } from '../../../../../gateway/ingest/dialects/genesys.ts';
import { runCodec } from '../../../../support/codec.ts';

const ID = 'e160e428-53e2-487c-977d-96989bf5c99d';
const BOTH = { type: 'audio', format: 'PCMU', channels: ['external', 'internal'], rate: 8000 };
const OPEN = {
  organizationId: 'd7934305-0972-4844-938e-9060eef73d05',
  conversationId: '090eaa2f-72fa-480a-83e0-8667ff89c0ec',
  participant: { id: '883efee8-3d6c-4537-b500-6d7ca4b92fa0', ani: '+1-555-555-1234', aniName: 'John', dnis: '+1' },
  media: [BOTH, { ...BOTH, channels: ['external'] }, { ...BOTH, channels: ['internal'] }],
  language: 'en-US',
};

/** A client as the protocol's walkthrough has it: numbers its messages, tells which of ours it has seen. */
function session() {
  const run = runCodec(genesys);
  let [seq, serverseq] = [0, 0];
  const heard = (actions: readonly FeedAction[]) => {
    for (const action of actions) if (action.kind === 'reply') serverseq = JSON.parse(action.text).seq;
    return actions.map((action) => (action.kind === 'reply' ? JSON.parse(action.text) : action));
  };
  return {
    put: (input: Parameters<typeof run.put>[0]) => heard(run.put(input)),
    audio: (bytes: number, elapsedMs = 0) => run.say(new Uint8Array(bytes), elapsedMs),
    say(type: string, parameters: object = {}, changed: object = {}) {
      seq += 1;
      return heard(run.say({ version: '2', id: ID, type, seq, serverseq, position: 'PT0S', parameters, ...changed }));
    },
  };
}

describe('the codec of Genesys AudioHook', () => {
  it('opens with both voices, the customer left, and numbers what it says', () => {
    const client = session();
    const [call, opened] = client.say('open', OPEN);
    expect(call).toEqual({
      kind: 'call',
      start: {
        callId: `genesys-${OPEN.conversationId}-${OPEN.participant.id}`,
        language: 'en-US',
        audio: { encoding: 'mulaw', sampleRateHz: 8000, interleaved: true, channels: 2 },
        participants: [
          { participantId: 'external', role: 'customer', channel: 0 },
          { participantId: 'internal', role: 'rep', channel: 1 },
        ],
      },
    });
    expect(opened).toEqual({
      version: '2',
      type: 'opened',
      seq: 1,
      clientseq: 1,
      id: ID,
      parameters: { startPaused: false, media: [BOTH] },
    });
    expect(client.say('ping', { rtt: 'PT0.05S' })).toMatchObject([{ type: 'pong', seq: 2, clientseq: 2 }]);
    expect(client.say('update', { language: 'de-DE' })).toMatchObject([{ type: 'updated', seq: 3, clientseq: 3 }]);
  });

  it('counts samples of both voices together, hears nothing while paused, and leaves what was discarded as a gap', () => {
    const client = session();
    client.say('open', OPEN);
    client.put({ kind: 'joined', isFirst: true });
    expect(client.audio(3200)).toMatchObject([{ channel: 0, startSample: 0 }]);
    client.say('paused');
    expect(client.audio(3200)).toEqual([]);
    client.say('resumed', { start: 'PT0.2S', discarded: 'PT1M1.8S' });
    expect(client.audio(3200)).toMatchObject([{ startSample: 496_000 }]);
    client.say('discarded', { start: 'PT62.2S', discarded: 'PT1S' });
    expect(client.audio(3200)).toMatchObject([{ startSample: 505_600 }]);
  });

  it('says closed when the call is stored, not before', () => {
    const client = session();
    client.say('open', OPEN);
    expect(client.say('close', { reason: 'end' })).toEqual([
      { kind: 'event', event: { type: 'call.ended', reason: 'end' } },
    ]);
    expect(client.put({ kind: 'stored' })).toMatchObject([{ type: 'closed', seq: 2, clientseq: 2, parameters: {} }]);
  });

  it('lets a session that will be opened again leave its call waiting, and goes on where the call stands', () => {
    const client = session();
    client.say('open', OPEN);
    expect(client.say('close', { reason: 'reconnect' })).toMatchObject([{ type: 'closed' }]);
    const again = session();
    again.say('open', { ...OPEN, continuedSessions: [{ id: ID, serverseq: 2, clientseq: 2 }] });
    again.put({ kind: 'joined', isFirst: false });
    expect(again.audio(320, 10_000)).toMatchObject([{ startSample: 79_840 }]);
  });

  it('opens no call for a probe', () => {
    const client = session();
    const probe = { ...OPEN, conversationId: '00000000-0000-0000-0000-000000000000' };
    expect(client.say('open', probe)).toMatchObject([{ type: 'opened' }]);
    expect(client.say('close', { reason: 'end' })).toMatchObject([{ type: 'closed' }]);
  });

  it('refuses numbers that do not follow, another session, and media that it cannot read', () => {
    expect(() => session().say('open', OPEN, { seq: 2 })).toThrow('expected 1');
    expect(() => session().say('open', OPEN, { serverseq: 1 })).toThrow('at most 0');
    const client = session();
    client.say('open', OPEN);
    expect(() => client.say('ping', {}, { id: 'another' })).toThrow('session id');
    expect(() => session().say('open', { ...OPEN, media: [{ ...BOTH, format: 'OPUS' }] })).toThrow('PCMU or L16');
    expect(client.put({ kind: 'refused', code: 'auth.missing', message: 'no token' })).toMatchObject([
      { type: 'disconnect', parameters: { reason: 'unauthorized' } },
    ]);
  });
});
