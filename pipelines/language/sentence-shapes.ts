// Names of the shapes that a sentence has. In: shapes, each with the words of which it needs one; then sentences. Out: the
// names of those that match, in order. Most sentences lack most of the words, so that few patterns are tried. Pure.

export interface Shape {
  readonly name: string;
  readonly pattern: RegExp;
  /** The pattern cannot match without one of these words (or characters). */
  readonly needs: readonly string[];
}

/** `needs`: characters. */
export const chineseShape = (name: string, needs: string, source: string): Shape => ({
  name,
  needs: [...needs],
  pattern: new RegExp(source),
});

/** `needs`: words, with a space between. */
export const englishShape = (name: string, needs: string, source: string): Shape => ({
  name,
  needs: needs.split(' '),
  pattern: new RegExp(source),
});

export const named = (prefix: string, shapes: readonly Shape[]): Shape[] =>
  shapes.map((shape) => ({ ...shape, name: `${prefix}${shape.name}` }));

const NONE: readonly number[] = [];

/** `words`: all words of the text, as the shapes' `needs` spell them; they may repeat. */
export function shapeFinder(shapes: readonly Shape[]): (text: string, words: Iterable<string>) => string[] {
  const needing = new Map<string, number[]>();
  shapes.forEach(({ needs }, at) => {
    for (const word of needs) needing.set(word, [...(needing.get(word) ?? []), at]);
  });
  return (text, words) => {
    const may = new Uint8Array(shapes.length);
    for (const word of words) for (const at of needing.get(word) ?? NONE) may[at] = 1;
    return shapes.filter(({ pattern }, at) => may[at] === 1 && pattern.test(text)).map(({ name }) => name);
  };
}
