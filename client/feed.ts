// Feeds one call over `/v1/ingest`: numbers the messages, keeps them until they are acknowledged, and after a cut goes on
// where the gateway stands. What was acknowledged is forgotten; what was not is sent again; nothing counts twice.

import { encodeAudioFrame } from '../gateway/protocol/audio-frame.ts';
import type { FeedEventInput, IngestReply, StartCallInput } from '../gateway/protocol/ingest.ts';
import { addressOf, type ClientSocket, IS_OPEN, type Later, laterByTimer, type OpenSocket } from './socket.ts';

export interface FeedOptions {
  /** ws://host:port, or the full address of /v1/ingest. */
  readonly url: string;
  /** A token with the role `ingest`; a function where it must be fresh at every connection. None on loopback. */
  readonly token?: string | (() => string | undefined) | undefined;
  /** The first message: `callId`, `startedAt`, `participants`, and `audio` where there is any. */
  readonly start: StartCallInput;
  /** Pauses between attempts to reconnect, ms; the last repeats. Default 100, 300, 1000, 3000. */
  readonly retryMs?: readonly number[] | undefined;
  /** Attempts in a row that may fail before the feed gives up. Default 20: about a minute. */
  readonly maxAttempts?: number | undefined;
  /** All that follows from messages 1…`sequence` is stored, up to `seq` of the call's log. */
  readonly onAcknowledged?: ((sequence: number, seq: number) => void) | undefined;
  /** A refused message: the feed goes on without it. */
  readonly onRefused?: ((code: string, message: string, sequence: number | undefined) => void) | undefined;
  readonly onReconnected?: (() => void) | undefined;
  /** The connection was lost; the feed comes back by itself. */
  readonly onCut?: (() => void) | undefined;
}

export interface FeedParts {
  readonly open: OpenSocket;
  readonly later?: Later;
}

/** The feed had to give up. `code` as in docs/errors.md. */
export class FeedError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'FeedError';
    this.code = code;
  }
}

interface Kept {
  readonly sequence: number;
  readonly data: string | Uint8Array<ArrayBuffer>;
}

const HIGH_WATER_BYTES = 1 << 20;
const RETRY_MS = [100, 300, 1000, 3000];
/** Close code of a message that is larger than the other end takes (RFC 6455 §7.4.1). */
const TOO_LARGE = 1009;

export class CallFeed {
  readonly #options: FeedOptions;
  readonly #open: OpenSocket;
  readonly #later: Later;
  // Invariant: rising sequences; everything sent and not yet acknowledged.
  #kept: Kept[] = [];
  #sequence = 1;
  #socket: ClientSocket | undefined;
  #isAccepted = false;
  /** How the next connection begins. A start that was heard although its answer got lost is corrected by the gateway. */
  #greeting: 'start' | 'resume' = 'start';
  #failures = 0;
  #isDone = false;
  readonly #completed: Promise<number>;
  #resolve: (seq: number) => void = () => {};
  #reject: (error: FeedError) => void = () => {};

  constructor(options: FeedOptions, { open, later = laterByTimer }: FeedParts) {
    this.#options = options;
    this.#open = open;
    this.#later = later;
    this.#completed = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#completed.catch(() => undefined);
    const start = { type: 'call.started', ...options.start, sequence: 1 };
    this.#kept.push({ sequence: 1, data: JSON.stringify(start) });
    this.#connect();
  }

  /** Resolves with the last `seq` of the log when the call is stored whole; rejects with a `FeedError`. */
  get completed(): Promise<number> {
    return this.#completed;
  }

  /** Messages that the gateway has not stored yet. */
  get pending(): number {
    return this.#kept.length;
  }

  /** Any event but `call.started`; `call.ended` ends the call. */
  sendEvent(event: FeedEventInput): void {
    const sequence = this.#next();
    this.#send({ sequence, data: JSON.stringify({ ...event, sequence }) });
  }

  /**
   * `payload`: bytes in the encoding that `start.audio` declares, of one frame of 10–200 ms. `startSample` counts from
   * the call's start at the audio's own rate: leave out what was lost, do not close the gap.
   */
  sendAudio(channel: number, startSample: number, payload: Uint8Array): void {
    const sequence = this.#next();
    this.#send({ sequence, data: encodeAudioFrame({ channel, sequence, startSample, payload }) });
  }

  /** The call has reached `atMs` although nothing else was sent. */
  advanceClock(atMs: number): void {
    const sequence = this.#next();
    this.#send({ sequence, data: JSON.stringify({ type: 'clock.advanced', sequence, atMs }) });
  }

  /** Ends the call; `completed` resolves when all of it is stored. */
  end(reason?: string): Promise<number> {
    this.sendEvent({ type: 'call.ended', ...(reason === undefined ? {} : { reason }) });
    return this.#completed;
  }

