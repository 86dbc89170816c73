// The terms that two texts are compared by. In: a text. Out: its terms, repeated as often as they are said: word stems of
// spaced scripts, single characters and pairs of Chinese. Function words are left out. No latency, no state.

import { foldCodes } from '../phrase-text.ts';

const PART = /\p{Script=Han}+|[\p{L}\p{N}']+/gu;
const HAN = /^\p{Script=Han}/u;

const FUNCTION_WORDS = new Set(
  (
    'a an the and or but if of to in on at by for with from as into about than that this these those it its is are was were ' +
    'be been being am do does did have has had will would can could should may might must shall i you he she we they me him ' +
    'her us them my your his our their so very just also too not no yes well um uh oh there here what which who how ' +
    'ask like get want let know think say most more some any one all when then'
  ).split(' '),
);
const FUNCTION_CHARACTERS = new Set([...'的了吗呢吧啊嗯哦呃这那是在有也就都很还和跟与把被给让上下我你您他她它们个一']);

const ENDINGS = [/(?:'s|')$/, /s$/, /(?:ing|ied|ed|ly)$/, /[ey]$/];

/** `meetings`, `meeting`, `meets` → `meet`: endings off, so that forms of one word meet. */
const stemOf = (word: string): string =>
  ENDINGS.reduce((stem, ending) => {
    const shorter = stem.replace(ending, '');
    return shorter.length >= 3 ? shorter : stem;
  }, word);

function termsOfHan(run: string): string[] {
  const characters = [...run];
  const pairs = characters.slice(1).map((next, index) => `${characters[index] ?? ''}${next}`);
  return [...characters.filter((each) => !FUNCTION_CHARACTERS.has(each)), ...pairs];
}

export function termsOf(text: string): string[] {
  const folded = String.fromCodePoint(...foldCodes(text));
  const parts = folded.match(PART) ?? [];
  return parts.flatMap((part) => {
    if (HAN.test(part)) return termsOfHan(part);
    return FUNCTION_WORDS.has(part) ? [] : [stemOf(part)];
  });
}
