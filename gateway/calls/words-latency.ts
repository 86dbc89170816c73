// How long words and cards take after somebody has stopped speaking, in wall time. In: the event log of a live call that is
// transcribed here, and when its audio came. Out: one measurement a stage: ended, final, card.

import type { CallEvent, EventOf } from '../../engine/events.ts';
import type { ParticipantId } from '../../engine/ids.ts';
import type { MediaMs, MediaSpan } from '../../engine/media-time.ts';
import { foldParticipants, NOBODY } from '../../engine/participants.ts';

/**
 * `ended`: voice activity was sure; `final`: the text was there; `card`: a card that follows from the text was raised. Cards
 * that follow from what was not said in time (`response.overdue`) are no answer to an utterance and are not measured.
 */
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

interface Ended extends MediaSpan {
  /** Whose channel it was on. */
  readonly participantId: ParticipantId;
  /** Several people share the channel. */
  readonly isShared: boolean;
  readonly wallMs: number;
}

export class WordsLatency {
  readonly #options: WordsLatencyOptions;
  /** Utterances whose end is known, and the wall time at which their last sound had come. */
  #ended: Ended[] = [];
  #participants = NOBODY;
  /** By seq: wall time at which the utterance had ended that the event follows from; null: it follows from a silence. */
  readonly #since = new Map<number, number | null>();

  constructor(options: WordsLatencyOptions) {
    this.#options = options;
  }

  take(event: CallEvent): void {
    this.#participants = foldParticipants(this.#participants, event);
    if (event.type === 'voices.ended' || (event.type === 'speech.ended' && event.basis === 'voice')) {
      return this.#onEnded(event);
    }
    if (event.type === 'segment.finalized' && event.text !== '') {
      const endedMs = this.#endOf(event);
      if (endedMs !== undefined) this.#remember(event.seq, endedMs);
      return this.#measure('final', endedMs);
    }
    // It tells of a silence that has lasted: what follows from it came when it was due, however long ago the words were.
    if (event.type === 'response.overdue') return this.#remember(event.seq, null);
    const causes = (event.causedBy ?? []).map((seq) => this.#since.get(seq)).filter((since) => since !== undefined);
    if (causes.length === 0) return;
    const lastMs = causes.reduce((last, since) => (last === null || since === null ? null : Math.max(last, since)));
    this.#remember(event.seq, lastMs);
    if (event.type === 'card.raised' && lastMs !== null) this.#measure('card', lastMs);
  }

  #onEnded({ type, participantId, startMs, endMs }: EventOf<'speech.ended'> | EventOf<'voices.ended'>): void {
    const wallMs = this.#options.heardAt(endMs);
    // Of somebody without a channel the feed tells; nothing was heard here.
    if (wallMs === undefined || !this.#hasChannel(participantId)) return;
    const ended = { participantId, isShared: type === 'voices.ended', startMs, endMs, wallMs };
    this.#ended = [...this.#ended.slice(-UTTERANCES), ended];
    this.#measure('ended', wallMs);
  }

  /** When the utterance had ended that the segment shares time with; a voice of a shared channel has none of its own. */
  #endOf({ participantId, startMs, endMs }: EventOf<'segment.finalized'>): number | undefined {
    const hasChannel = this.#hasChannel(participantId);
    return this.#ended.findLast(
      (each) =>
        (hasChannel ? each.participantId === participantId : each.isShared) &&
        each.startMs <= endMs &&
        each.endMs >= startMs,
    )?.wallMs;
  }

  #hasChannel(participantId: ParticipantId): boolean {
    return this.#participants.byId.get(participantId)?.channel !== undefined;
  }

  #measure(stage: WordsStage, sinceMs: number | undefined): void {
    if (sinceMs !== undefined) this.#options.measured(stage, this.#options.now() - sinceMs);
  }

  #remember(seq: number, sinceMs: number | null): void {
    this.#since.set(seq, sinceMs);
    const [oldest] = this.#since.keys();
    if (this.#since.size > REMEMBERED && oldest !== undefined) this.#since.delete(oldest);
  }
}
