// Feeds one call over `/v1/ingest`: numbers the messages, keeps them until they are acknowledged, and after a cut goes on
// where the gateway stands. What was acknowledged is forgotten; what was not is sent again; nothing is sent twice in effect.

import { WebSocket } from 'ws';
import { EngineError, ERROR_CATALOGUE, type ErrorCode } from '../../engine/errors.ts';
import type { FeedEvent, Unstamped } from '../../engine/events.ts';
import { encodeAudioFrame } from '../protocol/audio-frame.ts';
import { IngestReply, type StartCall } from '../protocol/ingest.ts';

export interface IngestClientOptions {
  /** ws://host:port or the full address of /v1/ingest. */
  readonly url: string;
  readonly token?: string | undefined;
  readonly start: Omit<StartCall, 'sequence'>;
  /** Pauses between attempts to reconnect, ms; the last repeats. Default 100, 300, 1000, 3000. */
  readonly retryMs?: readonly number[];
  /** Attempts in a row that may fail before the feed gives up. Default 20. */
  readonly maxAttempts?: number;
  readonly onAcknowledged?: (sequence: number, seq: number) => void;
  /** A refused message: the feed goes on without it. */
  readonly onRefused?: (code: string, message: string, sequence: number | undefined) => void;
  readonly onReconnected?: () => void;
}

interface Kept {
  readonly sequence: number;
  readonly data: string | Uint8Array;
}

const HIGH_WATER_BYTES = 1 << 20;
const RETRY_MS = [100, 300, 1000, 3000];

export class IngestClient {
  readonly #options: IngestClientOptions;
  // Invariant: rising sequences; everything sent and not yet acknowledged.
  #kept: Kept[] = [];
  #sequence = 1;
  #socket: WebSocket | undefined;
  #isOpen = false;
  #failures = 0;
  #isDone = false;
  readonly #completed: Promise<number>;
  #resolve: (seq: number) => void = () => {};
  #reject: (error: EngineError) => void = () => {};

  constructor(options: IngestClientOptions) {
    this.#options = options;
    this.#completed = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#completed.catch(() => undefined);
    this.#kept.push({ sequence: 1, data: JSON.stringify({ ...options.start, sequence: 1 }) });
    this.#connect();
  }

  /** Resolves with the last `seq` of the log when the call is stored whole; rejects when the feed had to give up. */
  get completed(): Promise<number> {
    return this.#completed;
  }

  sendEvent(event: Unstamped<FeedEvent>): void {
    const sequence = this.#next();
    this.#send({ sequence, data: JSON.stringify({ ...event, sequence }) });
  }

  /** `payload`: bytes in the encoding that `start.audio` declares. */
  sendAudio(channel: number, startSample: number, payload: Uint8Array): void {
    const sequence = this.#next();
    this.#send({ sequence, data: encodeAudioFrame({ channel, sequence, startSample, payload }) });
  }

  advanceClock(atMs: number): void {
    const sequence = this.#next();
    this.#send({ sequence, data: JSON.stringify({ type: 'clock.advanced', sequence, atMs }) });
  }

  /** Resolves when the network has taken most of what was sent: wait for it between messages when sending fast. */
  async ready(): Promise<void> {
    while (!this.#isDone && (!this.#isOpen || (this.#socket?.bufferedAmount ?? 0) > HIGH_WATER_BYTES)) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Cuts the connection without a word, as a network does; the client comes back by itself. For tests and drills. */
  cut(): void {
    this.#socket?.terminate();
  }

  /** Stops feeding and stays away; the gateway ends the call when its patience is over. */
  abandon(): void {
    this.#isDone = true;
    this.#socket?.terminate();
  }

  #next(): number {
    this.#sequence += 1;
    return this.#sequence;
  }

  #send(message: Kept): void {
    if (this.#isDone) return;
    this.#kept.push(message);
    if (this.#isOpen) this.#socket?.send(message.data);
  }

  #connect(): void {
    const { url, token } = this.#options;
    const address = new URL(url);
    if (address.pathname === '/') address.pathname = '/v1/ingest';
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const socket = new WebSocket(address, { headers, perMessageDeflate: false });
    this.#socket = socket;
    socket.on('open', () => this.#greet(socket));
    socket.on('message', (data) => this.#hear(String(data)));
    socket.on('error', () => undefined);
    socket.on('close', (code, reason) => this.#closed(socket, code, String(reason)));
  }

  #greet(socket: WebSocket): void {
    const isNew = this.#kept[0]?.sequence === 1;
    const { callId } = this.#options.start;
    socket.send(
      isNew && this.#failures === 0 ? (this.#kept[0]?.data ?? '') : JSON.stringify({ type: 'call.resume', callId }),
    );
  }

  #hear(text: string): void {
    const reply = IngestReply.parse(JSON.parse(text));
    if (reply.type === 'call.accepted') return this.#goOn(reply.resumeAfter);
    if (reply.type === 'acknowledged') {
      this.#kept = this.#kept.filter((message) => message.sequence > reply.sequence);
      this.#options.onAcknowledged?.(reply.sequence, reply.seq);
      return;
    }
    if (reply.type === 'call.completed') {
      this.#isDone = true;
      return this.#resolve(reply.seq);
    }
    const isUnknown = reply.code === 'call.not-found' && this.#kept[0]?.sequence === 1;
    if (isUnknown) return this.#socket?.send(this.#kept[0]?.data ?? '');
    this.#options.onRefused?.(reply.code, reply.message, reply.sequence);
    if (reply.sequence === undefined && !reply.retryable) this.#giveUp(reply.code, reply.message);
  }

  #goOn(resumeAfter: number): void {
    if (this.#failures > 0) this.#options.onReconnected?.();
    this.#failures = 0;
    for (const message of this.#kept) if (message.sequence > resumeAfter) this.#socket?.send(message.data);
    this.#isOpen = true;
  }

  #closed(socket: WebSocket, code: number, reason: string): void {
    if (socket !== this.#socket) return;
    this.#isOpen = false;
    if (this.#isDone) return;
    this.#failures += 1;
    const { retryMs = RETRY_MS, maxAttempts = 20, url } = this.#options;
    if (this.#failures > maxAttempts) {
      return this.#giveUp(
        'server.draining',
        `${url} did not answer ${maxAttempts} times (close code ${code} ${reason})`,
      );
    }
    const pauseMs = retryMs[Math.min(this.#failures, retryMs.length) - 1] ?? 1000;
    setTimeout(() => this.#connect(), pauseMs);
  }

  #giveUp(code: string, message: string): void {
    this.#isDone = true;
    this.#socket?.close();
    const known: ErrorCode = code in ERROR_CATALOGUE ? (code as ErrorCode) : 'defect.internal';
    this.#reject(new EngineError(known, message));
  }
}
