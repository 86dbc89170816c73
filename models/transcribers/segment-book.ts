// What one stream has said of its segments, so that nothing is said twice or taken back: rising revisions under one id,
// nothing after a final, the same partial once, and a partial whose final never came made final at the end.

import type { TranscribedSegment, TranscriptionListener } from '../../engine/transcriber.ts';

export type SegmentVersion = Omit<TranscribedSegment, 'revision'>;

export class SegmentBook {
  // Invariant: what is open has been told and is not final.
  readonly #open = new Map<string, TranscribedSegment>();
  readonly #final = new Set<string>();
  readonly #listener: Pick<TranscriptionListener, 'segment'>;

  constructor(listener: Pick<TranscriptionListener, 'segment'>) {
    this.#listener = listener;
  }

  isFinal(segmentId: string): boolean {
    return this.#final.has(segmentId);
  }

  /** True where it was new. An empty final is told only where it takes a partial back. */
  tell(version: SegmentVersion): boolean {
    const { segmentId, isFinal, text } = version;
    if (this.#final.has(segmentId)) return false;
    const before = this.#open.get(segmentId);
    if (!isFinal && (text === '' || text === before?.text)) return false;
    if (isFinal) {
      this.#final.add(segmentId);
      this.#open.delete(segmentId);
      if (text === '' && !before) return true;
    }
    const segment = { ...version, revision: before ? before.revision + 1 : 0 };
    if (!isFinal) this.#open.set(segmentId, segment);
    this.#listener.segment(segment);
    return true;
  }

  /** What stayed partial is the last that will be known of it. */
  settle(): void {
    for (const { revision: _, ...last } of [...this.#open.values()]) this.tell({ ...last, isFinal: true });
  }

  /** Takes back what stayed partial: its words will not come. */
  discard(): void {
    for (const { revision: _, words: __, ...last } of [...this.#open.values()]) {
      this.tell({ ...last, text: '', isFinal: true });
    }
  }
}
