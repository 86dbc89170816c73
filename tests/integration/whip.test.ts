// `/v1/whip` with a real WebRTC sender: sound becomes speech events, loss becomes a gap and never a shift, a cut is resumed,
// and what the RFC asks of the answers.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../support/running.ts';
import { openUdpRelay, type UdpRelay } from '../support/udp-relay.ts';
import { type WhipCalls, whipCalls } from '../support/whip-calls.ts';
import type { SenderOptions, WhipSender } from '../support/whip-sender.ts';

let server: TestServer;
let calls: WhipCalls;
let sender: WhipSender | undefined;
let relay: UdpRelay | undefined;
beforeAll(async () => {
  server = await startServer({ SOTTO_ICE_SERVERS: 'turn:turn.example:3478|kim|s"3' });
  calls = await whipCalls(server);
});
afterEach(() => {
  sender?.stop();
  relay?.close();
  sender = relay = undefined;
});
afterAll(() => server.dispose());

const feed = async (callId: string, options?: Partial<SenderOptions>): Promise<WhipSender> => {
  sender = await calls.feed(callId, options);
  return sender;
};

describe('a call over WHIP', () => {
  it('has speech on both tracks in turn, words from the data channel, and ends with DELETE', async () => {
    const { connected, answer } = await feed('whip-two', { tracks: 2, query: 'callId=whip-two&notice=given' });
    expect(answer.headers.get('content-type')).toMatch('application/sdp');
    expect(answer.headers.get('link')).toBe(
      '<turn:turn.example:3478>; rel="ice-server"; username="kim"; credential="s\\"3"; credential-type="password"',
    );
    await connected;
    await calls.untilSpeech('whip-two', 'customer-2', 1);
    const line = {
      segmentId: 's1',
      participantId: 'customer-2',
      startMs: 0,
      endMs: 900,
      text: 'How long does it take?',
    };
    sender?.say(JSON.stringify({ type: 'segment.finalized', ...line }));
    sender?.say('not an event');
    await calls.untilSpeech('whip-two', 'rep-1', 3);
    if (sender) await calls.end(sender);
    await expect.poll(async () => (await calls.events('whip-two')).at(-1)?.type).toBe('call.ended');
    const starts = await calls.ofType('whip-two', 'speech.started');
    const voices = starts.map(({ participantId }) => participantId);
    expect(new Set(voices)).toEqual(new Set(['rep-1', 'customer-2']));
    expect(await calls.ofType('whip-two', 'question.asked')).toHaveLength(1);
    expect(await calls.ofType('whip-two', 'notice.given')).toHaveLength(1);
  });

  it('shows a loss of 600 ms as a gap, and what comes after it stays where it was said', async () => {
    relay = await openUdpRelay();
    const { connected } = await feed('whip-loss', { readdress: relay.readdress });
    await connected;
    await calls.untilSpeech('whip-loss', 'unknown-1', 3);
    // 30 packets of 20 ms, of speech or of silence: wherever it falls.
    let packets = 0;
    relay.loses = () => {
      packets += 1;
      return packets > 60 && packets <= 90;
    };
    await calls.untilSpeech('whip-loss', 'unknown-1', 7);
    expect(relay.lost).toBe(30);
    if (sender) await calls.end(sender);
    const missed = (await calls.ofType('whip-loss', 'audio.missed')).filter(({ reason }) => reason === 'lost');
    const longest = Math.max(...missed.map(({ startMs, endMs }) => endMs - startMs));
    // The first 40 ms count as heard, and the receiver goes on from what its buffer still holds.
    expect(longest).toBeGreaterThan(420);
    expect(longest).toBeLessThan(680);
    const starts = (await calls.ofType('whip-loss', 'speech.started')).map(({ startMs }) => startMs);
    // What was begun in the gap, or goes on after it, begins where the gap ends.
    const afterGap = (start: number) => missed.some(({ endMs }) => Math.abs(start - endMs) < 200);
    const heard = starts.filter((start) => !afterGap(start));
    const gapMs = missed.find(({ startMs, endMs }) => endMs - startMs === longest)?.startMs ?? 0;
    // The middle one of each side of the gap: a sender on a busy machine may stumble once.
    const phase = (from: number, to: number) => {
      const phases = heard.filter((start) => start >= from && start < to).map((start) => start % 3_000);
      return phases.sort((one, other) => one - other)[Math.floor(phases.length / 2)] ?? Number.NaN;
    };
    const shiftMs = phase(gapMs, Number.POSITIVE_INFINITY) - phase(0, gapMs);
    expect(Math.abs(((shiftMs + 4_500) % 3_000) - 1_500)).toBeLessThan(250);
  });
});

