// Digits of a text, written or spoken, Chinese or English, each with its place. In: a text. Out: tokens in order.
// What cannot be part of a number of somebody (amounts, dates, times, versions, addresses of machines) is left out.

import { allMatches } from '../all-matches.ts';

export interface DigitToken {
  /** UTF-16 offsets, [start, end). */
  readonly start: number;
  readonly end: number;
  /** `0`–`9`; an X only as the check sign of a Chinese identity number. */
  readonly digits: string;
  /** `figure`: written; `single`: digits said one by one; `pair`: tens, teens and hundreds as words. */
  readonly form: 'figure' | 'single' | 'pair';
  /** Written without a gap after a letter, as in E12345678. */
  readonly isGlued: boolean;
}

const NOT_A_NUMBER = new RegExp(
  [
    String.raw`[$¥￥€£]\s?\d[\d,.]{0,20}`,
    String.raw`(?<![\d.])\d{1,3}(?:,\d{3})+(?!\d)`,
    String.raw`(?<!\d)(?:19|20)\d{2}[-/.年]\d{1,2}(?:[-/.月]\d{1,2})?(?![\d-])`,
    String.raw`(?<!\d)\d{1,2}\/\d{1,2}\/\d{2,4}(?!\d)`,
    String.raw`(?<!\d)\d{1,2}[:：]\d{2}(?!\d)`,
    String.raw`(?<![\d.])(?!\d{3}\.\d{3}\.\d{4}(?!\d))\d{1,9}(?:\.\d{1,9}){1,5}`,
  ].join('|'),
  'g',
);

const ENGLISH: Readonly<Record<string, string>> = {
  zero: '0',
  oh: '0',
  o: '0',
  nought: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
  eleven: '11',
  twelve: '12',
  thirteen: '13',
  fourteen: '14',
  fifteen: '15',
  sixteen: '16',
  seventeen: '17',
  eighteen: '18',
  nineteen: '19',
  twenty: '20',
  thirty: '30',
  forty: '40',
  fifty: '50',
  sixty: '60',
  seventy: '70',
  eighty: '80',
  ninety: '90',
}; // prettier-ignore
const SINGLE = 'zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine';
const TENS = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
const TEENS = 'ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen';
const CHINESE: Readonly<Record<string, string>> = {
  零: '0',
  〇: '0',
  洞: '0',
  幺: '1',
  一: '1',
  二: '2',
  两: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  拐: '7',
  八: '8',
  九: '9',
  勾: '9',
}; // prettier-ignore

const TOKEN = new RegExp(
  [
    `(?<figure>[0-9０-９]+)`,
    `(?<times>[二两三四五六])个(?<each>[零〇幺一二三四五六七八九])(?![十百千万亿月号点个分])`,
    `(?<chinese>[零〇幺一二三四五六七八九]|(?<=[零〇幺一二三四五六七八九])[洞拐勾])(?![十百千万亿])`,
    String.raw`\b(?<often>double|triple|treble)[ -](?<said>${SINGLE})\b`,
    String.raw`\b(?<hundreds>one|two|three|four|five|six|seven|eight|nine) hundred\b(?! and\b)`,
    String.raw`\b(?<tens>${TENS})(?:[ -](?<unit>one|two|three|four|five|six|seven|eight|nine))?\b`,
    String.raw`\b(?<teen>${TEENS})\b`,
    String.raw`\b(?<single>${SINGLE})\b(?! (?:hundred|thousand|million|billion)\b)`,
  ].join('|'),
  'gi',
);
/** The check sign of an identity number, directly after its figures. */
const CHECK_SIGN = /^[ ，,-]{0,2}(?:[xX](?![A-Za-z])|叉|艾克斯)/;

export function digitTokens(text: string): readonly DigitToken[] {
  const plain = text.replace(NOT_A_NUMBER, (found) => '#'.repeat(found.length));
  return allMatches(plain, TOKEN).map(({ 0: whole, index: start, groups = {} }) => {
    const end = start + whole.length;
    const isGlued = groups.figure !== undefined && /[A-Za-z]$/.test(plain.slice(0, start));
    return { start, end, ...digitsOf(groups), isGlued };
  });
}

/** `end` of the check sign that follows at `from`, else null. */
export function checkSignEnd(text: string, from: number): number | null {
  const found = CHECK_SIGN.exec(text.slice(from, from + 8));
  return found ? from + found[0].length : null;
}

function digitsOf(groups: Readonly<Record<string, string | undefined>>): Pick<DigitToken, 'digits' | 'form'> {
  const { figure, times, each, chinese, often, said, hundreds, tens, unit, teen, single } = groups;
  if (figure) return { digits: figure.normalize('NFKC'), form: 'figure' };
  if (times && each) return { digits: (CHINESE[each] ?? '').repeat(Number(CHINESE[times])), form: 'single' };
  if (chinese) return { digits: CHINESE[chinese] ?? '', form: 'single' };
  if (often && said) return { digits: english(said).repeat(often.toLowerCase() === 'double' ? 2 : 3), form: 'single' };
  if (hundreds) return { digits: `${english(hundreds)}00`, form: 'pair' };
  if (tens) return { digits: unit ? `${english(tens)[0]}${english(unit)}` : english(tens), form: 'pair' };
  return teen ? { digits: english(teen), form: 'pair' } : { digits: english(single ?? ''), form: 'single' };
}

const english = (word: string): string => ENGLISH[word.toLowerCase()] ?? '';
