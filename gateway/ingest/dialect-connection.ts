// One socket of a vendor: runs its codec, and does what the codec says to the call. The same entrance, limits and close
// codes as a native feed has; only what the vendor understands is sent back.

import { asEngineError, EngineError } from '../../engine/errors.ts';
import type { Dialect, FeedAction, FeedInput } from './dialects/dialect.ts';
import type { FeedSettings } from './dialects/feed-settings.ts';
import type { FeedConnectionOptions } from './feed-connection.ts';
import { closeReasonOf, type FeedIdentity, type FeedSocket, keepPace, SURVIVABLE } from './feed-socket.ts';
import type { JoinedCall, Member } from './joined-call.ts';
import type { JoinedCalls } from './joined-calls.ts';
import { MessageRate } from './message-rate.ts';

export interface DialectConnectionOptions
  extends Pick<FeedConnectionOptions, 'identity' | 'authenticate' | 'limits' | 'now' | 'after'> {
  readonly dialect: Dialect;
  readonly settings: FeedSettings;
  readonly socket: FeedSocket;
  readonly calls: JoinedCalls;
  /** A message was skipped, or the connection refused: for the log. */
  readonly onRefused: (error: EngineError) => void;
  /** For the one vendor that has us dial. */
  readonly dial?: (url: string, hello: string) => void;
}

type Waiting = (elapsedMs: number) => FeedInput;

export class DialectConnection implements Member {
  readonly #options: DialectConnectionOptions;
  readonly #rate: MessageRate;
  readonly #cancelDeadline: () => void;
  #identity: FeedIdentity | undefined;
  #state: unknown;
  #joined: JoinedCall | undefined;
  // Invariant: inputs leave the queue in order, one under way at a time.
  #queue: Waiting[] = [];
  #isWorking = false;
  #isClosed = false;
  /** Codes of skipped messages that are in the log already. */
  readonly #told = new Set<string>();

  constructor(options: DialectConnectionOptions) {
    this.#options = options;
    this.#identity = options.identity;
    this.#rate = new MessageRate(options.limits.maxMessagesPerS, options.now);
    this.#state = options.dialect.open(options.settings);
    const { unauthenticatedMs } = options.limits;
    this.#cancelDeadline = options.after(unauthenticatedMs, () => {
      if (!this.#identity) this.#fail(new EngineError('auth.timeout', `no token within ${unauthenticatedMs / 1000} s`));
    });
    if (this.#identity) this.#cancelDeadline();
    this.#put((elapsedMs) => ({ kind: 'opened', elapsedMs }));
  }

  /** Takes one message; handled after those before it. */
  receive(message: string | Uint8Array): void {
    this.#put((elapsedMs) =>
      typeof message === 'string'
        ? { kind: 'text', text: message, elapsedMs }
        : { kind: 'binary', bytes: message, elapsedMs },
    );
  }

  /** The socket is gone; `code` as in RFC 6455 §7.4. */
  closed(code: number): void {
    this.#put((elapsedMs) => ({ kind: 'closed', code, elapsedMs }));
  }

  stored(): void {
    this.#put((elapsedMs) => ({ kind: 'stored', elapsedMs }));
  }

  replaced(): void {
    this.#fail(new EngineError('call.already-live', 'another connection goes on with this call'));
  }

  #put(input: Waiting): void {
    if (this.#isClosed) return;
    this.#queue.push(input);
    if (!this.#isWorking) void this.#work();
  }

  async #work(): Promise<void> {
    this.#isWorking = true;
    for (let next = this.#queue.shift(); next && !this.#isClosed; next = this.#queue.shift()) {
      const input = next(this.#joined ? this.#options.now() - this.#joined.openedAtMs : 0);
      try {
        if (input.kind === 'text' || input.kind === 'binary') this.#rate.count();
        await this.#step(input);
        if (input.kind === 'stored') this.#close(1000, 'the call is stored');
        if (input.kind === 'closed') this.#leave();
        await keepPace(this.#joined?.call.session, this.#options.socket, () => this.#isClosed);
      } catch (thrown) {
        this.#refuse(asEngineError(thrown, 'defect.internal'));
      }
    }
    this.#isWorking = false;
  }

  async #step(input: FeedInput): Promise<void> {
    const [next, actions] = this.#options.dialect.step(this.#state, input);
    this.#state = next;
    for (const action of actions) await this.#do(action);
  }

  async #do(action: FeedAction): Promise<void> {
    switch (action.kind) {
      case 'call':
        return this.#join(action);
      case 'audio':
        return this.#assertJoined().receiveAudio(this, action.channel, action.startSample, action.payload);
      case 'event':
        return this.#assertJoined().receiveEvent(this, action.event);
      case 'clock':
        return this.#assertJoined().advance(action.atMs);
      case 'left':
        return this.#joined?.leave(this, action.reason);
      case 'reply':
        return this.#options.socket.send(action.text);
      case 'dial':
        return this.#options.dial?.(action.url, action.hello);
      case 'close':
        return this.#close(action.code, action.reason);
    }
  }

  async #join({ start, token }: FeedAction & { kind: 'call' }): Promise<void> {
    if (this.#joined) throw new EngineError('input.protocol-order', 'this connection feeds a call already');
    if (!this.#identity && token !== undefined) this.#identity = await this.#options.authenticate(token);
    if (!this.#identity) throw new EngineError('auth.missing', 'neither a signature nor a token came with this stream');
    this.#cancelDeadline();
    const { joined, isFirst } = await this.#options.calls.join(start, this.#identity, this);
    this.#joined = joined;
    if (this.#isClosed) return this.#leave();
    await this.#step({ kind: 'joined', isFirst, elapsedMs: this.#options.now() - joined.openedAtMs });
  }

  #assertJoined(): JoinedCall {
    if (this.#joined) return this.#joined;
    throw new EngineError('input.protocol-order', 'the stream brought something before its call had begun');
  }

  /** One bad message leaves the call going, and is told once of its kind; anything else ends the connection. */
  #refuse(error: EngineError): void {
    const isSkipped = this.#joined && (SURVIVABLE.has(error.code) || error.code === 'limit.channels');
    if (!isSkipped) return this.#fail(error);
    if (!this.#told.has(error.code)) this.#options.onRefused(error);
    this.#told.add(error.code);
  }

  #fail(error: EngineError): void {
    if (this.#isClosed) return;
    this.#options.onRefused(error);
    const refused = { kind: 'refused', code: error.code, message: error.message, elapsedMs: 0 } as const;
    for (const action of this.#options.dialect.step(this.#state, refused)[1]) {
      if (action.kind === 'reply') this.#options.socket.send(action.text);
    }
    this.#close(error.closeCode, `${error.code}: ${error.message}`);
  }

  #close(code: number, reason: string): void {
    if (this.#isClosed) return;
    this.#options.socket.close(code, closeReasonOf(reason));
    this.#leave();
  }

  #leave(): void {
    this.#isClosed = true;
    this.#cancelDeadline();
    this.#joined?.leave(this);
  }
}
