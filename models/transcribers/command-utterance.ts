// One run of the program an utterance. In: its audio as it is spoken. Out: partials where the program prints them, and one
// final when the program has ended: what it printed, joined. A run that fails ends the stream.

import { encodeS16le } from '../../engine/audio/pcm.ts';
import { EngineError } from '../../engine/errors.ts';
import { type MediaMs, mediaMs } from '../../engine/media-time.ts';
import type {
  TranscriptionListener,
  TranscriptionStream,
  TranscriptionStreamOptions,
} from '../../engine/transcriber.ts';
import { lineReader, type Printed } from './command-lines.ts';
import type { CommandPart } from './command-part.ts';
import { placedWords } from './placed-words.ts';
import type { ProgramRun } from './program-run.ts';
import { SegmentBook } from './segment-book.ts';
import { Upsampler } from './upsample.ts';

interface Spoken {
  readonly segmentId: string;
  readonly upsampler: Upsampler;
  /** Audio that waits for a run to hear it. */
  waiting: Uint8Array[];
  run: ProgramRun | undefined;
  isEnded: boolean;
  startMs: MediaMs | undefined;
  endMs: MediaMs;
  /** Sum of squares and count, for telling a quiet place. */
  energy: number;
  samples: number;
}

export class CommandUtteranceStream implements TranscriptionStream {
  readonly #part: CommandPart;
  readonly #options: TranscriptionStreamOptions;
  readonly #listener: TranscriptionListener;
  readonly #book: SegmentBook;
  #spoken: Spoken | undefined;
  #count = 0;
  #isDead = false;
  readonly #runs = new Set<ProgramRun>();
  readonly #pending = new Set<Promise<void>>();
  #letGo: () => void = () => {};
  readonly #closed: Promise<void>;

  constructor(part: CommandPart, options: TranscriptionStreamOptions, listener: TranscriptionListener) {
    this.#part = part;
    this.#options = options;
    this.#listener = listener;
    this.#book = new SegmentBook(listener);
    this.#closed = new Promise((resolve) => {
      this.#letGo = resolve;
    });
  }

  speechStarted(atMs: MediaMs): void {
    if (this.#isDead) return;
    this.speechEnded();
    this.#begin(atMs);
  }

  push(startMs: MediaMs, samples: Float32Array): void {
    const spoken = this.#spoken;
    if (!spoken) return;
    spoken.startMs ??= startMs;
    spoken.endMs = mediaMs(startMs + (samples.length / this.#options.sampleRateHz) * 1000);
    this.#hear(spoken, encodeS16le(spoken.upsampler.push(samples)));
    if (!this.#mayCut(spoken, samples)) return;
    this.speechEnded();
    this.#begin(spoken.endMs);
  }

  speechEnded(): void {
    const spoken = this.#spoken;
    this.#spoken = undefined;
    if (!spoken) return;
    spoken.isEnded = true;
    this.#hear(spoken, encodeS16le(spoken.upsampler.flush()));
    spoken.run?.end();
  }

  async flush(): Promise<void> {
    this.speechEnded();
    await Promise.race([Promise.all(this.#pending), this.#closed]);
  }

  close(): void {
    this.#isDead = true;
    this.#spoken = undefined;
    for (const run of this.#runs) run.kill();
    this.#letGo();
  }

  #begin(atMs: MediaMs): void {
    const upsampler = new Upsampler(this.#options.sampleRateHz, this.#part.sampleRateHz);
    const segmentId = `utterance-${this.#count}`;
    this.#count += 1;
    const fresh = { waiting: [], run: undefined, isEnded: false, startMs: undefined, energy: 0, samples: 0 };
    const spoken: Spoken = { ...fresh, segmentId, upsampler, endMs: atMs };
    this.#spoken = spoken;
    const done = this.#part.queue
      .add({ callId: this.#options.callId, kind: 'final', run: () => this.#recognise(spoken) })
      .catch((thrown: unknown) => this.#fail(spoken, thrown));
    this.#pending.add(done);
    void done.then(() => this.#pending.delete(done));
  }

  #hear(spoken: Spoken, bytes: Uint8Array): void {
    if (spoken.run) spoken.run.write(bytes);
    else spoken.waiting.push(bytes);
  }

  async #recognise(spoken: Spoken): Promise<void> {
    if (this.#isDead) return;
    const run = this.#part.pool.take();
    spoken.run = run;
    this.#runs.add(run);
    const lines = lineReader(this.#part.output);
    const finals: Printed[] = [];
    const take = (printed: Printed) => {
      if (printed.isFinal) finals.push(printed);
      this.#tell(spoken, printed.isFinal ? finals : [...finals, printed], false);
    };
    run.onLine((line) => lines.line(line).forEach(take));
    for (const bytes of spoken.waiting.splice(0)) run.write(bytes);
    if (spoken.isEnded) run.end();
    const error = await run.ended;
    this.#runs.delete(run);
    if (error) throw error;
    finals.push(...lines.end());
    this.#tell(spoken, finals, true);
  }

  #tell(spoken: Spoken, printed: readonly Printed[], isFinal: boolean): void {
    if (this.#isDead) return;
    const span = { startMs: spoken.startMs ?? spoken.endMs, endMs: spoken.endMs };
    const timed = printed.every(({ words }) => words !== undefined);
    const words = timed
      ? placedWords(
          printed.flatMap((each) => each.words ?? []),
          span,
        )
      : [];
    const language = printed.find((each) => each.language !== undefined)?.language;
    const confidences = printed.flatMap(({ confidence }) => confidence ?? []);
    this.#book.tell({
      segmentId: spoken.segmentId,
      isFinal,
      text: printed
        .map(({ text }) => text)
        .filter((text) => text !== '')
        .join(' '),
      startMs: words[0]?.startMs ?? span.startMs,
      endMs: words.at(-1)?.endMs ?? span.endMs,
      ...(language === undefined ? {} : { language }),
      ...(confidences.length === 0 ? {} : { confidence: Math.min(...confidences) }),
      ...(words.length === 0 ? {} : { words }),
    });
  }

  #fail(spoken: Spoken, thrown: unknown): void {
    if (this.#isDead) return;
    const error = thrown instanceof EngineError ? thrown : new EngineError('model.failed', String(thrown));
    if (error.code === 'overload.inference') {
      this.#book.tell({
        segmentId: spoken.segmentId,
        isFinal: true,
        text: '',
        startMs: spoken.endMs,
        endMs: spoken.endMs,
      });
      this.#listener.skipped({ startMs: spoken.startMs ?? spoken.endMs, endMs: spoken.endMs }, error);
      return;
    }
    this.#book.discard();
    this.close();
    this.#listener.failed(error);
  }

  /** Long enough, and in a quiet place; or much too long. */
  #mayCut(spoken: Spoken, samples: Float32Array): boolean {
    let energy = 0;
    for (const sample of samples) energy += sample * sample;
    spoken.energy += energy;
    spoken.samples += samples.length;
    const { longestMs } = this.#part;
    const lengthMs = spoken.endMs - (spoken.startMs ?? spoken.endMs);
    if (lengthMs < longestMs) return false;
    const isQuiet = energy / samples.length < QUIET_POWER_RATIO * (spoken.energy / spoken.samples);
    return isQuiet || lengthMs >= LONGEST_RATIO * longestMs;
  }
}

/** A frame with so little of the utterance's mean power is between words: −14 dB. */
const QUIET_POWER_RATIO = 0.04;
const LONGEST_RATIO = 1.5;
