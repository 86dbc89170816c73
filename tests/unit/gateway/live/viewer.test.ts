import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../../engine/errors.ts';
import { ended, eventsOf, fakeGateway, NOW, raised, slide, started } from '../../../support/gateway-fakes.ts';
import { connect, settled } from '../../../support/gateway-viewer.ts';

const CALL = { callId: 'c1' };
const slides = (count: number, fromSeq: number) =>
  eventsOf(
    'c1',
    Array.from({ length: count }, (_, index) => slide(`s${index}`)),
    fromSeq,
  );
const upTo = (seq: number, from = 1) => Array.from({ length: seq - from + 1 }, (_, index) => from + index);

async function liveCall(events = 5, options: Parameters<typeof fakeGateway>[0] = {}) {
  const gateway = await fakeGateway(options);
  gateway.publish(...eventsOf('c1', [started()]), ...slides(events - 1, 2));
  return gateway;
}

describe('a viewer that comes in', () => {
  it('is welcomed with its identity when its token is good', async () => {
    const { socket } = await connect(await fakeGateway(), 'alex-rivera');
    expect(socket.sent).toEqual([
      { type: 'welcome', protocol: 1, identity: expect.objectContaining({ personId: 'alex-rivera', roles: ['rep'] }) },
    ]);
  });

  it('may show its token in the first message', async () => {
    const gateway = await fakeGateway();
    const { socket, say } = await connect(gateway, undefined);
    await say({ type: 'authenticate', token: await gateway.tokenFor('alex-rivera') });
    expect(socket.of('welcome')).toHaveLength(1);
  });

  it('is closed with 4401 when the token is bad, when it asks before showing one, or shows none in time', async () => {
    const bad = await connect(await fakeGateway(), undefined);
    await bad.say({ type: 'authenticate', token: 'rubbish' });
    expect(bad.socket.closed).toEqual({ code: 4401, reason: expect.stringMatching(/^auth\.invalid/) });

    const early = await connect(await fakeGateway(), undefined);
    await early.say({ type: 'subscribe', scope: CALL });
    expect(early.socket.closed).toEqual({ code: 4401, reason: expect.stringMatching(/^auth\.missing/) });

    const silent = await connect(await fakeGateway(), undefined);
    silent.viewer.tick(NOW + 4_999);
    expect(silent.socket.closed).toBeUndefined();
    silent.viewer.tick(NOW + 5_000);
    expect(silent.socket.closed).toEqual({ code: 4401, reason: expect.stringMatching(/^auth\.timeout/) });
  });

  it('is closed when its token expires, unless it showed a newer one of the same person', async () => {
    const gateway = await fakeGateway();
    const { viewer, socket, say } = await connect(gateway, undefined);
    await say({ type: 'authenticate', token: await gateway.tokenFor('alex-rivera', ['rep']) });
    gateway.clock.now = NOW + 1_800_000;
    await say({ type: 'authenticate', token: await gateway.tokenFor('alex-rivera', ['rep']) });
    viewer.tick(NOW + 3_600_001);
    expect(socket.closed).toBeUndefined();
    viewer.tick(NOW + 5_400_001);
    expect(socket.closed).toEqual({ code: 4401, reason: expect.stringMatching(/expired/) });

    const other = await connect(gateway, 'alex-rivera');
    await other.say({ type: 'authenticate', token: await gateway.tokenFor('li-xiao') });
    expect(other.socket.closed?.code).toBe(4401);
  });
});

