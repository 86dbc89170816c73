// The one runner of all remote protocols: streams over sockets. A connection is opened when somebody speaks, and is kept
// for the channel or for the utterance, as the protocol says. Latency: the network's and the recogniser's.

import type { EngineError } from '../../../engine/errors.ts';
import type { MediaMs } from '../../../engine/media-time.ts';
import type { Scheduler } from '../../../engine/scheduler.ts';
import type {
  Transcriber,
  TranscriptionListener,
  TranscriptionStream,
  TranscriptionStreamOptions,
} from '../../../engine/transcriber.ts';
import { SegmentBook } from '../segment-book.ts';
import { RemoteConnection } from './connection.ts';
import type { OpenSocket, RemoteProtocol } from './protocol.ts';

export interface RemoteOptions {
  readonly protocol: RemoteProtocol;
  readonly openSocket: OpenSocket;
  readonly scheduler: Scheduler;
  /** An ended utterance waits so long for its finals, ms; then it is shed. Default 20,000: later than that no card helps. */
  readonly answerTimeoutMs?: number;
  /** Audio of a channel that may wait to be sent, ms; more is shed. Default 60,000: what is said again after a failure. */
  readonly mostUnsentMs?: number;
}

export function createRemoteTranscriber(options: RemoteOptions): Transcriber {
  const streams = new Set<RemoteStream>();
  let isClosed = false;
  return {
    name: options.protocol.name,
    isRemote: true,
    isAlive: () => !isClosed,
    open(stream, listener) {
      const opened = new RemoteStream(options, stream, listener, () => streams.delete(opened));
      streams.add(opened);
      return opened;
    },
    async close() {
      isClosed = true;
      for (const stream of [...streams]) stream.close();
    },
  };
}

/** A connection that has answered is listened to for so long: a second sentence may follow, ms. */
const LINGER_MS = 2_000;

class RemoteStream implements TranscriptionStream {
  readonly #options: RemoteOptions;
  readonly #stream: TranscriptionStreamOptions;
  readonly #listener: TranscriptionListener;
  readonly #book: SegmentBook;
  readonly #onClosed: () => void;
  // Invariant: what still has answers to come, and the one that is spoken to last.
  #connections: RemoteConnection[] = [];
  #current: RemoteConnection | undefined;
  #count = 0;
  #isDead = false;
  #waiters: (() => void)[] = [];

  constructor(
    options: RemoteOptions,
    stream: TranscriptionStreamOptions,
    listener: TranscriptionListener,
    onClosed: () => void,
  ) {
    this.#options = options;
    this.#stream = stream;
    this.#listener = listener;
    this.#onClosed = onClosed;
    this.#book = new SegmentBook(listener);
  }

  speechStarted(atMs: MediaMs): void {
    if (this.#isDead) return;
    this.speechEnded();
    const isKept = this.#options.protocol.connection === 'channel' && this.#current && !this.#current.isOver;
    if (!isKept) this.#current = this.#connect();
    this.#current?.begin(atMs);
  }

  push(startMs: MediaMs, samples: Float32Array): void {
    if (!this.#isDead) this.#current?.push(startMs, samples);
  }

  speechEnded(): void {
    if (!this.#isDead) this.#current?.end();
  }

  async flush(): Promise<void> {
    this.speechEnded();
    while (!this.#isDead && this.#connections.some(({ isAnswered, isOver }) => !isAnswered && !isOver)) {
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
    }
  }

  close(): void {
    if (this.#isDead) return;
    this.#isDead = true;
    for (const connection of this.#connections) connection.close();
    this.#connections = [];
    this.#onClosed();
    this.#wake();
  }

  #connect(): RemoteConnection {
    const { protocol, openSocket, scheduler, answerTimeoutMs = 20_000, mostUnsentMs = 60_000 } = this.#options;
    this.#count += 1;
    const connection = new RemoteConnection({
      protocol,
      stream: this.#stream,
      openSocket,
      scheduler,
      answerTimeoutMs,
      mostUnsentMs,
      skipped: (span, error) => this.#listener.skipped(span, error),
      book: this.#book,
      name: String(this.#count),
      changed: () => this.#changed(),
      failed: (error) => this.#fail(error),
    });
    this.#connections.push(connection);
    return connection;
  }

  #changed(): void {
    const { protocol, scheduler } = this.#options;
    if (protocol.connection === 'utterance') {
      for (const connection of this.#connections.filter(({ isDone }) => isDone)) {
        if (connection === this.#current) this.#current = undefined;
        scheduler.after(LINGER_MS, () => connection.close());
      }
    }
    this.#connections = this.#connections.filter(({ isOver }) => !isOver);
    this.#wake();
  }

  #fail(error: EngineError): void {
    if (this.#isDead) return;
    this.#book.discard();
    this.close();
    this.#listener.failed(error);
  }

  #wake(): void {
    for (const resolve of this.#waiters.splice(0)) resolve();
  }
}
