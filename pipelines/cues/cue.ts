// Cues: what rules see in a text, as names that the text classifiers take beside its words. Training and pipelines read the
// same lists, so a model meets in a call what it was taught with. Pure.

export interface Cue {
  readonly name: string;
  /** Sees lower-case text with straight apostrophes. */
  readonly en?: RegExp;
  readonly zh?: RegExp;
}

export const isChinese = (language: string): boolean => /^zh\b/i.test(language);

/** What rules see: width and apostrophes folded, lower case; offsets of the text are kept but for compatibility forms. */
export const plainText = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('’', "'").trim();

/** Names of the cues that hold, in the order of the list. */
export function cuesIn(text: string, language: string, cues: readonly Cue[]): string[] {
  const plain = plainText(text);
  const side = isChinese(language) ? 'zh' : 'en';
  return cues.filter((cue) => cue[side]?.test(plain)).map(({ name }) => name);
}