  /** Resolves when the network has taken most of what was sent: wait for it between messages when sending fast. */
  async ready(): Promise<void> {
    while (!this.#isDone && (!this.#isAccepted || (this.#socket?.bufferedAmount ?? 0) > HIGH_WATER_BYTES)) {
      await new Promise<void>((resolve) => this.#later(resolve, 5));
    }
  }

  /** Cuts the connection; the feed comes back by itself. For tests and drills. */
  cut(): void {
    hangUp(this.#socket);
  }

  /** Stops feeding and stays away; the gateway ends the call when its patience is over. */
  abandon(): void {
    this.#isDone = true;
    hangUp(this.#socket);
  }

  #next(): number {
    this.#sequence += 1;
    return this.#sequence;
  }

  #send(message: Kept): void {
    if (this.#isDone) return;
    this.#kept.push(message);
    if (this.#isAccepted) this.#socket?.send(message.data);
  }

  #connect(): void {
    if (this.#isDone) return;
    const socket = this.#open(addressOf(this.#options.url, '/v1/ingest'));
    this.#socket = socket;
    socket.onopen = () => this.#greet(socket);
    socket.onmessage = ({ data }) => this.#hear(JSON.parse(String(data)) as IngestReply);
    socket.onerror = () => undefined;
    socket.onclose = ({ code, reason }) => this.#closed(socket, code, reason);
  }

  #greet(socket: ClientSocket): void {
    const { token, start } = this.#options;
    const given = typeof token === 'function' ? token() : token;
    if (given !== undefined) socket.send(JSON.stringify({ type: 'authenticate', token: given }));
    const resume = JSON.stringify({ type: 'call.resume', callId: start.callId });
    socket.send(this.#greeting === 'start' ? (this.#kept[0]?.data ?? resume) : resume);
  }

  #hear(reply: IngestReply): void {
    if (reply.type === 'call.accepted') return this.#goOn(reply.resumeAfter);
    if (reply.type === 'acknowledged') {
      const first = this.#kept.findIndex((message) => message.sequence > reply.sequence);
      this.#kept.splice(0, first < 0 ? this.#kept.length : first);
      this.#options.onAcknowledged?.(reply.sequence, reply.seq);
      return;
    }
    if (reply.type === 'call.completed') {
      this.#isDone = true;
      return this.#resolve(reply.seq);
    }
    if (this.#canGreetOtherwise(reply.code)) return;
    this.#options.onRefused?.(reply.code, reply.message, reply.sequence);
    if (reply.sequence === undefined && !reply.retryable) this.#giveUp(reply.code, reply.message);
  }

  /** The gateway has the call already, or does not have it yet; it closes, and the next connection begins rightly. */
  #canGreetOtherwise(code: string): boolean {
    const isFirstKept = this.#kept[0]?.sequence === 1;
    if (code === 'call.already-live' && this.#greeting === 'start' && this.#failures > 0) this.#greeting = 'resume';
    else if (code === 'call.not-found' && this.#greeting === 'resume' && isFirstKept) this.#greeting = 'start';
    else return false;
    return true;
  }

  #goOn(resumeAfter: number): void {
    if (this.#failures > 0) this.#options.onReconnected?.();
    this.#failures = 0;
    for (const message of this.#kept) if (message.sequence > resumeAfter) this.#socket?.send(message.data);
    this.#isAccepted = true;
    this.#greeting = 'resume';
  }

  #closed(socket: ClientSocket, code: number, reason: string): void {
    if (socket !== this.#socket) return;
    this.#isAccepted = false;
    if (this.#isDone) return;
    // The same message would come again with every connection.
    if (code === TOO_LARGE) return this.#giveUp('limit.message-size', 'a message is larger than the gateway takes');
    this.#failures += 1;
    if (this.#failures === 1) this.#options.onCut?.();
    const { retryMs = RETRY_MS, maxAttempts = 20, url } = this.#options;
    if (this.#failures > maxAttempts) {
      const said = `close code ${code} ${reason}`.trim();
      return this.#giveUp('server.draining', `${url} did not answer ${maxAttempts} times (${said})`);
    }
    this.#later(() => this.#connect(), retryMs[Math.min(this.#failures, retryMs.length) - 1] ?? 1000);
  }

  #giveUp(code: string, message: string): void {
    this.#isDone = true;
    if (this.#socket?.readyState === IS_OPEN) this.#socket.close();
    this.#reject(new FeedError(code, message));
  }
}

/** Without the closing handshake where the socket can: as a network does it. */
function hangUp(socket: (ClientSocket & { terminate?: () => void }) | undefined): void {
  if (socket?.terminate) socket.terminate();
  else socket?.close();
}
