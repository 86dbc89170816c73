// A stream that outlives its transcriber: where one fails, another is opened after a pause that doubles, and what was said
// and not answered is said again. Segments keep one story: no final is contradicted, no partial stays without a final.

import { EngineError } from '../../engine/errors.ts';
import { type MediaMs, type MediaSpan, mediaMs } from '../../engine/media-time.ts';
import type { Scheduler } from '../../engine/scheduler.ts';
import type { TranscribedSegment, TranscriptionListener, TranscriptionStream } from '../../engine/transcriber.ts';
import { SegmentBook } from './segment-book.ts';

export interface LastingListener extends Omit<TranscriptionListener, 'failed'> {
  /** The transcriber is gone; `isRetried` false: for good. */
  lost(error: EngineError, isRetried: boolean): void;
  restored(): void;
}

export interface LastingOptions {
  readonly open: (listener: TranscriptionListener) => TranscriptionStream;
  readonly listener: LastingListener;
  readonly sampleRateHz: number;
  readonly scheduler: Scheduler;
  /** Pause before the first attempt, ms; it doubles with each. Default 500. */
  readonly firstPauseMs?: number;
  /** The pause grows no longer than this, ms. Default 30,000. */
  readonly longestPauseMs?: number;
  /** Speech kept while nobody listens, ms of audio. Default 60,000; what is older is skipped. */
  readonly keptMs?: number;
  /** Attempts in a row that bring no words before it is given up. Default 10: about three minutes. */
  readonly mostAttempts?: number;
}

interface Spoken {
  voiceStartMs: MediaMs;
  voiceEndMs: MediaMs | undefined;
  startMs: MediaMs;
  endMs: MediaMs;
  frames: { readonly startMs: MediaMs; readonly samples: Float32Array }[];
  isAnswered: boolean;
}

export class LastingStream implements TranscriptionStream {
  readonly #options: LastingOptions;
  readonly #book: SegmentBook;
  #stream: TranscriptionStream | undefined;
  #generation = 0;
  #attempts = 0;
  #state: 'open' | 'waiting' | 'given up' | 'closed' = 'open';
  #cancel: () => void = () => {};
  // Invariant: in order; all that has not been answered, and at most the last that has.
  #spoken: Spoken[] = [];
  #waiters: (() => void)[] = [];

  constructor(options: LastingOptions) {
    this.#options = options;
    this.#book = new SegmentBook(options.listener);
    this.#open();
  }

