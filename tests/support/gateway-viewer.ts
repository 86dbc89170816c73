// A live viewer on a socket of memory: what it was sent, how full its pipe is, how it was closed.

import { createCallAccess } from '../../gateway/http/call-access.ts';
import { LIVE_DEFAULTS, type LiveOptions } from '../../gateway/live/options.ts';
import type { LiveStats } from '../../gateway/live/ports.ts';
import { Viewer } from '../../gateway/live/viewer.ts';
import type { LiveReply } from '../../gateway/protocol/live.ts';
import type { FakeGateway } from './gateway-fakes.ts';

export class FakeSocket {
  readonly sent: LiveReply[] = [];
  closed: { readonly code: number; readonly reason: string } | undefined;
  pings = 0;
  isTerminated = false;
  /** While true nothing leaves, as with a viewer that does not read. */
  isStuck = false;
  bufferedAmount = 0;
  #unwritten: (() => void)[] = [];

  send(text: string, onWritten: () => void): void {
    this.sent.push(JSON.parse(text) as LiveReply);
    if (!this.isStuck) return;
    this.bufferedAmount += text.length;
    this.#unwritten.push(onWritten);
  }
  /** The viewer reads all that was sent. */
  drain(): void {
    this.isStuck = false;
    this.bufferedAmount = 0;
    const written = this.#unwritten;
    this.#unwritten = [];
    for (const tell of written) tell();
  }
  ping(): void {
    this.pings += 1;
  }
  close(code: number, reason: string): void {
    this.closed = { code, reason };
  }
  terminate(): void {
    this.isTerminated = true;
  }

  of<T extends LiveReply['type']>(type: T): Extract<LiveReply, { type: T }>[] {
    return this.sent.filter((reply): reply is Extract<LiveReply, { type: T }> => reply.type === type);
  }
  seqs(id?: string): number[] {
    const events = this.of('event').map(({ event }) => event);
    return events.filter((event) => id === undefined || event.callId === id).map(({ seq }) => seq);
  }
}

/** Lets everything that waits only on memory happen. */
export async function settled(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
  await new Promise<void>((resolve) => setImmediate(resolve));
}

export interface FakeViewer {
  readonly viewer: Viewer;
  readonly socket: FakeSocket;
  readonly stats: LiveStats;
  /** Says it, and waits for what follows from it. */
  say(message: unknown): Promise<void>;
}

export async function connect(
  gateway: FakeGateway,
  personId: string | undefined,
  options: Partial<LiveOptions> = {},
): Promise<FakeViewer> {
  const socket = new FakeSocket();
  const stats: LiveStats = { viewers: 1, subscriptions: 0, eventsSent: 0, eventsMissed: 0, closedSlow: 0 };
  const viewer = new Viewer({
    deps: gateway.deps,
    access: createCallAccess(gateway.deps),
    options: { ...LIVE_DEFAULTS, ...options },
    stats,
    socket,
    token: personId === undefined ? undefined : await gateway.tokenFor(personId),
  });
  await viewer.idle;
  return {
    viewer,
    socket,
    stats,
    async say(message) {
      viewer.receive(typeof message === 'string' ? message : JSON.stringify(message));
      await viewer.idle;
      await settled();
    },
  };
}
