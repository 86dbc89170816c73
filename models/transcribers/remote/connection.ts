// One connection to a remote recogniser. In: utterances. Out: what it says, placed in media time, and when all has been said.
// What is sent before the socket is open waits. What a recogniser that falls behind cannot take in time is shed and told.

import { encodeS16le } from '../../../engine/audio/pcm.ts';
import { EngineError } from '../../../engine/errors.ts';
import { type MediaMs, type MediaSpan, mediaMs } from '../../../engine/media-time.ts';
import type { Scheduler } from '../../../engine/scheduler.ts';
import type { TranscriptionStreamOptions } from '../../../engine/transcriber.ts';
import type { SegmentBook } from '../segment-book.ts';
import { SentAudio } from '../sent-audio.ts';
import { Upsampler } from '../upsample.ts';
import type { Codec, Message, News, OpenSocket, RemoteProtocol, Socket } from './protocol.ts';

export interface ConnectionOptions {
  readonly protocol: RemoteProtocol;
  readonly stream: TranscriptionStreamOptions;
  readonly openSocket: OpenSocket;
  readonly scheduler: Scheduler;
  readonly book: SegmentBook;
  /** Before the ids of its segments. */
  readonly name: string;
  /** An ended utterance waits so long for its finals, ms; then it is shed. */
  readonly answerTimeoutMs: number;
  /** Audio that may wait to be sent, ms; what an utterance says beyond is shed. */
  readonly mostUnsentMs: number;
  /** Words of this span will not come: `overload.inference`. */
  readonly skipped: (span: MediaSpan, error: EngineError) => void;
  /** Something may have been answered; look at `isAnswered`. */
  readonly changed: () => void;
  /** Once: the other side has gone, or says that it cannot. */
  readonly failed: (error: EngineError) => void;
}

interface Uttered {
  startMs: MediaMs;
  endMs: MediaMs;
  readonly fromSentMs: number;
  toSentMs: number;
  isEnded: boolean;
  isAnswered: boolean;
  /** From here on its words are not wanted any more. */
  shedFromMs?: MediaMs;
}

const KEEP_ALIVE_MS = 4_000;
/** What a recogniser may leave out at the end of what it heard, ms. */
const SLACK_MS = 60;

export class RemoteConnection {
  readonly #options: ConnectionOptions;
  readonly #codec: Codec;
  readonly #socket: Socket;
  readonly #sent = new SentAudio();
  readonly #upsampler: Upsampler;
  readonly #uttered: Uttered[] = [];
  readonly #heard: { startMs: number; endMs: number }[] = [];
  #waiting: Message[] = [];
  #isOpen = false;
  #isOver = false;
  /** Of audio, in messages, so far. */
  #audioBytes = 0;
  #cancelKeepAlive: () => void = () => {};

