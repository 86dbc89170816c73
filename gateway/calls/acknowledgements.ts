// What a feed may forget: inputs of which all that follows is on disk. Frames come by the hundred a second; one word for
// all of a moment is enough.

export interface AcknowledgementParts {
  /** Up to which event the log is on disk. */
  readonly storedSeq: () => number;
  /** Runs `task` after `ms`. */
  readonly after: (ms: number, task: () => void) => void;
  /** Inputs 1…`sequence` may be forgotten; the log is on disk up to `seq`. */
  readonly tell: (sequence: number, seq: number) => void;
}

/** A feed keeps at most so much longer what it need not keep. */
const TELL_EVERY_MS = 200;

export class Acknowledgements {
  readonly #parts: AcknowledgementParts;
  // Invariant: rising in both fields; settled inputs whose events are not all on disk yet.
  #settling: { readonly sequence: number; readonly seq: number }[] = [];
  #upTo = 0;
  #told = 0;
  #isTelling = false;

  constructor(parts: AcknowledgementParts) {
    this.#parts = parts;
  }

  /** Inputs 1…`upTo` need not be sent again. */
  get upTo(): number {
    return this.#upTo;
  }

  /** All that follows from inputs 1…`sequence` is in the log up to `seq`. */
  settled(sequence: number, seq: number): void {
    this.#settling.push({ sequence, seq });
    this.check();
  }

  /** Looks again what is on disk, and tells it within a moment. */
  check(): void {
    const storedSeq = this.#parts.storedSeq();
    const newest = this.#settling.findLastIndex(({ seq }) => seq <= storedSeq);
    if (newest < 0) return;
    this.#upTo = Math.max(this.#upTo, this.#settling[newest]?.sequence ?? 0);
    this.#settling.splice(0, newest + 1);
    if (this.#isTelling) return;
    this.#isTelling = true;
    this.#parts.after(TELL_EVERY_MS, () => this.tellNow());
  }

  /** Tells what was not told yet. */
  tellNow(): void {
    this.#isTelling = false;
    if (this.#told >= this.#upTo) return;
    this.#told = this.#upTo;
    this.#parts.tell(this.#upTo, this.#parts.storedSeq());
  }
}
