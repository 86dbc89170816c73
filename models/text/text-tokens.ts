// Text as the classifiers read it. In: any text. Out: tokens: one Chinese character, one word, `0` for a number, or one
// currency or percent sign. Case, width and traditional forms are folded (NFKC, OpenCC), punctuation is gone.
// Adds no latency; what is remembered is bounded by the size of the character set.

import { Converter } from 'opencc-js/t2cn';

/** What a UTF-16 code unit is to a tokenizer; 0 where it was not looked at yet. */
const UNKNOWN = 0;
const BREAK = 1;
const LETTER = 2;
const DIGIT = 3;
const CHARACTER = 4;
const JOINER = 5;
const kinds = new Uint8Array(65_536);
const simplified = new Map<number, string>();
const toSimplified = Converter({ from: 't', to: 'cn' });

const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Sc}%]$/u;
const APOSTROPHE = /^['\u2018\u2019\u02BC\u2032]$/;

function kindOf(code: number): number {
  const known = kinds[code] ?? BREAK;
  if (known !== UNKNOWN) return known;
  const text = String.fromCharCode(code);
  const found = UNSPACED.test(text)
    ? CHARACTER
    : APOSTROPHE.test(text)
      ? JOINER
      : /^\p{Nd}$/u.test(text)
        ? DIGIT
        : /^[\p{L}\p{M}]$/u.test(text)
          ? LETTER
          : BREAK;
  kinds[code] = found;
  return found;
}

function simplifiedOf(code: number): string {
  const known = simplified.get(code);
  if (known !== undefined) return known;
  const found = toSimplified(String.fromCharCode(code));
  simplified.set(code, found);
  return found;
}

/** What is left of a contraction whose apostrophe became a space: `don t`, `we re`. */
const CONTRACTED = /^(?:t|s|m|d|re|ve|ll)$/;
const LATIN_WORD = /^\p{Script=Latin}{2,}$/u;

/** `What's the 25€ plan?` → `whats the 0 € plan`; `請問多少錢？` → `请 问 多 少 钱`. Empty for a text without any. */
export function textTokens(text: string): string[] {
  const folded = text.normalize('NFKC').toLowerCase();
  const tokens: string[] = [];
  let word = '';
  let isNumber = false;
  const endWord = () => {
    const last = tokens.at(-1);
    if (last !== undefined && CONTRACTED.test(word) && LATIN_WORD.test(last)) tokens[tokens.length - 1] = last + word;
    else if (word !== '') tokens.push(word);
    if (isNumber) tokens.push('0');
    word = '';
    isNumber = false;
  };
  for (let index = 0; index < folded.length; index += 1) {
    const code = folded.charCodeAt(index);
    const kind = kindOf(code);
    if (kind === LETTER) {
      if (isNumber) endWord();
      word += folded[index];
    } else if (kind === DIGIT) {
      if (word !== '') endWord();
      isNumber = true;
    } else if (kind !== JOINER) {
      endWord();
      if (kind === CHARACTER) tokens.push(simplifiedOf(code));
    }
  }
  endWord();
  return tokens;
}