describe('a viewer of one call', () => {
  it('gets what is new from now on where it does not say where to begin', async () => {
    const gateway = await liveCall(5);
    const { socket, say } = await connect(gateway, 'alex-rivera');
    await say({ type: 'subscribe', scope: CALL });
    gateway.publish(...slides(2, 6));
    expect(socket.sent.slice(1)).toMatchObject([
      { type: 'subscribed', scope: CALL },
      { type: 'caught-up', callId: 'c1', seq: 5 },
      { type: 'event', event: { seq: 6 } },
      { type: 'event', event: { seq: 7 } },
    ]);
  });

  it('resumes after a sequence number from memory, then goes on live, without gap or duplicate', async () => {
    const gateway = await liveCall(5);
    const { socket, say } = await connect(gateway, 'alex-rivera');
    await say({ type: 'subscribe', scope: CALL, afterSeq: 2 });
    gateway.publish(...slides(2, 6));
    expect(socket.seqs()).toEqual([3, 4, 5, 6, 7]);
    expect(socket.of('caught-up')).toEqual([{ type: 'caught-up', callId: 'c1', seq: 5 }]);
  });

  it('resumes from the store where memory does not reach back, while the call goes on', async () => {
    const gateway = await liveCall(40, { hub: { ringEvents: 8 } });
    gateway.reads.store(...eventsOf('c1', [started()]), ...slides(39, 2));
    // Each page that is read from the store costs the time in which six more events come.
    let next = 41;
    gateway.reads.beforeRead = () => {
      if (next > 70) return;
      const events = slides(6, next);
      next += 6;
      gateway.reads.store(...events);
      gateway.publish(...events);
    };
    const { socket, say } = await connect(gateway, 'alex-rivera', { eventsPerPage: 10 });
    await say({ type: 'subscribe', scope: CALL, afterSeq: 0 });
    await settled();
    gateway.publish(...slides(3, next));
    expect(socket.seqs()).toEqual(upTo(next + 2));
    expect(socket.of('missed')).toEqual([]);
    expect(socket.of('caught-up')).toHaveLength(1);
  });

  it('is told of the hole where the store is behind memory', async () => {
    const gateway = await liveCall(40, { hub: { ringEvents: 8 } });
    gateway.reads.store(...eventsOf('c1', [started()]), ...slides(19, 2));
    const { socket, say } = await connect(gateway, 'alex-rivera');
    await say({ type: 'subscribe', scope: CALL, afterSeq: 10 });
    expect(socket.seqs()).toEqual([...upTo(20, 11), ...upTo(40, 33)]);
    expect(socket.of('missed')).toEqual([{ type: 'missed', callId: 'c1', fromSeq: 21, toSeq: 32 }]);
  });

  it('still sees a live call while the store does not answer', async () => {
    const gateway = await liveCall(40, { hub: { ringEvents: 8 } });
    const { socket, say } = await connect(gateway, 'alex-rivera');
    await say({ type: 'subscribe', scope: CALL });
    gateway.reads.failure = new EngineError('store.unavailable', 'gone');
    await say({ type: 'subscribe', scope: CALL, afterSeq: 0 });
    gateway.publish(...slides(1, 41));
    expect(socket.of('missed')).toEqual([{ type: 'missed', callId: 'c1', fromSeq: 1, toSeq: 32 }]);
    expect(socket.seqs()).toEqual(upTo(41, 33));
  });

  it('is not sent anything before the read is in the audit log, and nothing at all where it cannot be', async () => {
    const gateway = await liveCall(5);
    const { socket, say } = await connect(gateway, 'alex-rivera');
    gateway.reads.failure = new EngineError('store.unavailable', 'gone');
    await say({ type: 'subscribe', scope: CALL, afterSeq: 0 });
    expect(socket.of('event')).toEqual([]);
    expect(socket.of('error')).toMatchObject([{ code: 'store.unavailable', callId: 'c1', retryable: true }]);

    const again = await connect(await liveCall(5), 'morgan-chen');
    await again.say({ type: 'subscribe', scope: CALL, purpose: 'preparing the weekly talk' });
    expect(again.socket.of('subscribed')).toHaveLength(1);
  });

  it('leaves an audit row with its purpose', async () => {
    const gateway = await liveCall(5);
    const coach = await connect(gateway, 'morgan-chen');
    await coach.say({ type: 'subscribe', scope: CALL, purpose: 'preparing the weekly talk' });
    const rep = await connect(gateway, 'alex-rivera');
    await rep.say({ type: 'subscribe', scope: CALL });
    const row = { at: NOW, resource: 'live', callId: 'c1' };
    expect(gateway.reads.audit).toEqual([
      { ...row, personId: 'morgan-chen', role: 'direct-manager', purpose: 'preparing the weekly talk' },
      { ...row, personId: 'alex-rivera', role: 'rep', purpose: 'own-call' },
    ]);
  });

  it('gets only the types it wants, families by a star', async () => {
    const gateway = await liveCall(5);
    const { socket, say } = await connect(gateway, 'alex-rivera');
    await say({ type: 'subscribe', scope: CALL, types: ['card.*', 'call.ended'] });
    gateway.publish(...eventsOf('c1', [slide('x'), raised('k1'), ended], 6));
    expect(socket.of('event').map(({ event }) => event.type)).toEqual(['card.raised', 'call.ended']);
    expect(socket.of('missed')).toEqual([]);
  });

  it('sees a finished call whole, from the store', async () => {
    const gateway = await fakeGateway();
    gateway.reads.store(...eventsOf('old', [started(), slide('a'), ended]));
    const { socket, say } = await connect(gateway, 'alex-rivera', { eventsPerPage: 2 });
    await say({ type: 'subscribe', scope: { callId: 'old' }, afterSeq: 0 });
    expect(socket.seqs()).toEqual([1, 2, 3]);
    expect(socket.of('caught-up')).toEqual([{ type: 'caught-up', callId: 'old', seq: 3 }]);
  });

  it('hears nothing more after it has unsubscribed', async () => {
    const gateway = await liveCall(5);
    const { socket, stats, say } = await connect(gateway, 'alex-rivera');
    await say({ type: 'subscribe', scope: CALL });
    expect(stats.subscriptions).toBe(1);
    await say({ type: 'unsubscribe', scope: CALL });
    gateway.publish(...slides(1, 6));
    expect(socket.of('event')).toEqual([]);
    expect(stats.subscriptions).toBe(0);
  });
});

