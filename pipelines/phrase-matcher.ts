// Many phrases in one pass over a text. In: the phrases of a playbook, then texts. Out: hits in UTF-16 offsets of the
// text as it was given; of overlapping hits the longest wins, then the first. Phrases that may be misheard are looked
// for by their sound where nothing was found to the letter (phrase-sounds.ts). Adds no latency.

import type { PhraseHit, PhraseToFind } from './phrase.ts';
import { buildAutomaton, type ValuedWord } from './phrase-automaton.ts';
import { phraseForms } from './phrase-forms.ts';
import { compileSounds } from './phrase-sounds.ts';
import { type FoldedText, foldCodes, foldShared, isWordCode } from './phrase-text.ts';

export interface PhraseMatcher {
  /** Hits from left to right; they never overlap, but two groups may share a place. Said twice is two hits. */
  find(text: string): PhraseHit[];
}

/** Compile once, find often. A phrase of nothing but white space or hyphens finds nothing. */
export function compilePhrases(phrases: readonly PhraseToFind[]): PhraseMatcher {
  const words: ValuedWord[] = [];
  const groups = phrases.map(({ group }) => group ?? 0);
  phrases.forEach((phrase, phraseIndex) => {
    for (const spelling of [phrase.text, ...(phrase.variants ?? [])]) {
      for (const form of phrase.inflect ? phraseForms(spelling) : [spelling]) {
        words.push({ codes: foldCodes(form), value: phraseIndex });
      }
    }
  });
  const automaton = buildAutomaton(words);
  const sounds = compileSounds(phrases);
  return {
    find(text) {
      const folded = foldShared(text);
      const candidates: PhraseHit[] = [];
      automaton.scan(folded, (from, to, indexes) => {
        if (!standsAlone(folded, from, to - 1)) return;
        const startChar = folded.starts[from] ?? 0;
        const endChar = folded.ends[to - 1] ?? text.length;
        const matched = text.slice(startChar, endChar);
        for (const phraseIndex of firstOfEachGroup(indexes, groups)) {
          candidates.push({ phraseIndex, startChar, endChar, matched, match: 'exact', likeness: 1 });
        }
      });
      const exact = longestFirst(candidates);
      return sounds === null ? exact : withSounds(exact, sounds(text));
    },
  };
}

function firstOfEachGroup(indexes: readonly number[], groups: readonly number[]): readonly number[] {
  if (indexes.length === 1) return indexes;
  const sorted = [...indexes].sort((a, b) => a - b);
  return sorted.filter((index, at) => sorted.findIndex((other) => groups[other] === groups[index]) === at);
}

const lengthOf = (hit: PhraseHit): number => hit.endChar - hit.startChar;
const isSamePlace = (a: PhraseHit, b: PhraseHit): boolean => a.startChar === b.startChar && a.endChar === b.endChar;
const overlaps = (a: PhraseHit, b: PhraseHit): boolean => a.startChar < b.endChar && b.startChar < a.endChar;
const fromLeftToRight = (a: PhraseHit, b: PhraseHit): number =>
  a.startChar - b.startChar || a.phraseIndex - b.phraseIndex;

function longestFirst(candidates: PhraseHit[]): PhraseHit[] {
  if (candidates.length <= 1) return candidates;
  candidates.sort((a, b) => lengthOf(b) - lengthOf(a) || fromLeftToRight(a, b));
  const kept: PhraseHit[] = [];
  for (const hit of candidates) {
    if (!kept.some((other) => overlaps(hit, other) && !isSamePlace(hit, other))) kept.push(hit);
  }
  return kept.sort(fromLeftToRight);
}

/** What was said to the letter stands; of the rest the likeliest wins, then the longest. */
function withSounds(exact: PhraseHit[], alike: readonly PhraseHit[]): PhraseHit[] {
  if (alike.length === 0) return exact;
  const kept = [...exact];
  const sorted = [...alike].sort(
    (a, b) => b.likeness - a.likeness || lengthOf(b) - lengthOf(a) || fromLeftToRight(a, b),
  );
  for (const hit of sorted) {
    if (!kept.some((other) => overlaps(hit, other))) kept.push(hit);
  }
  return kept.sort(fromLeftToRight);
}

/** Neither cuts a written character in two nor, where words are spaced, a word. */
function standsAlone({ codes, starts, ends }: FoldedText, from: number, last: number): boolean {
  if ((starts[from] ?? -1) < 0 || (ends[last] ?? -1) < 0) return false;
  if (isWordCode(codes[from]) && isWordCode(codes[from - 1])) return false;
  return !(isWordCode(codes[last]) && isWordCode(codes[last + 1]));
}
