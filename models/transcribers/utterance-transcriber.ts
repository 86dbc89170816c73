// A transcriber made of a function that recognises one utterance at a time: a local model, or a program.
// In: utterances. Out: one segment each, its final once the voice has ended, partials in between where asked for.
// Latency: the wait in the queue and the recognition of the whole utterance.

import { asEngineError, type EngineError } from '../../engine/errors.ts';
import type { MediaMs, MediaSpan } from '../../engine/media-time.ts';
import type { VoiceRateHz } from '../../engine/ports.ts';
import type {
  Transcriber,
  TranscriptionLanguage,
  TranscriptionListener,
  TranscriptionStream,
  TranscriptionStreamOptions,
} from '../../engine/transcriber.ts';
import { placedWords } from './placed-words.ts';
import { SegmentBook } from './segment-book.ts';
import type { TranscriptionQueue } from './transcription-queue.ts';
import { UtteranceAudio } from './utterance-audio.ts';

export interface Utterance {
  /** float32 in [−1, 1], with a little silence on both sides. */
  readonly samples: Float32Array;
  readonly sampleRateHz: VoiceRateHz;
  readonly language: TranscriptionLanguage;
  readonly hotwords: readonly string[];
  /** A partial: what has been said so far. */
  readonly isFinal: boolean;
}

export interface Recognised {
  readonly text: string;
  readonly language?: string;
  readonly confidence?: number;
  /** Times in ms from the utterance's first sample. */
  readonly words?: readonly { readonly text: string; readonly startMs: number; readonly endMs: number }[];
}

export interface UtteranceTranscriberOptions {
  readonly name: string;
  readonly queue: TranscriptionQueue;
  /**
   * Rejects with `model.failed` where this utterance cannot be recognised; if `isAlive` is false by then, the stream
   * fails, else only the utterance is skipped.
   */
  readonly recognise: (utterance: Utterance) => Promise<Recognised>;
  readonly isAlive?: () => boolean;
  readonly close?: () => Promise<void>;
  /** New audio between two partials, ms. Default: no partials. */
  readonly partialEveryMs?: number;
  /** A longer utterance is cut in its quietest place, ms. Default 15,000: half of what Whisper hears at once. */
  readonly longestMs?: number;
}

export function createUtteranceTranscriber(options: UtteranceTranscriberOptions): Transcriber {
  let isClosed = false;
  return {
    name: options.name,
    isRemote: false,
    isAlive: () => !isClosed && (options.isAlive?.() ?? true),
    open: (stream, listener) => new UtteranceStream(options, stream, listener),
    async close() {
      if (isClosed) return;
      isClosed = true;
      await options.close?.();
    },
  };
}

/** The quietest place is sought in so much of an utterance that is too long, ms. */
const CUT_WITHIN_MS = 4_000;

class UtteranceStream implements TranscriptionStream {
  readonly #options: UtteranceTranscriberOptions;
  readonly #stream: TranscriptionStreamOptions;
  readonly #listener: TranscriptionListener;
  readonly #book: SegmentBook;
  #audio: UtteranceAudio | undefined;
  #language: TranscriptionLanguage;
  #count = 0;
  #partialAtMs = 0;
  #isDead = false;
  readonly #pending = new Set<Promise<void>>();
  #letGo: () => void = () => {};
  readonly #closed: Promise<void>;

  constructor(
    options: UtteranceTranscriberOptions,
    stream: TranscriptionStreamOptions,
    listener: TranscriptionListener,
  ) {
    this.#options = options;
    this.#stream = stream;
    this.#listener = listener;
    this.#book = new SegmentBook(listener);
    this.#language = stream.language;
    this.#closed = new Promise((resolve) => {
      this.#letGo = resolve;
    });
  }

  speechStarted(atMs: MediaMs): void {
    if (this.#isDead) return;
    if (this.#audio) this.speechEnded();
    this.#audio = new UtteranceAudio(this.#stream.sampleRateHz, atMs);
    this.#partialAtMs = 0;
  }

  push(startMs: MediaMs, samples: Float32Array): void {
    if (this.#isDead || !this.#audio) return;
    this.#audio.push(startMs, samples);
    const { partialEveryMs = Number.POSITIVE_INFINITY, longestMs = 15_000 } = this.#options;
    if (this.#audio.durationMs >= longestMs) {
      const rest = this.#audio.cut(Math.min(CUT_WITHIN_MS, longestMs / 2));
      this.#recognise(this.#audio, true);
      this.#audio = rest;
      this.#partialAtMs = 0;
    }
    if (this.#audio.durationMs < this.#partialAtMs + partialEveryMs) return;
    this.#partialAtMs = this.#audio.durationMs;
    this.#recognise(this.#audio, false);
  }

  speechEnded(): void {
    const audio = this.#audio;
    this.#audio = undefined;
    if (audio && audio.durationMs > 0) this.#recognise(audio, true);
  }

  async flush(): Promise<void> {
    this.speechEnded();
    await Promise.race([Promise.all(this.#pending), this.#closed]);
  }

  close(): void {
    this.#isDead = true;
    this.#audio = undefined;
    this.#letGo();
  }

  #recognise(audio: UtteranceAudio, isFinal: boolean): void {
    const { queue, recognise } = this.#options;
    const { callId, sampleRateHz, hotwords } = this.#stream;
    const segmentId = `utterance-${this.#count}`;
    if (isFinal) this.#count += 1;
    const utterance = { samples: audio.samples(), sampleRateHz, language: this.#language, hotwords, isFinal };
    const span = audio.span;
    const run = () => (this.#isDead ? Promise.resolve({ text: '' }) : recognise(utterance));
    const done = queue
      .add({ callId, kind: isFinal ? 'final' : 'partial', run })
      .then((recognised) => this.#tell(segmentId, isFinal, span, recognised))
      .catch((thrown: unknown) => this.#fail(segmentId, isFinal, span, asEngineError(thrown, 'model.failed')));
    if (!isFinal) return;
    this.#pending.add(done);
    void done.then(() => this.#pending.delete(done));
  }

  #tell(segmentId: string, isFinal: boolean, span: MediaSpan, recognised: Recognised): void {
    if (this.#isDead) return;
    const { language, text } = recognised;
    // The first words settle what is being detected.
    const isSettled = isFinal && this.#language.mode === 'detect' && language !== undefined && text.trim() !== '';
    if (isSettled) this.#language = { mode: 'fixed', language };
    const words = recognised.words && placedWords(recognised.words, span);
    this.#book.tell({
      segmentId,
      isFinal,
      startMs: words?.[0]?.startMs ?? span.startMs,
      endMs: words?.at(-1)?.endMs ?? span.endMs,
      text: text.trim(),
      ...(language === undefined ? {} : { language }),
      ...(recognised.confidence === undefined ? {} : { confidence: recognised.confidence }),
      ...(words === undefined || words.length === 0 ? {} : { words }),
    });
  }

  #fail(segmentId: string, isFinal: boolean, span: MediaSpan, error: EngineError): void {
    if (this.#isDead) return;
    if (this.#options.isAlive?.() === false) {
      this.close();
      this.#listener.failed(error);
      return;
    }
    if (!isFinal) return;
    this.#book.tell({ segmentId, isFinal, ...span, text: '' });
    this.#listener.skipped(span, error);
  }
}
