// How much of a call waits for the models, so that a sender that can wait does.

export interface BackPressureOptions {
  /** Questions under way above which there are too many. */
  readonly highWater: number;
  /** Whether something else is behind as well. */
  readonly isElseBehind: () => boolean;
}

export class BackPressure {
  readonly #options: BackPressureOptions;
  #pending = 0;
  #waiting: (() => void)[] = [];

  constructor(options: BackPressureOptions) {
    this.#options = options;
  }

  get isBehind(): boolean {
    return this.#pending > this.#options.highWater || this.#options.isElseBehind();
  }

  asked(): void {
    this.#pending += 1;
  }

  answered(): void {
    this.#pending -= 1;
  }

  /** Resolves when there is room, at a `resume` that finds some. */
  async ready(): Promise<void> {
    while (this.isBehind) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Lets those go on who wait, if there is room. */
  resume(): void {
    if (this.isBehind) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }
}
