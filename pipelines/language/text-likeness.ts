// How like a text is to groups of examples. In: groups of sentences, then texts. Out: for each group a likeness in [0, 1].
// Terms weigh more the fewer groups have them. No latency, no state. Source: tf–idf, Spärck Jones 1972.

import { termsOf } from './text-terms.ts';

export interface Likeness {
  /** Cosine with the most similar sentence of each group: are the two about the same? */
  cosines(text: string): number[];
  /** Share of the most covered sentence of each group, by weight, that the text says: is it in there? */
  coverages(text: string): number[];
}

type Vector = ReadonlyMap<string, number>;

/** One word in common is chance: so many of a sentence must be in a text before it counts as covered, or all. */
const FEWEST_TERMS = 3;

const sumOf = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);

export function compileLikeness(groups: readonly (readonly string[])[]): Likeness {
  const groupTerms = groups.map((sentences) => sentences.map(termsOf));
  const groupsWith = new Map<string, number>();
  for (const sentences of groupTerms) {
    for (const term of new Set(sentences.flat())) groupsWith.set(term, (groupsWith.get(term) ?? 0) + 1);
  }
  /** A term that no group has weighs as much as one that a single group has. */
  const weightOf = (term: string) => 1 + Math.log(groups.length / (groupsWith.get(term) ?? 1));
  const vectorOf = (terms: readonly string[]): Vector =>
    new Map([...new Set(terms)].map((term) => [term, weightOf(term)]));
  const vectors = groupTerms.map((sentences) => sentences.map(vectorOf));

  const isEnough = (sentence: Vector, said: Vector) =>
    [...sentence.keys()].filter((term) => said.has(term)).length >= Math.min(FEWEST_TERMS, sentence.size);
  const shared = (a: Vector, b: Vector, power: number) =>
    sumOf([...a].map(([term, weight]) => (b.has(term) ? weight ** power : 0)));
  const lengthOf = (vector: Vector) => Math.sqrt(sumOf([...vector.values()].map((weight) => weight * weight)));
  const best = (text: string, score: (sentence: Vector, said: Vector) => number) => {
    const said = vectorOf(termsOf(text));
    return vectors.map((sentences) => Math.max(0, ...sentences.map((sentence) => score(sentence, said))));
  };
  return {
    cosines: (text) =>
      best(text, (sentence, said) => {
        const lengths = lengthOf(sentence) * lengthOf(said);
        return lengths === 0 ? 0 : Math.min(1, shared(sentence, said, 2) / lengths);
      }),
    coverages: (text) =>
      best(text, (sentence, said) => {
        const whole = sumOf(sentence.values());
        return whole === 0 || !isEnough(sentence, said) ? 0 : shared(sentence, said, 1) / whole;
      }),
  };
}