  constructor(options: ConnectionOptions) {
    const { protocol, stream, openSocket } = options;
    this.#options = options;
    this.#codec = protocol.codec(stream);
    this.#upsampler = new Upsampler(stream.sampleRateHz, protocol.sampleRateHz(stream.sampleRateHz));
    this.#waiting = [...this.#codec.opening()];
    this.#socket = openSocket(protocol.url(stream), protocol.headers, {
      opened: () => this.#opened(),
      message: (text) => this.#read(text),
      closed: (reason) => this.#lost(`the connection closed: ${reason}`),
    });
  }

  get isOver(): boolean {
    return this.#isOver;
  }
  /** All utterances that have ended have their finals. */
  get isAnswered(): boolean {
    return this.#uttered.every(({ isEnded, isAnswered }) => isAnswered || !isEnded);
  }

  /** Nobody will speak to it any more, and it has said what it owes. */
  get isDone(): boolean {
    return this.#uttered.length > 0 && this.#uttered.every(({ isAnswered }) => isAnswered);
  }

  begin(atMs: MediaMs): void {
    const sentMs = this.#sent.sentMs;
    const span = { startMs: atMs, endMs: atMs, fromSentMs: sentMs, toSentMs: sentMs };
    this.#uttered.push({ ...span, isEnded: false, isAnswered: false });
  }

  push(startMs: MediaMs, samples: Float32Array): void {
    const uttered = this.#uttered.at(-1);
    if (!uttered || uttered.isEnded) return;
    const lengthMs = (samples.length / this.#options.stream.sampleRateHz) * 1000;
    if (uttered.endMs === uttered.startMs) uttered.startMs = startMs;
    uttered.endMs = mediaMs(startMs + lengthMs);
    if (this.#unsentMs > this.#options.mostUnsentMs) this.#shed(uttered);
    if (uttered.shedFromMs !== undefined) return;
    this.#sent.add(startMs, lengthMs);
    uttered.toSentMs = this.#sent.sentMs;
    const pcm = encodeS16le(this.#upsampler.push(samples));
    if (pcm.length === 0) return;
    const message = this.#codec.audio(pcm);
    this.#audioBytes += message.length;
    this.#send(message);
  }

  end(): void {
    const uttered = this.#uttered.at(-1);
    if (!uttered || uttered.isEnded) return;
    uttered.isEnded = true;
    for (const message of this.#codec.utteranceEnded()) this.#send(message);
    this.#options.scheduler.after(this.#options.answerTimeoutMs, () => {
      if (!uttered.isAnswered) this.#shed(uttered);
      this.#answer(uttered);
    });
  }

  close(): void {
    this.#isOver = true;
    this.#cancelKeepAlive();
    this.#socket.close();
  }

  #opened(): void {
    if (this.#isOver) return;
    this.#isOpen = true;
    for (const message of this.#waiting.splice(0)) this.#socket.send(message);
    this.#keepAlive();
  }

  #send(message: Message): void {
    if (this.#isOver) return;
    if (!this.#isOpen) return void this.#waiting.push(message);
    this.#socket.send(message);
    this.#keepAlive();
  }

  #keepAlive(): void {
    const { protocol, scheduler } = this.#options;
    const { keepAlive } = protocol;
    this.#cancelKeepAlive();
    if (keepAlive === undefined) return;
    this.#cancelKeepAlive = scheduler.after(KEEP_ALIVE_MS, () => this.#send(keepAlive));
  }

  #lost(reason: string): void {
    if (this.#isOver) return;
    this.close();
    const hasOpen = this.#uttered.some(({ isAnswered }) => !isAnswered);
    // Nobody was speaking: the next utterance opens another connection.
    if (this.#isOpen && !hasOpen) return this.#options.changed();
    this.#options.failed(new EngineError('model.failed', `${this.#options.protocol.name}: ${reason}`));
  }

  #read(text: string): void {
    for (const news of this.#codec.read(text)) {
      if (this.#isOver) return;
      this.#take(news);
    }
  }

  #take(news: News): void {
    if (news.kind === 'failed') return this.#lost(news.message);
    if (news.kind === 'segment') return this.#tell(news);
    if (news.kind === 'answered') {
      const uttered = this.#uttered[news.utterance];
      if (uttered?.isEnded) this.#answer(uttered);
      return;
    }
    this.#heard.push(news);
    for (const uttered of this.#uttered) if (uttered.isEnded && this.#isCovered(uttered)) this.#answer(uttered);
  }

  /** Audio that the other side has not taken, ms. */
  get #unsentMs(): number {
    if (this.#audioBytes === 0) return 0;
    const waiting = this.#waiting.reduce((sum, { length }) => sum + length, 0);
    return ((waiting + this.#socket.unsentBytes) * this.#sent.sentMs) / this.#audioBytes;
  }

  /** Gives up what has no finals yet; what comes of it later is not told. */
  #shed(uttered: Uttered): void {
    const reachedMs = this.#reachedMs(uttered);
    uttered.shedFromMs ??= reachedMs > uttered.fromSentMs ? this.#sent.mediaAt(reachedMs) : uttered.startMs;
  }

  #answer(uttered: Uttered): void {
    if (uttered.isAnswered || this.#isOver) return;
    uttered.isAnswered = true;
    if (this.isAnswered) this.#options.book.settle();
    const { shedFromMs: startMs, endMs } = uttered;
    if (startMs !== undefined) {
      const why = `${this.#options.protocol.name} cannot keep up`;
      this.#options.skipped({ startMs, endMs }, new EngineError('overload.inference', why));
    }
    this.#options.changed();
  }

  /** Finals have come for all of its audio, in whatever order. */
  #isCovered(uttered: Uttered): boolean {
    return this.#reachedMs(uttered) >= uttered.toSentMs - SLACK_MS;
  }

  /** Up to where there are finals without a hole, ms of sent audio. */
  #reachedMs({ fromSentMs }: Uttered): number {
    let reachedMs = fromSentMs;
    for (const { startMs, endMs } of [...this.#heard].sort((a, b) => a.startMs - b.startMs)) {
      if (startMs <= reachedMs + SLACK_MS) reachedMs = Math.max(reachedMs, endMs);
    }
    return reachedMs;
  }

  #tell(news: Extract<News, { kind: 'segment' }>): void {
    const span = this.#spanOf(news);
    const isShed = ({ shedFromMs, endMs }: Uttered) =>
      shedFromMs !== undefined && span.startMs >= shedFromMs - SLACK_MS && span.startMs < endMs;
    if (this.#uttered.some(isShed)) return;
    const words = news.words?.map(({ text, startMs, endMs }) => ({ text, ...this.#sent.span(startMs, endMs) }));
    this.#options.book.tell({
      segmentId: `${this.#options.name}-${news.key}`,
      isFinal: news.isFinal,
      text: news.text,
      startMs: mediaMs(Math.min(span.startMs, words?.[0]?.startMs ?? span.startMs)),
      endMs: mediaMs(Math.max(span.endMs, words?.at(-1)?.endMs ?? span.endMs)),
      ...(words === undefined || words.length === 0 ? {} : { words }),
      ...(news.language === undefined ? {} : { language: news.language }),
      ...(news.confidence === undefined ? {} : { confidence: news.confidence }),
    });
  }

  #spanOf({ startMs, endMs, utterance }: Extract<News, { kind: 'segment' }>): MediaSpan {
    if (startMs !== undefined && endMs !== undefined) return this.#sent.span(startMs, endMs);
    const { startMs: fromMs, endMs: toMs } = this.#uttered[utterance ?? this.#uttered.length - 1] ??
      this.#uttered.at(-1) ?? { startMs: mediaMs(0), endMs: mediaMs(0) };
    return { startMs: fromMs, endMs: toMs };
  }
}
