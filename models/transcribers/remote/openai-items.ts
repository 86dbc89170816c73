// Which utterance of a connection an item of OpenAI's realtime protocol is. Items are chained: each names the one before it.
// The order in which messages come decides nothing, so one that is lost, late or out of order moves no words.

export class OpenAiItems {
  /** Utterance by item. */
  readonly #utterances = new Map<string, number>();
  /** Utterances that have an item or a refusal. */
  readonly #taken = new Set<number>();
  #commits = 0;

  /** Gives back the number of the utterance that ends here, from 0. */
  committing(): number {
    this.#commits += 1;
    return this.#commits - 1;
  }

  /** No item was made of this utterance. */
  refuse(utterance: number): void {
    this.#taken.add(utterance);
  }

  /** The first utterance that has neither an item nor a refusal. */
  get oldestOpen(): number {
    return this.#openAfter(-1);
  }

  /**
   * `previous`: the item before it; null or absent for the first, and where the server does not say. Of an item whose
   * previous one was never seen only one thing is known: it is of an utterance that has ended, and most likely the last.
   */
  place(item: string, previous: string | null | undefined): void {
    if (this.#utterances.has(item)) return;
    const before = previous == null ? -1 : this.#utterances.get(previous);
    const utterance = before === undefined ? this.#lastOpen() : this.#openAfter(before);
    this.#utterances.set(item, utterance);
    this.#taken.add(utterance);
  }

  /** Undefined while it is not known. */
  utteranceOf(item: string): number | undefined {
    return this.#utterances.get(item);
  }

  #openAfter(before: number): number {
    let utterance = before + 1;
    while (this.#taken.has(utterance)) utterance += 1;
    return utterance;
  }

  #lastOpen(): number {
    let utterance = this.#commits - 1;
    while (utterance > 0 && this.#taken.has(utterance)) utterance -= 1;
    return utterance;
  }
}
