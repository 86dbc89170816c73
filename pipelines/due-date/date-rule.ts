// What a rule for words of time is: a pattern, and the day that a match means on the day it is said. The first rule of a
// list that covers a stretch of text has it; what is not resolved (null) is vague and covers its stretch all the same.

import { allMatches } from '../../engine/all-matches.ts';
import type { CalendarDay } from './calendar-day.ts';

export interface DateRule {
  /** With the flag `g`. */
  readonly pattern: RegExp;
  readonly day: (match: RegExpMatchArray, said: CalendarDay) => CalendarDay | null;
}

export interface DateWords {
  readonly startChar: number;
  readonly endChar: number;
  /** Null: words of time that name no day ("soon"). */
  readonly day: CalendarDay | null;
  /** Weekday, month and day of the month together. */
  readonly isFullDate?: boolean;
}

export const overlaps = (a: DateWords, b: DateWords): boolean => a.startChar < b.endChar && b.startChar < a.endChar;

/** In the order of the text, without overlaps. */
export function findDates(text: string, said: CalendarDay, rules: readonly DateRule[]): DateWords[] {
  const found: DateWords[] = [];
  for (const { pattern, day } of rules) {
    for (const match of allMatches(text, pattern)) {
      const words = { startChar: match.index, endChar: match.index + match[0].length };
      if (found.some((other) => overlaps(other, { ...words, day: null }))) continue;
      found.push({ ...words, day: day(match, said) });
    }
  }
  return found.sort((a, b) => a.startChar - b.startChar);
}
