// Which media time a recogniser means that counts what it was sent: utterances one after the other, without the silence
// between them. In: what is sent, as it is sent. Out: media times.

import { type MediaMs, type MediaSpan, mediaMs } from '../../engine/media-time.ts';

interface Piece {
  readonly sentMs: number;
  readonly startMs: number;
  lengthMs: number;
}

export class SentAudio {
  // Invariant: by rising sentMs, without holes; pieces join where media time has no hole either.
  readonly #pieces: Piece[] = [];
  #sentMs = 0;

  /** How much has been sent in all, ms. */
  get sentMs(): number {
    return this.#sentMs;
  }

  add(startMs: MediaMs, lengthMs: number): void {
    const last = this.#pieces.at(-1);
    const joins = last !== undefined && Math.abs(last.startMs + last.lengthMs - startMs) < 1;
    if (joins) last.lengthMs += lengthMs;
    else this.#pieces.push({ sentMs: this.#sentMs, startMs, lengthMs });
    this.#sentMs += lengthMs;
  }

  /** Silence that belongs to no media time: it counts as the end of what was sent before. */
  pad(lengthMs: number): void {
    const last = this.#pieces.at(-1);
    const atMs = last ? last.startMs + last.lengthMs : 0;
    this.#pieces.push({ sentMs: this.#sentMs, startMs: atMs, lengthMs: 0 });
    this.#sentMs += lengthMs;
  }

  mediaAt(sentMs: number): MediaMs {
    const piece = this.#pieces.findLast((each) => each.sentMs <= sentMs) ?? this.#pieces[0];
    if (!piece) return mediaMs(0);
    return mediaMs(piece.startMs + Math.min(piece.lengthMs, Math.max(0, sentMs - piece.sentMs)));
  }

  span(startSentMs: number, endSentMs: number): MediaSpan {
    const startMs = this.mediaAt(startSentMs);
    // An end on the border of two pieces is the end of the first.
    const endMs = this.mediaAt(Math.max(startSentMs, endSentMs - 0.01));
    return { startMs, endMs: mediaMs(Math.max(startMs, Math.ceil(endMs))) };
  }
}
