// What a transcriber still has to say when the audio of a call is over. Asked for once; the end of the call waits for it.

export class LastWords {
  readonly #ask: (() => Promise<void>) | undefined;
  readonly #onIn: () => void;
  #state: 'not asked' | 'awaited' | 'in' = 'not asked';

  /** `onIn` is called when what `ask` promised is in, or failed; never where there is nothing to ask. */
  constructor(ask: (() => Promise<void>) | undefined, onIn: () => void) {
    this.#ask = ask;
    this.#onIn = onIn;
  }

  /** Nothing is to come any more. */
  get areIn(): boolean {
    return this.#state === 'in';
  }

  /** Are they awaited? The first time asks for them. */
  areAwaited(): boolean {
    if (this.#state !== 'not asked') return this.#state === 'awaited';
    if (!this.#ask) {
      this.#state = 'in';
      return false;
    }
    this.#state = 'awaited';
    // In a turn of its own: what the last windows told has left by then.
    void Promise.resolve()
      .then(this.#ask)
      .catch(() => {})
      .then(() => {
        this.#state = 'in';
        this.#onIn();
      });
    return true;
  }
}
