// Word error rate: the least insertions, deletions and substitutions that turn what was recognised into the reference, by
// the words of the reference (Levenshtein 1966). In: two texts. Out: errors and the number of reference words.

export interface WordErrors {
  readonly errors: number;
  readonly words: number;
}

/** Letters, digits and apostrophes in lower case; whatever else parts words. */
export function spokenWords(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}']+/gu) ?? []
  );
}

export function wordErrors(reference: string, recognised: string): WordErrors {
  const [wanted, got] = [spokenWords(reference), spokenWords(recognised)];
  let before = Array.from({ length: got.length + 1 }, (_, at) => at);
  for (const [row, word] of wanted.entries()) {
    const next = [row + 1];
    for (const [column, other] of got.entries()) {
      const replaced = (before[column] ?? 0) + (word === other ? 0 : 1);
      next.push(Math.min(replaced, (before[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    before = next;
  }
  return { errors: before[got.length] ?? 0, words: wanted.length };
}

export function errorRate(clips: readonly WordErrors[]): number | null {
  const words = clips.reduce((sum, clip) => sum + clip.words, 0);
  return words === 0 ? null : clips.reduce((sum, clip) => sum + clip.errors, 0) / words;
}
