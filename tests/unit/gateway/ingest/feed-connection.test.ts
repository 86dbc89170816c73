import { describe, expect, it } from 'vitest';
import { FeedConnection } from '../../../../gateway/ingest/feed-connection.ts';
import { encodeAudioFrame } from '../../../../gateway/protocol/audio-frame.ts';
import { feedBench, START, settled } from '../../../support/feed.ts';
import { CALL } from '../../../support/signals.ts';

const frame = (sequence: number, channel = 0, startSample = (sequence - 2) * 160) =>
  encodeAudioFrame({ channel, sequence, startSample, payload: new Uint8Array(320).fill(40) });

async function started() {
  const bench = feedBench();
  const feed = bench.connect();
  feed.say(START);
  await settled();
  return { bench, feed };
}

describe('FeedConnection', () => {
  it('accepts a call and acknowledges its first message when it is stored', async () => {
    const { bench, feed } = await started();
    bench.wall.advance(200);
    expect(feed.replies[0]).toEqual({
      type: 'call.accepted',
      protocol: 1,
      callId: CALL,
      resumeAfter: 1,
      acknowledged: 0,
    });
    expect(feed.ofType('acknowledged').at(-1)).toEqual({ type: 'acknowledged', sequence: 1, seq: 1 });
    expect(bench.log.events.map((event) => event.type)).toEqual(['call.started']);
  });

  it('acknowledges nothing before it is on disk', async () => {
    const bench = feedBench();
    const open = bench.log.hold();
    const feed = bench.connect();
    feed.say(START);
    await settled();
    bench.wall.advance(200);
    expect(feed.ofType('acknowledged')).toEqual([]);
    open();
    await settled();
    bench.wall.advance(200);
    expect(feed.ofType('acknowledged').at(-1)?.sequence).toBe(1);
  });

  it('tries again where the store fails, and loses nothing', async () => {
    const bench = feedBench();
    bench.log.fail(2);
    const feed = bench.connect();
    feed.say(START);
    await settled();
    bench.wall.advance(500);
    await settled();
    bench.wall.advance(500);
    await settled();
    bench.wall.advance(200);
    expect(bench.log.events.map((event) => event.seq)).toEqual([1]);
    expect(feed.ofType('acknowledged').at(-1)?.sequence).toBe(1);
  });

  it('says where to go on after a cut, and takes nothing twice', async () => {
    const { bench, feed } = await started();
    for (const sequence of [2, 3, 4]) feed.say(frame(sequence));
    await settled();
    feed.connection.closed();
    const again = bench.connect();
    again.say({ type: 'call.resume', callId: CALL });
    await settled();
    expect(again.ofType('call.accepted')[0]?.resumeAfter).toBe(4);
    for (const sequence of [3, 4, 5]) again.say(frame(sequence));
    again.say({ type: 'call.ended', sequence: 6 });
    await settled();
    expect(again.closes).toEqual([{ code: 1000, reason: 'the call is stored' }]);
    expect(bench.log.events.filter((event) => event.type === 'audio.dropped')).toEqual([]);
    expect(bench.log.events.at(-1)?.type).toBe('call.ended');
  });

  it('tells the connection that was replaced', async () => {
    const { bench, feed } = await started();
    const again = bench.connect();
    again.say({ type: 'call.resume', callId: CALL });
    await settled();
    expect(feed.closes[0]?.code).toBe(4409);
  });

  it('ends a call whose feed does not come back in time', async () => {
    const { bench, feed } = await started();
    feed.connection.closed();
    bench.wall.advance(59_999);
    await settled();
    expect(bench.log.events.at(-1)?.type).toBe('call.started');
    bench.wall.advance(1);
    await settled();
    expect(bench.log.events.at(-1)).toMatchObject({ type: 'call.ended', reason: 'feed lost' });
  });

  it('closes where a sequence number is skipped, and says which was expected', async () => {
    const { feed } = await started();
    feed.say(frame(4));
    await settled();
    expect(feed.ofType('error')[0]).toMatchObject({
      code: 'input.sequence-gap',
      message: 'expected sequence 2, got 4',
    });
    expect(feed.closes[0]?.code).toBe(1008);
  });

  it('refuses one bad message, counts its number, and goes on with the call', async () => {
    const { bench, feed } = await started();
    feed.say({
      type: 'segment.finalized',
      sequence: 2,
      participantId: 'rep',
      segmentId: 's1',
      startMs: 0,
      text: 'no end',
    });
    feed.say({ type: 'lunch.served', sequence: 3 });
    feed.say(frame(4, 9));
    feed.say({ type: 'stage.changed', sequence: 5, stage: 'demo' });
    feed.say({ type: 'call.ended', sequence: 6 });
    await settled();
    expect(feed.ofType('error').map(({ code, sequence }) => [code, sequence])).toEqual([
      ['input.schema', 2],
      ['input.unknown-type', 3],
      ['input.unknown-channel', undefined],
    ]);
    expect(feed.ofType('error')[0]?.message).toContain('endMs');
    expect(bench.log.events.map((event) => event.type)).toContain('stage.changed');
    expect(bench.log.events.at(-1)?.type).toBe('call.ended');
  });

  it('closes with 1007 on a binary message that is no frame, and says what was wrong', async () => {
    const { feed } = await started();
    feed.say(new Uint8Array([7, 1, 0]));
    await settled();
    expect(feed.closes[0]).toMatchObject({ code: 1007 });
    expect(feed.ofType('error')[0]?.message).toContain('3 bytes');
  });

  it('asks for call.started before anything else', async () => {
    const feed = feedBench().connect();
    feed.say({ type: 'stage.changed', sequence: 2, stage: 'demo' });
    await settled();
    expect(feed.ofType('error')[0]).toMatchObject({ code: 'input.protocol-order' });
  });

  it('closes a connection that sends faster than the limit', async () => {
    const { feed } = await started();
    for (let sequence = 2; sequence < 130; sequence++) feed.say(frame(sequence));
    await settled();
    expect(feed.ofType('error')[0]).toMatchObject({ code: 'limit.frame-rate', retryable: true });
    expect(feed.closes[0]?.code).toBe(1013);
  });

  it('moves the clock by itself for a feed of words, so that deadlines are met in silence', async () => {
    const bench = feedBench();
    const feed = bench.connect();
    const { audio: _, ...words } = START;
    feed.say({ ...words, participants: words.participants.map(({ channel: __, ...who }) => who) });
    await settled();
    const call = bench.calls.get(CALL);
    bench.wall.advance(5_000);
    expect(call?.session.releasedMs).toBe(5_000);
    feed.connection.closed();
    bench.wall.advance(5_000);
    expect(call?.session.releasedMs).toBe(5_000);
  });
});