describe('who may view', () => {
  it.each(['robin-hale', 'li-xiao', 'ana-analyst', 'otto-operator'])('is not %s: 4403, and no event', async (who) => {
    const gateway = await liveCall(5);
    const { socket, say } = await connect(gateway, who);
    await say({ type: 'subscribe', scope: CALL, afterSeq: 0 });
    expect(socket.of('error')).toMatchObject([{ code: 'auth.forbidden', callId: 'c1' }]);
    expect(socket.closed).toEqual({ code: 4403, reason: expect.stringMatching(/^auth\.forbidden/) });
    expect(socket.of('event')).toEqual([]);
    expect(gateway.reads.audit).toEqual([]);
  });

  it('is told 4404 for a call that is not there', async () => {
    const { socket, say } = await connect(await fakeGateway(), 'alex-rivera');
    await say({ type: 'subscribe', scope: { callId: 'nowhere' } });
    expect(socket.closed?.code).toBe(4404);
  });

  it('keeps the connection when one subscription of several is refused', async () => {
    const gateway = await liveCall(5);
    const { socket, say } = await connect(gateway, 'li-xiao');
    await say({ type: 'subscribe', scope: 'mine' });
    await say({ type: 'subscribe', scope: CALL });
    await say({ type: 'subscribe', scope: 'team' });
    expect(socket.of('error').map(({ code }) => code)).toEqual(['auth.forbidden', 'auth.forbidden']);
    expect(socket.closed).toBeUndefined();
  });

  it('is asked again when who takes part changes: what may no longer be seen ends before that event', async () => {
    const gateway = await liveCall(5);
    const coach = await connect(gateway, 'morgan-chen');
    await coach.say({ type: 'subscribe', scope: CALL });
    const handedOver = { participantId: 'rep', role: 'rep', personId: 'somebody-else' };
    gateway.publish(...eventsOf('c1', [{ type: 'participant.joined', participant: handedOver }, slide('x')], 6));
    expect(coach.socket.of('event')).toEqual([]);
    expect(coach.socket.closed).toEqual({ code: 4403, reason: expect.stringMatching(/direct manager/) });
  });

  it('is asked again after a slow look into the store', async () => {
    const gateway = await fakeGateway();
    gateway.reads.store(...eventsOf('c1', [started()]));
    gateway.reads.beforeRead = () => {
      gateway.reads.beforeRead = () => {};
      gateway.publish(...eventsOf('c1', [started('li-xiao')]));
    };
    const { socket, say } = await connect(gateway, 'alex-rivera');
    await say({ type: 'subscribe', scope: CALL, afterSeq: 0 });
    expect(socket.of('event')).toEqual([]);
    expect(socket.closed?.code).toBe(4403);
  });
});

