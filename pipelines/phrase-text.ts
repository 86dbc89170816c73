// Text as the phrase matcher compares it: code points, each knowing which UTF-16 span of the original it stands for.
// Case, width (NFKC, Unicode TR15), simplified/traditional and the kind of white space or hyphen no longer show.

import { Converter } from 'opencc-js/t2cn';
import { allMatches } from '../engine/all-matches.ts';

/** Code points and where each came from; the three lists have the same meaning up to `length`. */
export interface FoldedText {
  readonly length: number;
  /** Behind the last one stands a 0. */
  readonly codes: Int32Array;
  /** UTF-16 offset at which the original character begins; −1 where it began with an earlier code point ("㎞" → k, m). */
  readonly starts: Int32Array;
  /** UTF-16 offset behind the original character; −1 where it ends with a later code point. */
  readonly ends: Int32Array;
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

/** Characters that say the same and are not one traditional, one simplified; phrases are compared without the difference. */
const VARIANTS: readonly (readonly [variant: string, common: string])[] = [
  ['瞭', '了'],
  ['帐', '账'],
  ['著', '着'],
  ['甚', '什'],
  ['妳', '你'],
  ['牠', '它'],
  ['衹', '只'],
  ['祇', '只'],
  ['衞', '卫'],
  ['画', '划'],
  ['姊', '姐'],
];
const sameWord = Uint16Array.from({ length: UNITS }, (_, code) => code);
for (const [variant, common] of VARIANTS) sameWord[variant.charCodeAt(0)] = common.charCodeAt(0);

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

/** The first of the blocks of Chinese characters and their radicals. */
const FIRST_HAN = 0x2e80;

/** The text in simplified characters and half width, else as it is written. */
export function simplified(text: string): string {
  const written = text.normalize('NFKC');
  let folded = '';
  let from = 0;
  for (let at = 0; at < written.length; at++) {
    const unit = written.charCodeAt(at);
    if (unit < FIRST_HAN) continue;
    const code = foldUnit(unit);
    if (code <= 0 || code === unit) continue;
    folded += written.slice(from, at) + String.fromCodePoint(code);
    from = at + 1;
  }
  return from === 0 ? written : folded + written.slice(from);
}

/** Lower case, half width and simplified, every UTF-16 unit at its place; what has no such form of one unit stays. */
export function foldedInPlace(text: string): string {
  let folded = '';
  for (let at = 0; at < text.length; at++) {
    const code = foldUnit(text.charCodeAt(at));
    const isLetter = code > 0 && code < UNITS && code !== SEPARATOR;
    folded += isLetter ? String.fromCharCode(code) : text.charAt(at);
  }
  return folded;
}

/** What the last text was folded into; grows with the longest text and is used again for the next. */
let scratch = { length: 0, ...placesFor(1_024) };

function placesFor(codes: number) {
  return { codes: new Int32Array(codes), starts: new Int32Array(codes), ends: new Int32Array(codes) };
}

/** Makes room for so many codes and the 0 behind them; what was folded before is gone. */
function startScratch(codes: number): void {
  if (scratch.codes.length <= codes) scratch = { length: 0, ...placesFor(2 * codes + 1) };
  scratch.length = 0;
}

function push(code: number, start: number, end: number): void {
  const at = scratch.length;
  scratch.codes[at] = code < UNITS ? (sameWord[code] as number) : code;
  scratch.starts[at] = start;
  scratch.ends[at] = end;
  scratch.length = at + 1;
}

/** Nothing, where the last code and the next are not both of a script with spaces. */
function pushGap(last: number, next: number): void {
  if (last !== 0 && kindOf(last) !== UNSPACED && kindOf(next) !== UNSPACED) push(SEPARATOR, -1, -1);
}

/**
 * Runs of white space and hyphens become one separator; beside a script without spaces, and at both ends, none. The lists
 * are shared: they hold until the next text is folded.
 */
export function foldShared(text: string): FoldedText {
  startScratch(2 * text.length);
  if (!foldUnits(text)) foldCharacters(text);
  scratch.codes[scratch.length] = 0;
  return scratch;
}

/** The codes alone, to keep. */
export function foldCodes(text: string): number[] {
  const { codes, length } = foldShared(text);
  return Array.from(codes.subarray(0, length));
}

/** False, with half a result, where the text has characters of several units, with marks, or that become several. */
function foldUnits(text: string): boolean {
  let last = 0;
  let hasGap = false;
  for (let at = 0; at < text.length; at++) {
    const code = foldUnit(text.charCodeAt(at));
    if (code === MANY) return false;
    if (code === NOTHING) continue;
    if (code === SEPARATOR) {
      hasGap = true;
      continue;
    }
    if (hasGap) pushGap(last, code);
    hasGap = false;
    push(code, at, at + 1);
    last = code;
  }
  return true;
}

/** The same for any text. */
function foldCharacters(text: string): void {
  const characters = allMatches(text, CHARACTER).map((match) => {
    return { from: match.index, to: match.index + match[0].length, folded: foldCharacter(match[0]) };
  });
  startScratch(characters.reduce((sum, { folded }) => sum + 2 * folded.length, 0));
  let last = 0;
  let hasGap = false;
  for (const { from, to, folded } of characters) {
    folded.forEach((code, index) => {
      if (code === SEPARATOR) {
        hasGap = true;
        return;
      }
      if (hasGap) pushGap(last, code);
      hasGap = false;
      push(code, index === 0 ? from : -1, index === folded.length - 1 ? to : -1);
      last = code;
    });
  }
}
