import { describe, expect, it } from 'vitest';
import { type CallEvent, type Connection, type LiveOptions, openLive } from '../../../client/live.ts';
import type { ClientSocket } from '../../../client/socket.ts';

class FakeSocket {
  readyState = 0;
  readonly sent: Record<string, unknown>[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  send(data: string) {
    this.sent.push(JSON.parse(data));
  }
  close() {
    this.readyState = 3;
  }
  accept() {
    this.readyState = 1;
    this.onopen?.();
  }
  reply(message: unknown) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
  event(seq: number, callId = 'call-1') {
    this.reply({ type: 'event', event: { callId, seq, atMs: seq * 100, type: 'slides.hidden' } });
  }
  cut(code = 1006) {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

function setUp(options: Partial<LiveOptions> = {}) {
  const sockets: FakeSocket[] = [];
  const seqs: number[] = [];
  const connections: Connection['kind'][] = [];
  const later: { task: () => void; delayMs: number }[] = [];
  const open = () => {
    const made = new FakeSocket();
    sockets.push(made);
    return made as unknown as ClientSocket;
  };
  const socket = openLive(
    {
      scope: { callId: 'call-1' },
      token: () => 'token-1',
      onEvents: (events: readonly CallEvent[]) => seqs.push(...events.map(({ seq }) => seq)),
      onConnection: ({ kind }) => connections.push(kind),
      ...options,
    },
    {
      open,
      later(task, delayMs) {
        later.push({ task, delayMs });
        return () => {};
      },
    },
  );
  const newest = () => sockets.at(-1) as FakeSocket;
  return { socket, sockets, seqs, connections, later, newest };
}

describe('the live connection of one call', () => {
  it('authenticates, then subscribes to everything', () => {
    const { newest } = setUp();
    newest().accept();
    expect(newest().sent).toEqual([
      { type: 'authenticate', token: 'token-1' },
      { type: 'subscribe', scope: { callId: 'call-1' }, afterSeq: 0 },
    ]);
  });

  it('comes back after a cut and asks for what follows the last event it has', () => {
    const { newest, sockets, later, seqs, connections } = setUp();
    newest().accept();
    for (const seq of [1, 2, 3]) newest().event(seq);
    newest().reply({ type: 'caught-up', callId: 'call-1', seq: 3 });
    newest().cut();
    later.at(-1)?.task();
    newest().accept();
    expect(sockets).toHaveLength(2);
    expect(newest().sent.at(-1)).toMatchObject({ afterSeq: 3 });
    for (const seq of [3, 4]) newest().event(seq);
    newest().reply({ type: 'caught-up', callId: 'call-1', seq: 4 });
    expect(seqs).toEqual([1, 2, 3, 4]);
    expect(connections).toEqual(['connecting', 'catching-up', 'live', 'cut', 'catching-up', 'live']);
  });

  it('waits longer between tries, up to ten seconds', () => {
    const { newest, later } = setUp();
    for (let tried = 0; tried < 7; tried += 1) {
      newest().cut();
      later.at(-1)?.task();
    }
    expect(later.map(({ delayMs }) => delayMs)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
  });

  it('asks again for what was left out, and gives nothing on until the gap is filled', () => {
    const { newest, seqs } = setUp();
    newest().accept();
    newest().event(1);
    newest().reply({ type: 'caught-up', callId: 'call-1', seq: 1 });
    newest().reply({ type: 'missed', callId: 'call-1', fromSeq: 2, toSeq: 3 });
    newest().event(4);
    expect(seqs).toEqual([1]);
    expect(newest().sent.filter(({ afterSeq }) => afterSeq === 1)).toHaveLength(1);
    for (const seq of [2, 3, 4]) newest().event(seq);
    expect(seqs).toEqual([1, 2, 3, 4]);
  });

  it('does not try again where it is not allowed, and says why', () => {
    const { newest, later, connections } = setUp();
    newest().accept();
    newest().cut(4403);
    expect(later).toEqual([]);
    expect(connections.at(-1)).toBe('refused');
  });

  it('says that nothing was sent while there is no connection', () => {
    const { socket, newest } = setUp();
    const request = { type: 'unsubscribe', scope: 'mine' } as const;
    expect(socket.send(request)).toBe(false);
    newest().accept();
    expect(socket.send(request)).toBe(true);
  });

  it('follows all calls of a team, fills what it joined too late for, and resumes each after a cut', () => {
    const { newest, later, seqs } = setUp({ scope: 'team' });
    newest().accept();
    expect(newest().sent).toContainEqual({ type: 'subscribe', scope: 'team' });
    newest().event(3, 'call-9');
    expect([seqs, newest().sent.at(-1)]).toEqual([[], { type: 'subscribe', scope: { callId: 'call-9' }, afterSeq: 0 }]);
    for (const seq of [1, 2]) newest().event(seq, 'call-9');
    newest().event(1, 'call-8');
    expect(seqs).toEqual([1, 2, 3, 1]);
    newest().cut();
    later.at(-1)?.task();
    newest().accept();
    expect(newest().sent.slice(1)).toEqual([
      { type: 'subscribe', scope: 'team' },
      { type: 'subscribe', scope: { callId: 'call-9' }, afterSeq: 3 },
      { type: 'subscribe', scope: { callId: 'call-8' }, afterSeq: 1 },
    ]);
  });

  it('takes a jump in seq for no gap where only some types are sent', () => {
    const { newest, seqs } = setUp({ types: ['card.*'] });
    newest().accept();
    expect(newest().sent.at(-1)).toMatchObject({ types: ['card.*'] });
    for (const seq of [4, 9, 9, 12]) newest().event(seq);
    expect(seqs).toEqual([4, 9, 12]);
  });
});
