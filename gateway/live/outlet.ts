// What goes out to one viewer, and whether the viewer reads fast enough. Congested above `slowBytes` of unsent bytes,
// until half of that is left, so that it does not flap.

import type { CallEvent } from '../../engine/events.ts';
import type { LiveReply } from '../protocol/live.ts';
import type { LiveOptions } from './options.ts';
import type { ViewerSocket } from './ports.ts';

type Limits = Pick<LiveOptions, 'slowBytes' | 'overrunBytes' | 'slowForMs'>;

interface OutletOptions {
  readonly socket: ViewerSocket;
  readonly limits: Limits;
  /** The viewer has caught up with what was sent. */
  readonly onDrained: () => void;
  /** The viewer is too far behind to go on. */
  readonly onOverrun: (why: string) => void;
}

/** The text of an event is made once, however many watch. */
const FRAMES = new WeakMap<CallEvent, string>();

export class Outlet {
  readonly #options: OutletOptions;
  #isCongested = false;
  /** Set at the first tick that finds it congested. */
  #congestedSinceMs: number | undefined;
  #isClosed = false;
  #waiting: (() => void)[] = [];

  constructor(options: OutletOptions) {
    this.#options = options;
  }

  get isCongested(): boolean {
    const { socket, limits } = this.#options;
    if (!this.#isCongested && socket.bufferedAmount > limits.slowBytes) this.#isCongested = true;
    return this.#isCongested;
  }

  send(reply: LiveReply): void {
    this.#write(JSON.stringify(reply));
  }

  sendEvent(event: CallEvent): void {
    const frame = FRAMES.get(event) ?? JSON.stringify({ type: 'event', event } satisfies LiveReply);
    FRAMES.set(event, frame);
    this.#write(frame);
  }

  /** Resolves when more may be sent; at once where it may be now. */
  async whenDrained(): Promise<void> {
    while (this.isCongested && !this.#isClosed) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Also called as time goes by, for sockets that say nothing when they drain. */
  tick(nowMs: number): void {
    this.#settle();
    if (!this.isCongested) {
      this.#congestedSinceMs = undefined;
      return;
    }
    this.#congestedSinceMs ??= nowMs;
    const { slowForMs } = this.#options.limits;
    if (nowMs - this.#congestedSinceMs >= slowForMs)
      this.#options.onOverrun(`it has read too slowly for ${slowForMs} ms`);
  }

  close(): void {
    this.#isClosed = true;
    this.#resume();
  }

  #write(text: string): void {
    if (this.#isClosed) return;
    const { socket, limits, onOverrun } = this.#options;
    socket.send(text, () => this.#settle());
    if (socket.bufferedAmount > limits.overrunBytes)
      onOverrun(`more than ${limits.overrunBytes} bytes wait to be read`);
  }

  #settle(): void {
    const { socket, limits, onDrained } = this.#options;
    if (this.#isClosed || !this.#isCongested || socket.bufferedAmount > limits.slowBytes / 2) return;
    this.#isCongested = false;
    this.#congestedSinceMs = undefined;
    onDrained();
    this.#resume();
  }

  #resume(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }
}
