// Words of a text and the language it is plainly written in. In: a text and a BCP 47 tag. Out: tokens, or a tag.
// Tokens are the word-like segments of Intl.Segmenter (UAX #29; a dictionary for Chinese). No latency, no state.

export interface Token {
  readonly text: string;
  /** Half-open UTF-16 span of the text. */
  readonly startChar: number;
  readonly endChar: number;
}

/** Segmenters are dear to make and hold no state, so there is one per language. */
const segmenters = new Map<string, Intl.Segmenter>();

function segmenterOf(language: string): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known) return known;
  const made = new Intl.Segmenter(language, { granularity: 'word' });
  segmenters.set(language, made);
  return made;
}

/** The words of a text, punctuation and white space left out. */
export function tokensOf(text: string, language: string): Token[] {
  return [...segmenterOf(language).segment(text)]
    .filter((part) => part.isWordLike)
    .map((part) => ({ text: part.segment, startChar: part.index, endChar: part.index + part.segment.length }));
}

/** Basic English letters, digits and marks only: what can be told of these without Unicode's tables. */
export function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}

interface ScriptCounts {
  readonly han: number;
  readonly latin: number;
  readonly kana: boolean;
}

const countMatches = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

const countsByUnicode = (text: string): ScriptCounts => ({
  han: countMatches(text, /\p{Script=Han}/gu),
  latin: countMatches(text, /\p{Script=Latin}/gu),
  kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text),
});

/** The same where there are basic letters, common Chinese characters and their usual marks only, else null: ten times as fast. */
function plainCounts(text: string): ScriptCounts | null {
  let [han, latin] = [0, 0];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 0x4e00 && code <= 0x9fff) han += 1;
    else if ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) latin += 1;
    else if (code > 0x7f && !'，。、？！'.includes(String.fromCharCode(code))) return null;
  }
  return { han, latin, kana: false };
}

/** A zh call with fewer Latin letters than this in an utterance may just be saying "OK" or a product's name. */
const PLAIN_LATIN_LETTERS = 8;
/** One Chinese character carries about as much as this many Latin letters. */
const LETTERS_PER_HAN = 2;

export const isChineseTag = (language: string): boolean => /^zh\b/i.test(language);

/**
 * The language that a text was declared to be in, unless it is plainly written in the other of our two: `zh` where most
 * of it is Chinese characters, `en` where a Chinese call's utterance has Latin words only. Kana keeps the declared tag.
 */
export function languageOfText(text: string, declared: string): string {
  const { han, latin, kana } = plainCounts(text) ?? countsByUnicode(text);
  if (kana) return declared;
  if (isChineseTag(declared)) return han === 0 && latin >= PLAIN_LATIN_LETTERS ? 'en' : declared;
  return han * LETTERS_PER_HAN > latin && !/^ja\b/i.test(declared) ? 'zh' : declared;
}