describe('a connection that is cut', () => {
  it('goes on by itself when it comes back, with a gap as long as the cut', async () => {
    relay = await openUdpRelay();
    const { connected } = await feed('whip-cut', { readdress: relay.readdress });
    await connected;
    await calls.untilSpeech('whip-cut', 'unknown-1', 2);
    relay.isCut = true;
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    relay.isCut = false;
    const before = (await calls.ofType('whip-cut', 'speech.started')).length;
    await calls.untilSpeech('whip-cut', 'unknown-1', before + 2);
    const lost = (await calls.ofType('whip-cut', 'audio.missed')).map(({ startMs, endMs }) => endMs - startMs);
    expect(Math.max(...lost)).toBeGreaterThan(3_500);
    expect(Math.max(...lost)).toBeLessThan(5_500);
    if (sender) await calls.end(sender);
  });

  it('goes on with the same call when the client comes back with another offer', async () => {
    const { connected, location } = await feed('whip-again');
    await connected;
    await calls.untilSpeech('whip-again', 'unknown-1', 2);
    sender?.stop();
    const again = await feed('whip-again');
    expect(again.location).not.toBe(location);
    await again.connected;
    await calls.untilSpeech('whip-again', 'unknown-1', 4);
    await calls.end(again);
    await expect.poll(async () => (await calls.events('whip-again')).at(-1)?.type).toBe('call.ended');
    expect((await calls.ofType('whip-again', 'call.started')).length).toBe(1);
    const starts = (await calls.ofType('whip-again', 'speech.started')).map(({ startMs }) => startMs);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });
});

describe('what RFC 9725 asks of an endpoint', () => {
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(new URL(path, server.url), {
      ...init,
      headers: { authorization: `Bearer ${calls.token}`, ...(init.headers as Record<string, string>) },
    });
  const post = (body: string, path = '/v1/whip', type = 'application/sdp') =>
    ask(path, { method: 'POST', body, headers: { 'content-type': type } });
  const audio = (lines = 'a=sendonly') =>
    `v=0\r\no=- 0 0 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=rtpmap:111 opus/48000/2\r\n${lines}\r\n`;

  it('refuses what it cannot answer, and says why', async () => {
    const cases: [Promise<Response>, number, RegExp][] = [
      [post('hello'), 422, /must begin with v=0/],
      [post(audio('a=recvonly')), 422, /sends no audio \(found: audio recvonly\)/],
      [post(audio().replace('opus', 'PCMU')), 422, /has no Opus/],
      [post(audio() + audio().slice(audio().indexOf('m=')).repeat(2)), 422, /3 audio tracks; at most 2/],
      [post(audio(), '/v1/whip?tracks=rep,customer'), 400, /2 entries for 1 audio tracks/],
      [post(audio(), '/v1/whip?tracks=boss'), 400, /'boss' is no role; expected rep/],
      [post(audio(), '/v1/whip?language=not%20one'), 400, /query\.language/],
      [post(audio(), '/v1/whip', 'application/json'), 415, /expected application\/sdp/],
      [ask('/v1/whip'), 405, /use POST, OPTIONS/],
      [ask('/v1/whip/none', { method: 'DELETE' }), 404, /no such WHIP session/],
      [ask('/v1/whip', { method: 'POST', headers: { origin: 'https://elsewhere.example' } }), 403, /SOTTO_ORIGINS/],
      [ask('/v1/whip', { method: 'POST', headers: { authorization: 'Bearer nonsense' } }), 401, /token/i],
    ];
    for (const [asked, status, message] of cases) {
      const reply = await asked;
      const body = (await reply.json()) as { message: string };
      expect([reply.status, body.message]).toEqual([status, expect.stringMatching(message)]);
    }
  });

  it('takes candidates under the entity tag of the answer only', async () => {
    const { location, entityTag } = await feed('whip-trickle');
    const patch = (headers: Record<string, string>, body: string) =>
      ask(location, {
        method: 'PATCH',
        body,
        headers: { 'content-type': 'application/trickle-ice-sdpfrag', ...headers },
      });
    const fragment = 'a=mid:0\r\na=candidate:1 1 udp 2122260223 127.0.0.1 9 typ host\r\na=end-of-candidates\r\n';
    expect((await patch({ 'if-match': entityTag }, fragment)).status).toBe(204);
    expect((await patch({ 'if-match': '"another"' }, fragment)).status).toBe(412);
    expect((await patch({}, fragment)).status).toBe(428);
    expect((await patch({ 'if-match': entityTag }, 'hello')).status).toBe(422);
    const restart = await patch({ 'if-match': entityTag }, `a=ice-ufrag:new\r\na=ice-pwd:new\r\n${fragment}`);
    expect([restart.status, await restart.text()]).toEqual([422, expect.stringContaining('same callId')]);
    if (sender) await calls.end(sender);
    expect((await patch({ 'if-match': entityTag }, fragment)).status).toBe(404);
  });

  it('lets a page of an allowed origin ask, and tells what it takes', async () => {
    const origin = server.url.replace('127.0.0.1', 'localhost');
    const reply = await ask('/v1/whip', { method: 'OPTIONS', headers: { origin } });
    expect(reply.status).toBe(204);
    expect(reply.headers.get('accept-post')).toBe('application/sdp');
    expect(reply.headers.get('access-control-allow-origin')).toBe(origin);
    expect(reply.headers.get('access-control-allow-headers')).toContain('If-Match');
    expect(reply.headers.get('access-control-expose-headers')).toContain('Location');
    expect(reply.headers.get('link')).toContain('rel="ice-server"');
  });
});