describe('a viewer of mine or team', () => {
  it('is shown the live calls that are visible, and each that begins, changes or ends', async () => {
    const gateway = await liveCall(3);
    gateway.publish(...eventsOf('other', [started('somebody-else')]));
    const { socket, say } = await connect(gateway, 'morgan-chen');
    await say({ type: 'subscribe', scope: 'team', types: ['card.*'] });
    gateway.publish(...eventsOf('c2', [started('li-xiao'), raised('k1'), { type: 'stage.changed', stage: 'demo' }]));
    await settled();
    gateway.publish(...eventsOf('c2', [ended], 4));
    const listed = socket.of('call.listed').map(({ call }) => [call.callId, call.stage, call.cards, call.isLive]);
    expect(listed).toEqual([
      ['c1', 'discovery', 0, true],
      ['c2', 'discovery', 0, true],
      ['c2', 'discovery', 1, true],
      ['c2', 'demo', 1, true],
      ['c2', 'demo', 1, false],
    ]);
    expect(socket.of('event').map(({ event }) => [event.callId, event.type])).toEqual([['c2', 'card.raised']]);
  });

  it('gets a call that begins from its first event', async () => {
    const gateway = await fakeGateway();
    const { socket, say } = await connect(gateway, 'alex-rivera');
    await say({ type: 'subscribe', scope: 'mine' });
    gateway.publish(...eventsOf('c1', [started(), slide('a')]));
    await settled();
    gateway.publish(...eventsOf('c1', [slide('b')], 3));
    expect(socket.seqs('c1')).toEqual([1, 2, 3]);
    expect(gateway.reads.audit).toMatchObject([{ resource: 'live', callId: 'c1', purpose: 'own-call' }]);
  });

  it('gets every event once where two subscriptions cover a call', async () => {
    const gateway = await liveCall(3);
    const { socket, say } = await connect(gateway, 'alex-rivera');
    await say({ type: 'subscribe', scope: 'mine' });
    await say({ type: 'subscribe', scope: CALL });
    gateway.publish(...slides(2, 4));
    expect(socket.seqs()).toEqual([4, 5]);
  });

  it('sees a call from the moment at which it becomes visible', async () => {
    const gateway = await fakeGateway();
    const { socket, say } = await connect(gateway, 'alex-rivera');
    await say({ type: 'subscribe', scope: 'mine' });
    const joined = {
      type: 'participant.joined' as const,
      participant: { participantId: 'r2', role: 'rep', personId: 'alex-rivera' },
    };
    gateway.publish(...eventsOf('c1', [started('somebody-else'), slide('a'), joined, slide('b')]));
    await settled();
    expect(socket.seqs()).toEqual([3, 4]);
  });

  it('needs the role', async () => {
    const { socket, say } = await connect(await fakeGateway(), 'alex-rivera');
    await say({ type: 'subscribe', scope: 'team' });
    expect(socket.closed).toEqual({ code: 4403, reason: expect.stringMatching(/role coach/) });
  });
});

