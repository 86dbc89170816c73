import { afterEach, describe, expect, it } from 'vitest';
import { eventsOf, raised, slide, started } from '../support/gateway-fakes.ts';
import { type GatewayServer, startGateway } from '../support/gateway-server.ts';

let server: GatewayServer | undefined;
const start = async (options: Parameters<typeof startGateway>[0] = {}) => {
  server = await startGateway(options);
  return server;
};
afterEach(async () => {
  await server?.stop();
  server = undefined;
});
const slides = (count: number, fromSeq: number) =>
  eventsOf(
    'c1',
    Array.from({ length: count }, () => slide('s')),
    fromSeq,
  );

describe('/v1/live on a real socket', () => {
  it('comes back after a cut without a gap or a duplicate', async () => {
    const { publish, view } = await start();
    publish(...eventsOf('c1', [started()]), ...slides(9, 2));
    const first = await view({ as: 'alex-rivera' });
    await first.until('welcome');
    first.say({ type: 'subscribe', scope: { callId: 'c1' }, afterSeq: 0 });
    await first.until('caught-up');
    publish(...slides(5, 11));
    await first.until('event', ({ event }) => event.seq === 15);
    first.socket.terminate();
    publish(...slides(20, 16));

    const second = await view();
    await new Promise((resolve) => second.socket.once('open', resolve));
    second.say({ type: 'authenticate', token: await (server as GatewayServer).tokenFor('alex-rivera') });
    second.say({ type: 'subscribe', scope: { callId: 'c1' }, afterSeq: first.seqs().at(-1) });
    await second.until('caught-up');
    publish(...slides(5, 36));
    await second.until('event', ({ event }) => event.seq === 40);
    expect([...first.seqs(), ...second.seqs()]).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  it('tells a viewer that stops reading what it missed, once it reads again', async () => {
    const { publish, view, live } = await start({ live: { slowBytes: 64 * 1024, tickMs: 5 } });
    publish(...eventsOf('c1', [started()]));
    const client = await view({ as: 'alex-rivera' });
    await client.until('welcome');
    client.say({ type: 'subscribe', scope: { callId: 'c1' } });
    await client.until('caught-up');
    client.socket.pause();
    // Far more than the buffers of both ends of a connection on this machine take.
    const card = { ...raised('k1'), pack: { title: 'x'.repeat(16_000), wording: '' } };
    let seq = 1;
    while (live.stats.eventsMissed < 10) {
      seq += 1;
      publish(...eventsOf('c1', [card], seq));
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    client.socket.resume();
    const missed = await client.until('missed');
    expect(missed).toEqual({ type: 'missed', callId: 'c1', fromSeq: (client.seqs().at(-1) ?? 0) + 1, toSeq: seq });
    client.say({ type: 'subscribe', scope: { callId: 'c1' }, afterSeq: missed.fromSeq - 1 });
    await client.until('caught-up', (reply) => reply.seq === seq);
    expect(client.seqs()).toEqual(Array.from({ length: seq - 1 }, (_, index) => index + 2));
  });

  it('refuses pages of other origins before the handshake', async () => {
    const { view, url } = await start();
    const evil = await view({ as: 'alex-rivera', origin: 'https://evil.example' });
    expect((await evil.closed).code).toBe(403);
    for (const origin of ['https://crm.example', 'http://localhost:5173', url]) {
      const good = await view({ as: 'alex-rivera', origin });
      expect((await good.until('welcome')).identity.personId).toBe('alex-rivera');
    }
  });

  it('closes who shows a bad token, and who shows none in time', async () => {
    const { view, clock } = await start({ live: { tickMs: 5 } });
    const bad = await view();
    await new Promise((resolve) => bad.socket.once('open', resolve));
    bad.say({ type: 'authenticate', token: 'rubbish' });
    expect(await bad.closed).toEqual({ code: 4401, reason: expect.stringMatching(/^auth\.invalid/) });
    const silent = await view();
    await new Promise((resolve) => silent.socket.once('open', resolve));
    clock.now += 5_000;
    expect(await silent.closed).toEqual({ code: 4401, reason: expect.stringMatching(/^auth\.timeout/) });
  });

  it('closes with its limits: viewers, size of a message, binary messages', async () => {
    const { view } = await start({ live: { maxViewers: 1, messageBytes: 1_000 } });
    const first = await view({ as: 'alex-rivera' });
    await first.until('welcome');
    const second = await view({ as: 'li-xiao' });
    expect(await second.closed).toEqual({ code: 1013, reason: expect.stringMatching(/^limit\.viewers: 1 live/) });
    first.say(`{"x":"${'x'.repeat(1_000)}"}`);
    expect(await first.closed).toEqual({ code: 1009, reason: expect.stringMatching(/1000 bytes/) });
    const third = await view({ as: 'alex-rivera' });
    await third.until('welcome');
    third.say(new Uint8Array(8));
    expect((await third.closed).code).toBe(1003);
  });

  it('tells its viewers when the server stops', async () => {
    const { view, live } = await start();
    const client = await view({ as: 'alex-rivera' });
    await client.until('welcome');
    live.close();
    expect(await client.closed).toEqual({ code: 1011, reason: expect.stringMatching(/^server\.draining/) });
  });
});
