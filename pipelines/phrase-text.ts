// Text as the phrase matcher compares it: code points, each knowing which UTF-16 span of the original it stands for.
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
const MARK = /^[\p{M}\uFF9E\uFF9F]$/u;
const INVISIBLE = /^\p{Cf}$/u;
const GAP = /^[\s\p{Pd}\u2212_]$/u;
const APOSTROPHE = /^[\u2018\u2019\u02BC\u2032]$/u;
const HAN = /^\p{Script=Han}$/u;
const UNSPACED_SCRIPT = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\u3005\u30FC]$/u;
const LETTER_OR_NUMBER = /^[\p{L}\p{N}]$/u;

const toSimplified = Converter({ from: 't', to: 'cn' });

/** One UTF-16 unit can hold these; what is beyond is remembered nowhere and classified anew. */
const UNITS = 0x1_0000;
const UNKNOWN = 0;
/** Written with spaces between words, so a phrase may not begin or end inside one. */
const WORD = 1;
/** Written without spaces: a space beside it says nothing. */
const UNSPACED = 2;
const OTHER = 3;
const kinds = new Uint8Array(UNITS);

function kindOf(code: number): number {
  const known = code < UNITS ? (kinds[code] ?? UNKNOWN) : UNKNOWN;
  if (known !== UNKNOWN) return known;
  const text = String.fromCodePoint(code);
  const isWord = LETTER_OR_NUMBER.test(text);
  const kind = UNSPACED_SCRIPT.test(text) ? UNSPACED : isWord ? WORD : OTHER;
  if (code < UNITS) kinds[code] = kind;
  return kind;
}

export function isWordCode(code: number | undefined): boolean {
  return code !== undefined && kindOf(code) === WORD;
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
    else codes.push((HAN.test(part) ? toSimplified(part) : part).codePointAt(0) ?? 0);
  }
  if (character.length <= 2) folds.set(character, codes);
  return codes;
}

/** What a single UTF-16 unit folds to: a code, or one of these. */
const UNSEEN = 0;
const NOTHING = -1;
/** Half of a character, a mark that joins the one before, or a character that becomes several. */
const MANY = -2;
const foldedUnits = new Int32Array(UNITS);

function foldUnit(unit: number): number {
  const known = foldedUnits[unit] ?? UNSEEN;
  if (known !== UNSEEN) return known;
  const text = String.fromCharCode(unit);
  const codes = unit === 0 || (unit >= 0xd800 && unit < 0xe000) || MARK.test(text) ? null : foldCharacter(text);
  const folded = codes === null || codes.length > 1 ? MANY : (codes[0] ?? NOTHING);
  foldedUnits[unit] = folded;
  return folded;
}

/** The text in simplified characters and half width, else as it is written. */
export function simplified(text: string): string {
  if (!/[^\p{ASCII}]/u.test(text)) return text;
  return text.normalize('NFKC').replace(/\p{Script=Han}/gu, (character) => {
    const code = foldUnit(character.charCodeAt(0));
    return code > 0 ? String.fromCodePoint(code) : character;
  });
}

/** Runs of white space and hyphens become one separator; beside a script without spaces, and at both ends, none. */
export const foldText = (text: string): FoldedText => fold(text, true);

/** The codes alone, for when nobody asks yet where they stood. */
export const foldCodes = (text: string): readonly number[] => fold(text, false).codes;

function fold(text: string, withPlaces: boolean): FoldedText {
  const codes: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let last = 0;
  let hasGap = false;
  for (let at = 0; at < text.length; at++) {
    const code = foldUnit(text.charCodeAt(at));
    if (code === MANY) return foldByCharacter(text);
    if (code === NOTHING) continue;
    if (code === SEPARATOR) {
      hasGap = true;
      continue;
    }
    if (hasGap && last !== 0 && kindOf(last) !== UNSPACED && kindOf(code) !== UNSPACED) {
      codes.push(SEPARATOR);
      if (withPlaces) {
        starts.push(-1);
        ends.push(-1);
      }
    }
    hasGap = false;
    codes.push(code);
    last = code;
    if (withPlaces) {
      starts.push(at);
      ends.push(at + 1);
    }
  }
  return { codes, starts, ends };
}

/** The same for any text: characters of several units, with marks, or that become several. */
function foldByCharacter(text: string): FoldedText {
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
      if (hasGap && last !== undefined && kindOf(last) !== UNSPACED && kindOf(code) !== UNSPACED) {
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
