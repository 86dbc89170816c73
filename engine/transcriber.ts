// The port of speech to words. In: the audio of one channel's utterances, as voice activity finds them. Out: segments.
// All times are media time of the call. One implementation a file in models/transcribers/; tests/support/transcriber-contract.ts
// is what each must keep.

import type { EngineError } from './errors.ts';
import type { Word } from './events.ts';
import type { MediaMs, MediaSpan } from './media-time.ts';
import type { VoiceRateHz } from './ports.ts';

/**
 * `fixed`: always this one. `detect`: one of `among`, settled by the stream's first words and then kept.
 * `code-switching`: the languages change from word to word. BCP 47 throughout, at least one.
 */
export type TranscriptionLanguage =
  | { readonly mode: 'fixed'; readonly language: string }
  | { readonly mode: 'detect' | 'code-switching'; readonly among: readonly string[] };

export interface TranscriptionStreamOptions {
  /** Whose turn it is in a shared queue is decided by the call. */
  readonly callId: string;
  readonly channel: number;
  readonly sampleRateHz: VoiceRateHz;
  readonly language: TranscriptionLanguage;
  /** Words to listen for: names, products. A recogniser that cannot use them ignores them. */
  readonly hotwords: readonly string[];
}

/** One version of one segment. A higher `revision` of the same `segmentId` replaces the lower. */
export interface TranscribedSegment extends MediaSpan {
  /** Unique and stable within its stream. */
  readonly segmentId: string;
  /** 0, 1, 2 … within the segment. */
  readonly revision: number;
  /** After a final version the segment never changes again. */
  readonly isFinal: boolean;
  /** As it was recognised; an empty final takes a partial back. */
  readonly text: string;
  readonly language?: string;
  /** That the words are right, [0, 1], uncalibrated. */
  readonly confidence?: number;
  /** In order, each within the segment's span. */
  readonly words?: readonly Word[];
}

/** What a stream says. Called in no fixed turn of the event loop, never after `close`. */
export interface TranscriptionListener {
  segment(segment: TranscribedSegment): void;
  /** Words of this span will not come: too much waited (`overload.inference`), or the recogniser failed on it alone. */
  skipped(span: MediaSpan, error: EngineError): void;
  /** At most once, after which the stream says and takes nothing more. Whoever opened it may open another. */
  failed(error: EngineError): void;
}

/**
 * One channel of one call. Calls come in the order speechStarted, push…, speechEnded, speechStarted …; none of them
 * throws or waits. Only utterances are pushed: between speechEnded and the next speechStarted there is no audio.
 */
export interface TranscriptionStream {
  /** A voice began at `atMs`; the audio that follows begins a little before it. */
  speechStarted(atMs: MediaMs): void;
  /** The next samples, float32 in [−1, 1], not to be kept unless copied. Contiguous within an utterance. */
  push(startMs: MediaMs, samples: Float32Array): void;
  /** The voice ended at `atMs`; audio has been pushed a little beyond it. The utterance's finals are wanted now. */
  speechEnded(atMs: MediaMs): void;
  /**
   * An utterance that is still open ends where its audio ends. Resolves when every final (or `skipped`, or `failed`) of
   * what was pushed has been told. Never rejects. The stream stays usable.
   */
  flush(): Promise<void>;
  /** Lets go at once; nothing more is told and a flush that waits resolves. */
  close(): void;
}

export interface Transcriber {
  /** For people: what recognises, and with which model. */
  readonly name: string;
  /** True where audio leaves this machine. */
  readonly isRemote: boolean;
  /** False where no stream can be opened any more until the process is started again. */
  isAlive(): boolean;
  /** Connecting and loading go on behind it: what cannot be had is told by `failed` (`model.load`, `model.failed`). */
  open(options: TranscriptionStreamOptions, listener: TranscriptionListener): TranscriptionStream;
  close(): Promise<void>;
}
