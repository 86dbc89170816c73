// A Transcriber without a model, for tests of what uses one: it understands tones (tone-speech.ts). One segment an
// utterance, a partial after each new word, the final a turn of the event loop after the voice ended. Deterministic.

import { EngineError } from '../../engine/errors.ts';
import { type MediaMs, mediaMs } from '../../engine/media-time.ts';
import type {
  Transcriber,
  TranscriptionListener,
  TranscriptionStream,
  TranscriptionStreamOptions,
} from '../../engine/transcriber.ts';
import { hearTones } from './tone-speech.ts';

export interface FakeTranscriber extends Transcriber {
  /** Every open stream fails now, as if the recogniser had died. */
  crash(): void;
  /** Streams opened so far. */
  readonly opened: readonly TranscriptionStreamOptions[];
}

export function createFakeTranscriber(): FakeTranscriber {
  const streams = new Set<FakeStream>();
  const opened: TranscriptionStreamOptions[] = [];
  let isClosed = false;
  return {
    name: 'fake transcriber of tones',
    isRemote: false,
    opened,
    isAlive: () => !isClosed,
    open(options, listener) {
      opened.push(options);
      const stream = new FakeStream(options, listener);
      streams.add(stream);
      return stream;
    },
    crash() {
      for (const stream of streams) stream.fail();
      streams.clear();
    },
    async close() {
      isClosed = true;
      for (const stream of streams) stream.close();
    },
  };
}

class FakeStream implements TranscriptionStream {
  readonly #options: TranscriptionStreamOptions;
  readonly #listener: TranscriptionListener;
  #parts: Float32Array[] = [];
  #startMs: MediaMs | undefined;
  #isOpen = false;
  #count = 0;
  #revision = 0;
  #partialWords = 0;
  #isDead = false;
  #pending: Promise<void> = Promise.resolve();

  constructor(options: TranscriptionStreamOptions, listener: TranscriptionListener) {
    this.#options = options;
    this.#listener = listener;
  }

  speechStarted(): void {
    this.#isOpen = true;
  }

  push(startMs: MediaMs, samples: Float32Array): void {
    if (this.#isDead) return;
    this.#startMs ??= startMs;
    this.#parts.push(samples.slice());
    const words = this.#words();
    // The last word may still be growing.
    if (words.length <= this.#partialWords + 1) return;
    this.#partialWords = words.length - 1;
    this.#tell(words.slice(0, -1), false);
  }

  speechEnded(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    const words = this.#words();
    const take = () => {
      if (!this.#isDead && (words.length > 0 || this.#revision > 0)) this.#tell(words, true);
      this.#count += 1;
      this.#revision = 0;
    };
    this.#parts = [];
    this.#startMs = undefined;
    this.#partialWords = 0;
    take();
    this.#pending = new Promise((resolve) => setImmediate(resolve));
  }

  async flush(): Promise<void> {
    this.speechEnded();
    await this.#pending;
  }

  fail(): void {
    if (this.#isDead) return;
    this.#isDead = true;
    this.#listener.failed(new EngineError('model.failed', 'the fake transcriber crashed'));
  }

  close(): void {
    this.#isDead = true;
  }

  #words() {
    const { sampleRateHz } = this.#options;
    const fromMs = this.#startMs ?? 0;
    const whole = new Float32Array(this.#parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    return hearTones(whole, sampleRateHz).map(({ word, startMs, endMs }) => ({
      text: word as string,
      startMs: mediaMs(fromMs + startMs),
      endMs: mediaMs(fromMs + endMs),
    }));
  }

  #tell(words: readonly { text: string; startMs: MediaMs; endMs: MediaMs }[], isFinal: boolean): void {
    const first = words[0];
    const last = words.at(-1);
    this.#listener.segment({
      segmentId: `utterance-${this.#count}`,
      revision: this.#revision,
      isFinal,
      startMs: first?.startMs ?? this.#startMs ?? mediaMs(0),
      endMs: last?.endMs ?? this.#startMs ?? mediaMs(0),
      text: words.map(({ text }) => text).join(' '),
      words,
    });
    this.#revision += 1;
  }
}
