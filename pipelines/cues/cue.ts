// Cues: what rules see in a text, as names that the text classifiers take beside its words. Training and pipelines read the
// same lists, so a model meets in a call what it was taught with. Pure.

import { foldedInPlace } from '../phrase-text.ts';

export interface Cue {
  readonly name: string;
  /** Sees lower-case, simplified text with straight apostrophes. */
  readonly en?: RegExp;
  readonly zh?: RegExp;
}

export const isChinese = (language: string): boolean => /^zh\b/i.test(language);

/** What rules see: simplified, half width, straight apostrophes, lower case; compatibility forms may be longer. */
export const plainText = (text: string): string => foldedInPlace(text.normalize('NFKC')).replaceAll('’', "'").trim();

/** Names of the cues that hold, in the order of the list. */
export function cuesIn(text: string, language: string, cues: readonly Cue[]): string[] {
  const plain = plainText(text);
  const side = isChinese(language) ? 'zh' : 'en';
  return cues.filter((cue) => cue[side]?.test(plain)).map(({ name }) => name);
}
