import { describe, expect, it } from 'vitest';
import { CallFeed, type FeedOptions } from '../../../client/feed.ts';
import type { ClientSocket } from '../../../client/socket.ts';
import { decodeAudioFrame } from '../../../gateway/protocol/audio-frame.ts';

/** A gateway's end of the connection that answers when the test says so. */
class FakeSocket {
  readyState = 0;
  bufferedAmount = 0;
  readonly sent: (string | Uint8Array)[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  send(data: string | Uint8Array) {
    this.sent.push(data);
  }
  close() {
    this.drop(1000);
  }
  accept() {
    this.readyState = 1;
    this.onopen?.();
  }
  reply(message: unknown) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
  drop(code = 1006) {
    this.readyState = 3;
    this.onclose?.({ code, reason: '' });
  }
  said(): unknown[] {
    return this.sent.map((data) => (typeof data === 'string' ? JSON.parse(data) : decodeAudioFrame(data)));
  }
}

const START = { callId: 'c1', startedAt: '2026-01-05T09:00:00Z', participants: [] } as FeedOptions['start'];

function setUp(options: Partial<FeedOptions> = {}) {
  const sockets: FakeSocket[] = [];
  const addresses: string[] = [];
  const later: { task: () => void; delayMs: number }[] = [];
  const open = (address: string) => {
    addresses.push(address);
    const made = new FakeSocket();
    sockets.push(made);
    return made as unknown as ClientSocket;
  };
  const feed = new CallFeed(
    { url: 'ws://gateway:1', start: START, ...options },
    {
      open,
      later(task, delayMs) {
        later.push({ task, delayMs });
        return () => {};
      },
    },
  );
  const newest = () => sockets.at(-1) as FakeSocket;
  const accept = (resumeAfter = 1) => {
    newest().accept();
    newest().reply({ type: 'call.accepted', protocol: 1, callId: 'c1', resumeAfter, acknowledged: 0 });
  };
  return { feed, newest, sockets, addresses, later, accept };
}
const NOTE = { type: 'stage.changed', stage: 'demo' } as const;

describe('the feed of one call', () => {
  it('gives its token, begins the call, and sends what was said before the connection stood', () => {
    const { feed, newest, addresses, accept } = setUp({ token: () => 'secret' });
    feed.sendEvent(NOTE);
    expect(newest().sent).toEqual([]);
    accept();
    expect(addresses).toEqual(['ws://gateway:1/v1/ingest']);
    expect(newest().said()).toEqual([
      { type: 'authenticate', token: 'secret' },
      { type: 'call.started', ...START, sequence: 1 },
      { ...NOTE, sequence: 2 },
    ]);
  });

  it('numbers events, audio and the clock together', () => {
    const { feed, newest, accept } = setUp();
    accept();
    feed.sendAudio(1, 320, Uint8Array.of(1, 2));
    feed.advanceClock(40);
    expect(newest().said().slice(1)).toEqual([
      { channel: 1, sequence: 2, startSample: 320, payload: Uint8Array.of(1, 2) },
      { type: 'clock.advanced', sequence: 3, atMs: 40 },
    ]);
  });

  it('resumes after a cut and sends again only what the gateway does not have', () => {
    const events: string[] = [];
    const { feed, newest, later, accept } = setUp({
      onCut: () => events.push('cut'),
      onReconnected: () => events.push('reconnected'),
    });
    accept();
    for (let i = 0; i < 4; i++) feed.sendEvent(NOTE);
    newest().reply({ type: 'acknowledged', sequence: 3, seq: 9 });
    expect(feed.pending).toBe(2);
    newest().drop();
    feed.sendEvent(NOTE);
    later.at(-1)?.task();
    accept(4);
    expect(newest().said()).toEqual([
      { type: 'call.resume', callId: 'c1' },
      { ...NOTE, sequence: 5 },
      { ...NOTE, sequence: 6 },
    ]);
    expect(events).toEqual(['cut', 'reconnected']);
  });

  it('begins the call anew where its first greeting was lost', () => {
    const { newest, later } = setUp();
    newest().drop();
    later.at(-1)?.task();
    newest().accept();
    expect(newest().said()).toEqual([{ type: 'call.started', ...START, sequence: 1 }]);
  });

  it('resumes where its first greeting was heard and only the answer was lost', () => {
    const { newest, later, accept } = setUp();
    newest().accept();
    newest().drop();
    later.at(-1)?.task();
    newest().accept();
    newest().reply({ type: 'error', code: 'call.already-live', message: '', retryable: false });
    newest().drop(4409);
    later.at(-1)?.task();
    accept(1);
    expect(newest().said()).toEqual([{ type: 'call.resume', callId: 'c1' }]);
  });

  it('resolves with the last event when the call is stored whole', async () => {
    const { feed, newest, accept } = setUp();
    accept();
    const ended = feed.end('done');
    expect(newest().said().at(-1)).toEqual({ type: 'call.ended', reason: 'done', sequence: 2 });
    newest().reply({ type: 'call.completed', callId: 'c1', seq: 77 });
    expect(await ended).toBe(77);
  });

  it('goes on after a refused message and gives up where the whole feed is refused', async () => {
    const refused: unknown[] = [];
    const { feed, newest, accept } = setUp({ onRefused: (code, _message, sequence) => refused.push([code, sequence]) });
    accept();
    newest().reply({ type: 'error', code: 'input.schema', message: 'no', retryable: false, sequence: 2 });
    newest().reply({ type: 'error', code: 'auth.forbidden', message: 'not yours', retryable: false });
    expect(refused).toEqual([
      ['input.schema', 2],
      ['auth.forbidden', undefined],
    ]);
    await expect(feed.completed).rejects.toMatchObject({ name: 'FeedError', code: 'auth.forbidden' });
  });

  it('does not send a message that is too large again and again', async () => {
    const { feed, newest, accept, later } = setUp();
    accept();
    newest().drop(1009);
    await expect(feed.completed).rejects.toMatchObject({ code: 'limit.message-size' });
    expect(later).toEqual([]);
  });

  it('waits longer between tries and gives up after as many as it may make', async () => {
    const { feed, newest, later } = setUp({ maxAttempts: 5 });
    for (let tried = 0; tried < 5; tried++) {
      newest().drop();
      later.at(-1)?.task();
    }
    newest().drop();
    expect(later.map(({ delayMs }) => delayMs)).toEqual([100, 300, 1000, 3000, 3000]);
    await expect(feed.completed).rejects.toMatchObject({ code: 'server.draining' });
  });
});
