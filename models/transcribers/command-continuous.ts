// One run of the program a channel. In: utterances, each followed by silence so that the program finds its end. Out: a
// segment a final line. Lines without times belong to the oldest utterance that has none yet.

import { encodeS16le } from '../../engine/audio/pcm.ts';
import { EngineError } from '../../engine/errors.ts';
import { type MediaMs, type MediaSpan, mediaMs } from '../../engine/media-time.ts';
import type {
  TranscriptionListener,
  TranscriptionStream,
  TranscriptionStreamOptions,
} from '../../engine/transcriber.ts';
import { type LineReader, lineReader, type Printed } from './command-lines.ts';
import type { CommandPart } from './command-part.ts';
import type { ProgramRun } from './program-run.ts';
import { SegmentBook } from './segment-book.ts';
import { SentAudio } from './sent-audio.ts';
import { Upsampler } from './upsample.ts';

/** Silence after each utterance, ms: longer than the pause that ends one for any program we know. */
const PADDING_MS = 1_000;

interface Run {
  readonly program: ProgramRun;
  readonly lines: LineReader;
  readonly sent: SentAudio;
  readonly upsampler: Upsampler;
  /** Utterances of this run, by media time; those that have been answered are gone. */
  readonly unanswered: { startMs: MediaMs; endMs: MediaMs }[];
  last: MediaSpan;
}

export class CommandContinuousStream implements TranscriptionStream {
  readonly #part: CommandPart;
  readonly #options: TranscriptionStreamOptions;
  readonly #listener: TranscriptionListener;
  readonly #book: SegmentBook;
  #run: Run | undefined;
  #isSpeaking = false;
  #count = 0;
  #isDead = false;
  readonly #pending = new Set<Promise<void>>();
  readonly #programs = new Set<ProgramRun>();
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
    if (this.#isSpeaking) this.speechEnded();
    this.#run ??= this.#start();
    this.#run.unanswered.push({ startMs: atMs, endMs: atMs });
    this.#isSpeaking = true;
  }

  push(startMs: MediaMs, samples: Float32Array): void {
    const run = this.#run;
    if (!this.#isSpeaking || !run) return;
    const lengthMs = (samples.length / this.#options.sampleRateHz) * 1000;
    run.sent.add(startMs, lengthMs);
    const spoken = run.unanswered.at(-1);
    if (spoken) spoken.endMs = mediaMs(startMs + lengthMs);
    run.program.write(encodeS16le(run.upsampler.push(samples)));
  }

  speechEnded(): void {
    const run = this.#run;
    if (!this.#isSpeaking || !run) return;
    this.#isSpeaking = false;
    run.sent.pad(PADDING_MS);
    const silence = new Float32Array((this.#options.sampleRateHz * PADDING_MS) / 1000);
    run.program.write(encodeS16le(run.upsampler.push(silence)));
  }

  /** Only a program whose input has ended is sure to have said everything; the next utterance starts another. */
  async flush(): Promise<void> {
    this.speechEnded();
    this.#run?.program.end();
    this.#run = undefined;
    await Promise.race([Promise.all(this.#pending), this.#closed]);
  }

  close(): void {
    this.#isDead = true;
    this.#run = undefined;
    this.#isSpeaking = false;
    for (const program of this.#programs) program.kill();
    this.#letGo();
  }

  #start(): Run {
    const program = this.#part.pool.take();
    const upsampler = new Upsampler(this.#options.sampleRateHz, this.#part.sampleRateHz);
    const last = { startMs: mediaMs(0), endMs: mediaMs(0) };
    const run: Run = {
      program,
      lines: lineReader(this.#part.output),
      sent: new SentAudio(),
      upsampler,
      unanswered: [],
      last,
    };
    this.#programs.add(program);
    program.onLine((line) => {
      for (const printed of run.lines.line(line)) this.#tell(run, printed);
    });
    const done = program.ended.then((error) => this.#ended(run, error));
    this.#pending.add(done);
    void done.then(() => this.#pending.delete(done));
    return run;
  }

  #ended(run: Run, error: EngineError | null): void {
    this.#programs.delete(run.program);
    if (this.#isDead) return;
    for (const printed of run.lines.end()) this.#tell(run, printed);
    this.#book.settle();
    // A program that goes while it is still being spoken to has failed, whatever it says.
    const isGone = run === this.#run;
    if (!error && !isGone) return;
    this.close();
    this.#listener.failed(error ?? new EngineError('model.failed', 'the program ended by itself'));
  }

  #tell(run: Run, printed: Printed): void {
    if (this.#isDead) return;
    const words = printed.words?.map((word) => ({ text: word.text, ...run.sent.span(word.startMs, word.endMs) }));
    const span = this.#spanOf(run, printed);
    const isTold = this.#book.tell({
      segmentId: `line-${this.#count}`,
      isFinal: printed.isFinal,
      text: printed.text,
      startMs: mediaMs(Math.min(span.startMs, words?.[0]?.startMs ?? span.startMs)),
      endMs: mediaMs(Math.max(span.endMs, words?.at(-1)?.endMs ?? span.endMs)),
      ...(printed.language === undefined ? {} : { language: printed.language }),
      ...(printed.confidence === undefined ? {} : { confidence: printed.confidence }),
      ...(words === undefined || words.length === 0 ? {} : { words }),
    });
    if (printed.isFinal && isTold) this.#count += 1;
  }

  #spanOf(run: Run, { startMs, endMs, isFinal, text }: Printed): MediaSpan {
    if (startMs !== undefined && endMs !== undefined) return run.sent.span(startMs, endMs);
    const spoken = run.unanswered[0];
    if (!spoken) return run.last;
    run.last = { ...spoken };
    const isBeingSpoken = this.#isSpeaking && run.unanswered.length === 1;
    if (isFinal && text !== '' && !isBeingSpoken) run.unanswered.shift();
    return run.last;
  }
}