describe('FeedConnection without a token in the handshake', () => {
  const anonymous = () => {
    const bench = feedBench();
    const replies: { type: string; code?: string }[] = [];
    const closes: number[] = [];
    const connection = new FeedConnection({
      socket: {
        send: (text) => replies.push(JSON.parse(text)),
        close: (code) => closes.push(code),
        pause: () => {},
        resume: () => {},
      },
      authenticate: async () => ({ personId: 'tool', roles: ['ingest'] }),
      openCall: () => Promise.reject(new Error('not in this test')),
      findCall: () => undefined,
      limits: { maxMessagesPerS: 100, unauthenticatedMs: 5_000 },
      now: bench.wall.now,
      after: bench.wall.after,
    });
    return { wall: bench.wall, connection, replies, closes };
  };

  it('refuses everything but a token', async () => {
    const { connection, replies, closes } = anonymous();
    connection.receive(JSON.stringify(START));
    await settled();
    expect(replies[0]).toMatchObject({ type: 'error', code: 'auth.missing' });
    expect(closes).toEqual([4401]);
  });

  it('closes when no token comes in time', () => {
    const { wall, closes } = anonymous();
    wall.advance(5_000);
    expect(closes).toEqual([4401]);
  });

  it('waits no longer once a token was shown', async () => {
    const { wall, connection, closes } = anonymous();
    connection.receive(JSON.stringify({ type: 'authenticate', token: 't' }));
    await settled();
    wall.advance(60_000);
    expect(closes).toEqual([]);
  });
});
