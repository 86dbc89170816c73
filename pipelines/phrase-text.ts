// Text as the phrase matcher compares it: a list of code points, each knowing which UTF-16 span of the original it stands for.
// Case, width (NFKC, Unicode TR15), simplified/traditional and the kind of white space or hyphen no longer show.

import { Converter } from 'opencc-js/t2cn';

/** Code points and where each came from; the three lists are equally long. */
export interface FoldedText {
  readonly codes: readonly number[];
  /** UTF-16 offset at which the original character begins; −1 where it began with an earlier code point ("㎞" → k, m). */
  readonly starts: readonly number[];
  /** UTF-16 offset behind the original character; −1 where it ends with a later code point. */
  readonly ends: readonly number[];
}

export const SEPARATOR = 0x20;

// A character with its combining marks; half-width kana carry their voice marks as characters of their own.
const CHARACTER = /[\s\S][\p{M}\uFF9E\uFF9F]*/gu;
const INVISIBLE = /^\p{Cf}$/u;
const GAP = /^[\s\p{Pd}\u2212_]$/u;
const APOSTROPHE = /^[\u2018\u2019\u02BC\u2032]$/u;
const UNSPACED_SCRIPT = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\u3005\u30FC]$/u;
const LETTER_OR_NUMBER = /^[\p{L}\p{N}]$/u;

const toSimplified = Converter({ from: 't', to: 'cn' });

interface CodeClass {
  /** Written with spaces between words, so a phrase may not begin or end inside one. */
  readonly isWord: boolean;
  /** Written without spaces: a space beside it says nothing. */
  readonly isUnspaced: boolean;
}
const classes = new Map<number, CodeClass>();
function classOf(code: number): CodeClass {
  const known = classes.get(code);
  if (known) return known;
  const text = String.fromCodePoint(code);
  const isUnspaced = UNSPACED_SCRIPT.test(text);
  const found = { isUnspaced, isWord: !isUnspaced && LETTER_OR_NUMBER.test(text) };
  classes.set(code, found);
  return found;
}

export function isWordCode(code: number | undefined): boolean {
  return code !== undefined && classOf(code).isWord;
}

// Remembered for single code points only, so that it stays bounded.
const folds = new Map<string, readonly number[]>();
function foldCharacter(character: string): readonly number[] {
  const known = folds.get(character);
  if (known) return known;
  const codes: number[] = [];
  for (const part of character.normalize('NFKC').toLowerCase()) {
    if (INVISIBLE.test(part)) continue;
    if (GAP.test(part)) codes.push(SEPARATOR);
    else if (APOSTROPHE.test(part)) codes.push(0x27);
    else codes.push(toSimplified(part).codePointAt(0) ?? 0);
  }
  if (character.length <= 2) folds.set(character, codes);
  return codes;
}

/** Runs of white space and hyphens become one separator; beside a script without spaces, and at both ends, none. */
export function foldText(text: string): FoldedText {
  const codes: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let hasGap = false;
  for (const match of text.matchAll(CHARACTER)) {
    const from = match.index;
    const to = from + match[0].length;
    const folded = foldCharacter(match[0]);
    folded.forEach((code, index) => {
      if (code === SEPARATOR) {
        hasGap = true;
        return;
      }
      const last = codes.at(-1);
      if (hasGap && last !== undefined && !classOf(last).isUnspaced && !classOf(code).isUnspaced) {
        codes.push(SEPARATOR);
        starts.push(-1);
        ends.push(-1);
      }
      hasGap = false;
      codes.push(code);
      starts.push(index === 0 ? from : -1);
      ends.push(index === folded.length - 1 ? to : -1);
    });
  }
  return { codes, starts, ends };
}
