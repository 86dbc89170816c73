// A set of sequence numbers, kept as ranges: a call's log is one range nearly always, whatever its length.
// Invariant: ranges are sorted, do not touch, and have from <= to.

interface Range {
  from: number;
  to: number;
}

export class SeqSet {
  readonly #ranges: Range[] = [];

  has(seq: number): boolean {
    const range = this.#ranges[this.#firstNotBefore(seq)];
    return range !== undefined && range.from <= seq;
  }

  add(from: number, to: number = from): void {
    const start = this.#firstNotBefore(from - 1);
    let end = start;
    const merged = { from, to };
    for (let range = this.#ranges[end]; range !== undefined && range.from <= to + 1; range = this.#ranges[++end]) {
      merged.from = Math.min(merged.from, range.from);
      merged.to = Math.max(merged.to, range.to);
    }
    this.#ranges.splice(start, end - start, merged);
  }

  /** Index of the first range that ends at `seq` or after it. */
  #firstNotBefore(seq: number): number {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ranges[middle]?.to ?? 0) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
