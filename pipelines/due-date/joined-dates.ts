// Words of time that belong together. In: words of time with their days, in the order of the text. Out: the same, joined:
// a time of day with the day it is of ("by 3 pm Friday"), a weekday with its date ("周四，12月3号"). Pure.

import type { CalendarDay } from './calendar-day.ts';
import type { DateWords } from './date-rule.ts';

/** What may stand between a day and a time of that day. */
const BETWEEN_DAY_AND_TIME =
  /^(?:[\s,，、]|\b(?:on|of|at|by|before|until|around|about|or so|in|the|this|next)\b|的|我|就|大概|大约)*$/;
const BETWEEN_WEEKDAY_AND_DATE = /^[\s,，、（(]*(?:也?就是|即|the)?\s*$/;

const gapOf = (text: string, a: DateWords, b: DateWords): string =>
  a.endChar <= b.startChar ? text.slice(a.endChar, b.startChar) : text.slice(b.endChar, a.startChar);
const joined = (a: DateWords, b: DateWords, day: CalendarDay | null): DateWords => {
  return { startChar: Math.min(a.startChar, b.startChar), endChar: Math.max(a.endChar, b.endChar), day };
};

/** Times of day without a day beside them are of today. */
export function joinDayAndTime(text: string, days: readonly DateWords[], times: readonly DateWords[]): DateWords[] {
  let found = [...days];
  for (const time of times) {
    const at = found.findIndex(({ day, ...place }) => {
      return day !== null && BETWEEN_DAY_AND_TIME.test(gapOf(text, { ...place, day }, time));
    });
    const beside = found[at];
    found = beside ? found.with(at, joined(beside, time, beside.day)) : [...found, time];
  }
  return found.sort((a, b) => a.startChar - b.startChar);
}

/** A weekday beside a date that falls on it: the date says which. */
export function joinDayAndDate(text: string, days: readonly DateWords[]): DateWords[] {
  const found: DateWords[] = [];
  for (const words of days) {
    const last = found.at(-1);
    const isSame = last && last.day !== null && words.day !== null && (words.day - last.day) % 7 === 0;
    if (last && isSame && BETWEEN_WEEKDAY_AND_DATE.test(gapOf(text, last, words))) {
      found[found.length - 1] = joined(last, words, Math.max(last.day ?? 0, words.day ?? 0));
    } else found.push(words);
  }
  return found;
}
