// Phrases of several categories in one text. In: categories with phrases, then texts. Out: hits with category, phrase and
// place. Of overlapping hits the longest wins, whatever its category; a phrase of two categories hits in both.

import type { Phrase } from '../engine/playbook.ts';
import { compilePhrases } from './phrase-matcher.ts';

export interface CategoryHit {
  readonly category: string;
  /** The phrase as the playbook writes it. */
  readonly phrase: string;
  readonly matched: string;
  readonly startChar: number;
  readonly endChar: number;
}

export interface CategoryMatcher {
  /** From left to right. */
  find(text: string): CategoryHit[];
}

const lengthOf = (hit: CategoryHit): number => hit.endChar - hit.startChar;
const isSamePlace = (a: CategoryHit, b: CategoryHit): boolean => a.startChar === b.startChar && a.endChar === b.endChar;
const overlaps = (a: CategoryHit, b: CategoryHit): boolean => a.startChar < b.endChar && b.startChar < a.endChar;

export function compileCategories(
  categories: readonly { readonly id: string; readonly phrases: readonly Phrase[] }[],
): CategoryMatcher {
  const matchers = categories.map(({ id, phrases }) => ({ id, phrases, matcher: compilePhrases(phrases) }));
  return {
    find(text) {
      const hits = matchers.flatMap(({ id, phrases, matcher }) =>
        matcher.find(text).map(({ phraseIndex, startChar, endChar, matched }): CategoryHit => {
          return { category: id, phrase: phrases[phraseIndex]?.text ?? matched, matched, startChar, endChar };
        }),
      );
      const kept: CategoryHit[] = [];
      for (const hit of hits.sort((a, b) => lengthOf(b) - lengthOf(a) || a.startChar - b.startChar)) {
        if (!kept.some((other) => overlaps(hit, other) && !isSamePlace(hit, other))) kept.push(hit);
      }
      return kept.sort((a, b) => a.startChar - b.startChar);
    },
  };
}
