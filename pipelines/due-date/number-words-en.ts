// English numbers, ordinals, weekdays and months in words, as parts of patterns and as what they mean. Lower case only.

/** In full, or short where the short form is no other word ("sat", "sun"). */
export const DAY = '((?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|weds?|thu(?:rs?)?|fri)';
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** 1 Monday … 7 Sunday. */
export const weekdayOfWord = (word: string | undefined): number => WEEKDAYS.indexOf((word ?? '').slice(0, 3)) + 1;

const QUARTERS = ['first', 'second', 'third', 'fourth'];
/** `q1`, `first quarter`, `1st quarter`. */
export const QUARTER = `(q[1-4]|(?:${QUARTERS.join('|')}|1st|2nd|3rd|4th) quarter)`;
/** 1…4. */
export function quarterOf(word: string | undefined): number {
  const text = word ?? '';
  const digit = /\d/.exec(text)?.[0];
  return digit === undefined ? QUARTERS.findIndex((each) => text.startsWith(each)) + 1 : Number(digit);
}

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
export const MONTH = `(${MONTHS.join('|')})`;
/** 1…12. */
export const monthOf = (word: string | undefined): number => MONTHS.indexOf(word ?? '') + 1;

const COUNTS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const MORE_COUNTS: Readonly<Record<string, number>> = { a: 1, 'a couple of': 2, fifteen: 15, twenty: 20, thirty: 30 };
export const NUMBER = `(\\d{1,3}|a couple of|a|${[...COUNTS.slice(1), 'fifteen', 'twenty', 'thirty'].join('|')})`;
export function countOf(word: string | undefined): number {
  const text = word ?? '';
  return /^\d/.test(text) ? Number(text) : (MORE_COUNTS[text] ?? Math.max(0, COUNTS.indexOf(text)));
}

const UNITS = 'first second third fourth fifth sixth seventh eighth ninth'.split(' ');
const TEENS =
  'tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );
const IN_ORDER = [...UNITS, ...TEENS, ...UNITS.map((unit) => `twenty ${unit}`), 'thirtieth', 'thirty first'];
const WORDS = IN_ORDER.toReversed().map((word) => word.replace(' ', '[ -]'));
export const ORDINAL = `(\\d{1,2}(?:st|nd|rd|th)|${WORDS.join('|')})`;
/** `15th`, `fifteenth` → 15. */
export function ordinalOf(word: string | undefined): number {
  const text = (word ?? '').replace('-', ' ');
  return /^\d/.test(text) ? Number.parseInt(text, 10) : IN_ORDER.indexOf(text) + 1;
}
