// Phrases of several categories in one text. In: categories with phrases, then texts. Out: hits with category, phrase and
// place. Of overlapping hits the longest wins, whatever its category; a phrase of two categories hits in both.

import type { Phrase } from '../engine/playbook.ts';
import type { PhraseHit } from './phrase.ts';
import { compilePhrases } from './phrase-matcher.ts';

export interface CategoryHit extends Omit<PhraseHit, 'phraseIndex'> {
  readonly category: string;
  /** The phrase as the playbook writes it. */
  readonly phrase: string;
}

export interface CategoryMatcher {
  /** From left to right. */
  find(text: string): CategoryHit[];
}

export function compileCategories(
  categories: readonly { readonly id: string; readonly phrases: readonly Phrase[] }[],
): CategoryMatcher {
  const all = categories.flatMap(({ id, phrases }, group) => phrases.map((phrase) => ({ ...phrase, id, group })));
  const matcher = compilePhrases(all);
  return {
    find: (text) =>
      matcher.find(text).flatMap(({ phraseIndex, ...hit }): CategoryHit[] => {
        const found = all[phraseIndex];
        return found === undefined ? [] : [{ category: found.id, phrase: found.text, ...hit }];
      }),
  };
}
