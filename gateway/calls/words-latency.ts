// How long words and cards take after somebody has stopped speaking, in wall time. In: the event log of a live call that is
// transcribed here, and when its audio came. Out: one measurement a stage: ended, final, card.

import type { CallEvent, EventOf } from '../../engine/events.ts';
import type { MediaMs } from '../../engine/media-time.ts';

/** `ended`: voice activity was sure; `final`: the text was there; `card`: a card that follows from the text was raised. */
export type WordsStage = 'ended' | 'final' | 'card';

export interface WordsLatencyOptions {
  readonly now: () => number;
  /** Wall time at which audio up to `atMs` had come; undefined where it is not known any more. */
  readonly heardAt: (atMs: MediaMs) => number | undefined;
  readonly measured: (stage: WordsStage, ms: number) => void;
}

/** Events whose cause is remembered: what a card follows from came within the last few seconds. */
const REMEMBERED = 2_000;
const UTTERANCES = 64;

export class WordsLatency {
  readonly #options: WordsLatencyOptions;
  /** Utterances whose end is known, and the wall time at which their last sound had come. */
  #ended: {
    readonly participantId: string;
    readonly startMs: number;
    readonly endMs: number;
    readonly wallMs: number;
  }[] = [];
  /** By seq: wall time at which the utterance had ended that the event follows from. */
  readonly #since = new Map<number, number>();

  constructor(options: WordsLatencyOptions) {
    this.#options = options;
  }

  take(event: CallEvent): void {
    if (event.type === 'speech.ended' && event.basis === 'voice') {
      const wallMs = this.#options.heardAt(event.endMs);
      if (wallMs !== undefined) this.#ended = [...this.#ended.slice(-UTTERANCES), { ...event, wallMs }];
      return this.#measure('ended', wallMs);
    }
    if (event.type === 'segment.finalized' && event.text !== '') {
      const endedMs = this.#endOf(event);
      if (endedMs !== undefined) this.#remember(event.seq, endedMs);
      return this.#measure('final', endedMs);
    }
    const causes = (event.causedBy ?? []).flatMap((seq) => this.#since.get(seq) ?? []);
    if (causes.length === 0) return;
    const lastMs = Math.max(...causes);
    this.#remember(event.seq, lastMs);
    if (event.type === 'card.raised') this.#measure('card', lastMs);
  }

  /** When the utterance had ended that the segment shares time with. */
  #endOf({ participantId, startMs, endMs }: EventOf<'segment.finalized'>): number | undefined {
    return this.#ended.findLast(
      (each) => each.participantId === participantId && each.startMs <= endMs && each.endMs >= startMs,
    )?.wallMs;
  }

  #measure(stage: WordsStage, sinceMs: number | undefined): void {
    if (sinceMs !== undefined) this.#options.measured(stage, this.#options.now() - sinceMs);
  }

  #remember(seq: number, sinceMs: number): void {
    this.#since.set(seq, sinceMs);
    const [oldest] = this.#since.keys();
    if (this.#since.size > REMEMBERED && oldest !== undefined) this.#since.delete(oldest);
  }
}