describe('a viewer that reads too slowly', () => {
  const limits = { slowBytes: 2_000, overrunBytes: 20_000, slowForMs: 30_000 };

  it('is told which events it missed when it has caught up, and can ask for them', async () => {
    const gateway = await liveCall(1);
    const { socket, stats, say } = await connect(gateway, 'alex-rivera', limits);
    await say({ type: 'subscribe', scope: CALL });
    socket.isStuck = true;
    gateway.publish(...slides(200, 2));
    const got = socket.seqs();
    expect(got.length).toBeGreaterThan(5);
    expect(got.length).toBeLessThan(40);
    expect(socket.closed).toBeUndefined();
    socket.drain();
    const lastSeq = got.at(-1) ?? 0;
    expect(socket.sent.at(-1)).toEqual({ type: 'missed', callId: 'c1', fromSeq: lastSeq + 1, toSeq: 201 });
    expect(stats.eventsMissed).toBe(201 - lastSeq);

    gateway.publish(...slides(1, 202));
    await say({ type: 'subscribe', scope: CALL, afterSeq: lastSeq });
    expect(socket.seqs()).toEqual([...got, 202, ...upTo(202, lastSeq + 1)]);
  });

  it('does not miss what it did not want', async () => {
    const gateway = await liveCall(1);
    const { socket, viewer, say } = await connect(gateway, 'alex-rivera', limits);
    await say({ type: 'subscribe', scope: CALL, types: ['card.*'] });
    socket.bufferedAmount = 3_000;
    gateway.publish(...slides(5, 2), ...eventsOf('c1', [raised('k1')], 7), ...slides(3, 8));
    socket.drain();
    viewer.tick(NOW + 1_000);
    expect(socket.of('missed')).toEqual([{ type: 'missed', callId: 'c1', fromSeq: 7, toSeq: 7 }]);
  });

  it('waits for it while it catches up, instead of missing anything', async () => {
    const gateway = await liveCall(300);
    const { socket, say } = await connect(gateway, 'alex-rivera', { ...limits, eventsPerPage: 10 });
    socket.isStuck = true;
    await say({ type: 'subscribe', scope: CALL, afterSeq: 0 });
    expect(socket.seqs().length).toBeLessThan(60);
    for (let round = 0; round < 50; round += 1) {
      socket.drain();
      socket.isStuck = true;
      await settled();
    }
    expect(socket.seqs()).toEqual(upTo(300));
    expect(socket.of('missed')).toEqual([]);
  });

  it('is closed with 1013 when far too much waits, or for too long', async () => {
    const gateway = await liveCall(1);
    const far = await connect(gateway, 'alex-rivera', { ...limits, overrunBytes: 2_100 });
    await far.say({ type: 'subscribe', scope: CALL });
    far.socket.isStuck = true;
    gateway.publish(...eventsOf('c1', [slide('s'.repeat(128)), ...Array.from({ length: 9 }, () => raised('k'))], 2));
    expect(far.socket.closed).toEqual({ code: 1013, reason: expect.stringMatching(/^overload\.viewer/) });
    expect(far.stats.closedSlow).toBe(1);

    const long = await connect(gateway, 'alex-rivera', limits);
    await long.say({ type: 'subscribe', scope: CALL });
    long.socket.isStuck = true;
    gateway.publish(...slides(60, 12));
    long.viewer.tick(NOW + 1_000);
    long.viewer.tick(NOW + 30_999);
    expect(long.socket.closed).toBeUndefined();
    long.viewer.tick(NOW + 31_000);
    expect(long.socket.closed?.code).toBe(1013);
  });
});

