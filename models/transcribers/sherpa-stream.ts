// One channel of a streaming sherpa model. In: utterances. Out: one segment each, partials while it is spoken, the final when
// the voice has ended. Latency: a chunk of the model (160 to 640 ms) and its run.

import { EngineError } from '../../engine/errors.ts';
import { type MediaMs, mediaMs } from '../../engine/media-time.ts';
import type {
  TranscriptionListener,
  TranscriptionStream,
  TranscriptionStreamOptions,
} from '../../engine/transcriber.ts';
import { placedWords } from './placed-words.ts';
import { SegmentBook } from './segment-book.ts';
import type { GrowingUtterance, SherpaChild } from './sherpa-child.ts';
import type { SherpaResult } from './sherpa-protocol.ts';
import { recognisedOf } from './sherpa-words.ts';
import { UtteranceAudio } from './utterance-audio.ts';

/** Audio goes to the process in pieces of this length: shorter ones cost messages, longer ones wait. */
const PIECE_MS = 100;
/** A monologue becomes a segment at its next quiet piece after this, and in any case after the other. */
const LONG_MS = 15_000;
const LONGEST_MS = 20_000;
/** Quiet: this share of the utterance's level so far. */
const QUIET_RATIO = 0.25;
/** When the process is further behind the voice than this, the oldest utterance that waits is given up. More than what is
 * said again after a restart, little enough to keep. */
const FURTHEST_BEHIND_MS = 90_000;

interface Spoken {
  readonly segmentId: string;
  readonly startMs: MediaMs;
  readonly growing: GrowingUtterance;
  samples: number;
  /** Of these, those that the process has heard. */
  heard: number;
  /** Sum of squares of all samples so far. */
  energy: number;
}

export class SherpaStream implements TranscriptionStream {
  readonly #child: SherpaChild;
  readonly #options: TranscriptionStreamOptions;
  readonly #listener: TranscriptionListener;
  readonly #book: SegmentBook;
  #isSpeaking = false;
  #piece: UtteranceAudio | undefined;
  #current: Spoken | undefined;
  readonly #unfinished = new Set<Spoken>();
  #count = 0;
  #isDead = false;
  #waiters: (() => void)[] = [];

  constructor(child: SherpaChild, options: TranscriptionStreamOptions, listener: TranscriptionListener) {
    this.#child = child;
    this.#options = options;
    this.#listener = listener;
    this.#book = new SegmentBook(listener);
  }

  speechStarted(): void {
    if (this.#isSpeaking) this.speechEnded();
    this.#isSpeaking = true;
  }

  push(startMs: MediaMs, samples: Float32Array): void {
    if (this.#isDead || !this.#isSpeaking) return;
    this.#piece ??= new UtteranceAudio(this.#options.sampleRateHz, startMs);
    this.#piece.push(startMs, samples);
    if (this.#piece.durationMs >= PIECE_MS) this.#sendPiece();
  }

  speechEnded(): void {
    if (!this.#isSpeaking) return;
    this.#isSpeaking = false;
    if (this.#isDead) return;
    this.#sendPiece();
    this.#endCurrent();
  }

  async flush(): Promise<void> {
    this.speechEnded();
    if (this.#unfinished.size > 0 && !this.#isDead) await new Promise<void>((resolve) => this.#waiters.push(resolve));
  }

  close(): void {
    this.#isDead = true;
    for (const { growing } of this.#unfinished) growing.forget();
    this.#unfinished.clear();
    this.#wake();
  }

  #sendPiece(): void {
    const audio = this.#piece;
    if (!audio) return;
    const piece = audio.samples();
    this.#piece = undefined;
    this.#current ??= this.#begin(audio.startMs);
    const spoken = this.#current;
    if (!spoken) return;
    const energy = piece.reduce((sum, sample) => sum + sample * sample, 0);
    const quiet = QUIET_RATIO ** 2 * (spoken.energy / Math.max(1, spoken.samples)) * piece.length;
    spoken.energy += energy;
    spoken.samples += piece.length;
    spoken.growing.push(piece, this.#options.sampleRateHz);
    const lengthMs = this.#msOf(spoken.samples);
    if (lengthMs >= LONGEST_MS || (lengthMs >= LONG_MS && energy < quiet)) this.#endCurrent();
    this.#shedTheOldest();
  }

  #begin(startMs: MediaMs): Spoken | undefined {
    const segmentId = `utterance-${this.#count++}`;
    let spoken: Spoken | undefined;
    const growing = this.#child.begin({
      heard: (result, heardSamples, isFinal) => spoken && this.#hear(spoken, result, heardSamples, isFinal),
      lost: (error) => this.#fail(error),
    });
    if (!growing) return undefined;
    spoken = { segmentId, startMs, growing, samples: 0, heard: 0, energy: 0 };
    this.#unfinished.add(spoken);
    return spoken;
  }

  #endCurrent(): void {
    const spoken = this.#current;
    this.#current = undefined;
    spoken?.growing.end();
  }

  #hear(spoken: Spoken, result: SherpaResult, heardSamples: number, isFinal: boolean): void {
    if (this.#isDead || !this.#unfinished.has(spoken)) return;
    spoken.heard = heardSamples;
    const endMs = mediaMs(spoken.startMs + this.#msOf(isFinal ? spoken.samples : heardSamples));
    const { words = [], ...recognised } = recognisedOf(result);
    const placed = placedWords(words, { startMs: spoken.startMs, endMs });
    this.#book.tell({
      ...recognised,
      segmentId: spoken.segmentId,
      isFinal,
      startMs: placed[0]?.startMs ?? spoken.startMs,
      endMs: placed.at(-1)?.endMs ?? endMs,
      ...(placed.length === 0 ? {} : { words: placed }),
    });
    if (isFinal) this.#finish(spoken);
  }

  /** The machine cannot follow: better no words of this utterance than those of the next ones late too. */
  #shedTheOldest(): void {
    const [oldest] = this.#unfinished;
    const behind = [...this.#unfinished].reduce((sum, { samples, heard }) => sum + samples - heard, 0);
    if (!oldest || this.#msOf(behind) <= FURTHEST_BEHIND_MS) return;
    const { segmentId, startMs, samples, growing } = oldest;
    const endMs = mediaMs(startMs + this.#msOf(samples));
    growing.forget();
    if (this.#current === oldest) this.#current = undefined;
    this.#book.tell({ segmentId, isFinal: true, startMs, endMs, text: '' });
    const behindMs = Math.round(this.#msOf(behind));
    const error = new EngineError('overload.inference', `the recogniser is ${behindMs} ms behind the voice`);
    this.#listener.skipped({ startMs, endMs }, error);
    this.#finish(oldest);
  }

  #finish(spoken: Spoken): void {
    this.#unfinished.delete(spoken);
    if (this.#unfinished.size === 0) this.#wake();
  }

  #fail(error: EngineError): void {
    if (this.#isDead) return;
    this.#book.discard();
    this.close();
    this.#listener.failed(error);
  }

  #msOf(samples: number): number {
    return (samples / this.#options.sampleRateHz) * 1000;
  }

  #wake(): void {
    for (const resolve of this.#waiters.splice(0)) resolve();
  }
}
