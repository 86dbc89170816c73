// What is looked for in a text, and where it was found.

export interface PhraseToFind {
  readonly text: string;
  /** English endings count too (phrase-forms.ts). Default false: names and terms are found as they are written. */
  readonly inflect?: boolean | undefined;
  /** Other spellings of the same phrase; `inflect` holds for them as well. Default none. */
  readonly variants?: readonly string[] | undefined;
  /** Words that sound like it count too, with less confidence. Default false. */
  readonly soundsLike?: boolean | undefined;
  /** Phrases of different groups may hit at the very same place; of one group the first in the list does. Default 0. */
  readonly group?: number | undefined;
}

export type PhraseMatch = 'exact' | 'sound' | 'spelling';

export interface PhraseHit {
  /** Place of the phrase in the list that was compiled. */
  readonly phraseIndex: number;
  /** Half-open UTF-16 span of the text. */
  readonly startChar: number;
  readonly endChar: number;
  /** The text of that span, as it was written. */
  readonly matched: string;
  /** To the letter, by pinyin, or by English sound and spelling. */
  readonly match: PhraseMatch;
  /** 1 where it is exact, else how near it sounds, 0…1. A rule of thumb, not calibrated. */
  readonly likeness: number;
}

/** A spelling of a phrase that is looked for by its sound. */
export interface SoundsLike {
  readonly phraseIndex: number;
  readonly spelling: string;
}
