// Which inputs of a call are settled: all that follows from them, as far as it can be known by now, has been logged.
// Inputs are numbered upwards by the feed; what one input causes may come later and out of turn.

export class InputLedger {
  // Invariant: `open` counts what is under way by input; every input ≤ received is open or settled.
  readonly #open = new Map<number, number>();
  #received = 0;
  #settled = 0;

  /** The highest input n such that nothing of the inputs 1…n is under way. */
  get settled(): number {
    return this.#settled;
  }

  /** The newest input. */
  get received(): number {
    return this.#received;
  }

  receive(inputNumber: number): void {
    this.#received = Math.max(this.#received, inputNumber);
  }

  /** Something of this input is under way. */
  hold(inputNumber: number): void {
    this.#open.set(inputNumber, (this.#open.get(inputNumber) ?? 0) + 1);
  }

  /** One thing of this input is done. */
  done(inputNumber: number): void {
    const left = (this.#open.get(inputNumber) ?? 0) - 1;
    if (left > 0) this.#open.set(inputNumber, left);
    else this.#open.delete(inputNumber);
  }

  /** Recomputes; true where `settled` has grown. */
  settle(): boolean {
    const before = this.#settled;
    let oldest = this.#received + 1;
    for (const inputNumber of this.#open.keys()) oldest = Math.min(oldest, inputNumber);
    this.#settled = Math.max(before, oldest - 1);
    return this.#settled > before;
  }
}