describe('limits of a viewer', () => {
  it('close with their code and a message that helps', async () => {
    const gateway = await fakeGateway();
    const large = await connect(gateway, 'alex-rivera');
    large.viewer.receive(`"${'x'.repeat(65_536)}"`);
    expect(large.socket.closed).toEqual({ code: 1009, reason: expect.stringMatching(/65536 bytes/) });

    const fast = await connect(gateway, 'alex-rivera', { messageBurst: 3 });
    for (let message = 0; message < 4; message += 1) fast.viewer.receive('{"type":"unsubscribe","scope":"mine"}');
    expect(fast.socket.closed).toEqual({ code: 1013, reason: expect.stringMatching(/20 messages a second/) });

    const many = await connect(await liveCall(1), 'alex-rivera', { maxSubscriptions: 1 });
    await many.say({ type: 'subscribe', scope: 'mine' });
    await many.say({ type: 'subscribe', scope: 'mine', types: ['card.*'] });
    expect(many.socket.closed).toBeUndefined();
    await many.say({ type: 'subscribe', scope: CALL });
    expect(many.socket.closed).toEqual({ code: 1013, reason: expect.stringMatching(/unsubscribe/) });

    const binary = await connect(gateway, 'alex-rivera');
    binary.viewer.receiveBinary();
    expect(binary.socket.closed?.code).toBe(1003);
  });

  it('close for what is not JSON, and tell what else is wrong without closing', async () => {
    const { socket, say } = await connect(await fakeGateway(), 'alex-rivera');
    await say({ type: 'subscribe', scope: 'everybody' });
    await say({ type: 'dance' });
    expect(socket.of('error')).toMatchObject([
      { code: 'input.schema', message: expect.stringMatching(/scope/) },
      { code: 'input.unknown-type', message: expect.stringMatching(/subscribe/) },
    ]);
    expect(socket.closed).toBeUndefined();
    await say('{"type":');
    expect(socket.closed?.code).toBe(1007);
  });

  it('end a peer that no longer answers pings', async () => {
    const { viewer, socket } = await connect(await fakeGateway(), 'alex-rivera');
    viewer.tick(NOW + 30_000);
    expect(socket.pings).toBe(1);
    viewer.ponged();
    viewer.tick(NOW + 60_000);
    expect(socket.pings).toBe(2);
    viewer.tick(NOW + 90_000);
    expect(socket.isTerminated).toBe(true);
  });

  it('keep the reason of a close within the 123 bytes of a frame', async () => {
    const { viewer, socket } = await connect(await fakeGateway(), 'alex-rivera');
    viewer.close(new EngineError('input.schema', '很长的原因'.repeat(60)));
    expect(Buffer.byteLength(socket.closed?.reason ?? '')).toBeLessThanOrEqual(123);
    expect(socket.closed?.reason).toMatch(/因|很|长|的|原/);
    expect(socket.closed?.reason).not.toContain('\ufffd');
  });
});

describe('what the viewer says about a call', () => {
  it('goes into the live call with the person who said it', async () => {
    const gateway = await liveCall(1);
    gateway.publish(...eventsOf('c1', [raised('k1')], 2));
    const { socket, say } = await connect(gateway, 'alex-rivera');
    await say({ type: 'card.feedback', callId: 'c1', cardId: 'k1', action: 'accepted' });
    await say({ type: 'rule.snooze', callId: 'c1', ruleId: 'rule' });
    expect(gateway.sessions.received.map(({ event }) => event)).toEqual([
      { type: 'card.accepted', cardId: 'k1', personId: 'alex-rivera' },
      { type: 'card.snoozed', ruleId: 'rule', untilMs: 605_000, personId: 'alex-rivera' },
    ]);
    await say({ type: 'card.feedback', callId: 'c1', cardId: 'k2', action: 'accepted' });
    expect(socket.of('error')).toMatchObject([{ code: 'card.not-found', callId: 'c1' }]);
  });

  it('is for the rep of the call alone: the manager watches', async () => {
    const gateway = await liveCall(1);
    gateway.publish(...eventsOf('c1', [raised('k1')], 2));
    const { socket, say } = await connect(gateway, 'morgan-chen');
    await say({ type: 'card.feedback', callId: 'c1', cardId: 'k1', action: 'dismissed' });
    await say({ type: 'rule.snooze', callId: 'c1', ruleId: 'rule' });
    expect(socket.of('error').map(({ code }) => code)).toEqual(['auth.forbidden', 'auth.forbidden']);
    expect(socket.closed).toBeUndefined();
    expect(gateway.sessions.received).toEqual([]);
  });
});