  speechStarted(atMs: MediaMs): void {
    if (this.#isOver) return;
    this.#spoken = this.#spoken.filter(({ isAnswered }) => !isAnswered);
    this.#spoken.push({
      voiceStartMs: atMs,
      voiceEndMs: undefined,
      startMs: atMs,
      endMs: atMs,
      frames: [],
      isAnswered: false,
    });
    this.#stream?.speechStarted(atMs);
  }

  push(startMs: MediaMs, samples: Float32Array): void {
    const spoken = this.#current;
    if (this.#isOver || !spoken) return;
    if (spoken.frames.length === 0) spoken.startMs = startMs;
    spoken.frames.push({ startMs, samples: samples.slice() });
    spoken.endMs = mediaMs(startMs + (samples.length / this.#options.sampleRateHz) * 1000);
    this.#stream?.push(startMs, samples);
    this.#forgetOldest();
  }

  speechEnded(atMs: MediaMs): void {
    const spoken = this.#current;
    if (this.#isOver || !spoken) return;
    spoken.voiceEndMs = atMs;
    this.#stream?.speechEnded(atMs);
  }

  async flush(): Promise<void> {
    const open = this.#current;
    if (open) open.voiceEndMs = open.endMs;
    // What begins while this waits is none of it.
    const asked = [...this.#spoken];
    while (!this.#isOver) {
      if (!this.#stream) {
        await new Promise<void>((resolve) => this.#waiters.push(resolve));
        continue;
      }
      const generation = this.#generation;
      await this.#stream.flush();
      if (generation === this.#generation && this.#stream) break;
    }
    for (const spoken of asked) spoken.isAnswered = true;
  }

  close(): void {
    this.#state = 'closed';
    this.#cancel();
    this.#stream?.close();
    this.#stream = undefined;
    this.#wake();
  }

  get #isOver(): boolean {
    return this.#state === 'closed' || this.#state === 'given up';
  }

  /** The utterance that is being spoken. */
  get #current(): Spoken | undefined {
    const last = this.#spoken.at(-1);
    return last?.voiceEndMs === undefined ? last : undefined;
  }

  #open(): void {
    this.#generation += 1;
    const generation = this.#generation;
    const isCurrent = () => generation === this.#generation && !this.#isOver;
    this.#state = 'open';
    this.#stream = this.#options.open({
      segment: (segment) => isCurrent() && this.#tell(segment, generation),
      skipped: (span, error) => isCurrent() && this.#skip(span, error),
      failed: (error) => isCurrent() && this.#lose(error),
    });
  }

  #tell(segment: TranscribedSegment, generation: number): void {
    const { revision: _, ...version } = segment;
    if (segment.isFinal) this.#answer(segment);
    this.#book.tell({ ...version, segmentId: `${generation}-${segment.segmentId}` });
  }

  #skip(span: MediaSpan, error: EngineError): void {
    this.#answer(span);
    this.#options.listener.skipped(span, error);
  }

  #answer(span: MediaSpan): void {
    if (this.#attempts > 0) this.#options.listener.restored();
    this.#attempts = 0;
    // Finals come in order: what was said before the answered one has been heard, though it had no words.
    const last = this.#spoken.findLastIndex(({ startMs, endMs }) => span.startMs <= endMs && span.endMs >= startMs);
    for (const spoken of this.#spoken.slice(0, last + 1)) {
      if (spoken.voiceEndMs !== undefined) spoken.isAnswered = true;
      else this.#forgetBefore(spoken, span.endMs);
    }
  }

  /** The first part of what is still being spoken has its words. */
  #forgetBefore(spoken: Spoken, endMs: MediaMs): void {
    spoken.frames = spoken.frames.filter(({ startMs }) => startMs >= endMs);
    spoken.startMs = mediaMs(Math.max(spoken.startMs, Math.min(endMs, spoken.endMs)));
    spoken.voiceStartMs = mediaMs(Math.max(spoken.voiceStartMs, spoken.startMs));
  }

  #lose(error: EngineError): void {
    const { listener, scheduler, firstPauseMs = 500, longestPauseMs = 30_000, mostAttempts = 10 } = this.#options;
    this.#stream?.close();
    this.#stream = undefined;
    this.#book.discard();
    const isRetried = error.code !== 'model.load' && this.#attempts < mostAttempts;
    if (this.#attempts === 0 || !isRetried) listener.lost(error, isRetried);
    if (!isRetried) {
      this.#state = 'given up';
      this.#skipAll(error);
      return this.#wake();
    }
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** this.#attempts);
    this.#attempts += 1;
    this.#state = 'waiting';
    this.#cancel = scheduler.after(pauseMs, () => {
      this.#open();
      this.#sayAgain();
      this.#wake();
    });
  }

  /** What nobody has answered, in order, to the stream that has just been opened. */
  #sayAgain(): void {
    for (const spoken of this.#spoken) {
      if (spoken.isAnswered || !this.#stream) continue;
      this.#stream.speechStarted(spoken.voiceStartMs);
      for (const { startMs, samples } of spoken.frames) this.#stream?.push(startMs, samples);
      if (spoken.voiceEndMs !== undefined) this.#stream?.speechEnded(spoken.voiceEndMs);
    }
  }

  /** No more than `keptMs` of audio waits; the oldest utterance goes. */
  #forgetOldest(): void {
    const { keptMs = 60_000, listener } = this.#options;
    const [oldest, ...rest] = this.#spoken;
    const newest = rest.at(-1);
    if (!oldest || !newest || newest.endMs - oldest.startMs <= keptMs) return;
    this.#spoken = rest;
    if (oldest.isAnswered || this.#stream) return;
    listener.skipped(spanOf(oldest), new EngineError('model.failed', 'the transcriber was away too long'));
  }

  #skipAll(error: EngineError): void {
    for (const spoken of this.#spoken) {
      if (!spoken.isAnswered) this.#options.listener.skipped(spanOf(spoken), error);
    }
    this.#spoken = [];
  }

  #wake(): void {
    for (const resolve of this.#waiters.splice(0)) resolve();
  }
}

const spanOf = ({ startMs, endMs }: Spoken): MediaSpan => ({ startMs, endMs });
