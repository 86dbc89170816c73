// When a promise is due. In: the words, their language, the day they were said on. Out: the day and the words of time, or
// nothing. Our conventions (docs/metrics.md) come first, chrono-node reads the rest (month names, figures, "in ten days").
// A word of time behind "by", "before" or 之前 goes before the others, else the first that names a day. Pure.

import { casual as readEnglish } from 'chrono-node/en';
import { hans as chinese } from 'chrono-node/zh';
import { type CalendarDay, dayOf, isoOf, partsOf } from './calendar-day.ts';
import { type DateWords, findDates, overlaps } from './date-rule.ts';
import { DATE_RULES_EN, TODAY_RULES_EN } from './date-rules-en.ts';
import { DATE_RULES_ZH, TODAY_RULES_ZH } from './date-rules-zh.ts';

export interface DueDate {
  /** ISO 8601 calendar date. */
  readonly dueDate: string;
  /** UTF-16 offsets of the words of time. */
  readonly startChar: number;
  readonly endChar: number;
}

/** Only texts with one of these are worth the library's time. */
const LIBRARY_CUE_EN =
  /\d|tomorrow|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\b(?:days?|weeks?|months?)\b/;
const LIBRARY_CUE_ZH = /\d|月/;

function libraryDates(text: string, said: CalendarDay, isChinese: boolean): DateWords[] {
  if (!(isChinese ? LIBRARY_CUE_ZH : LIBRARY_CUE_EN).test(text)) return [];
  const { year, month, date } = partsOf(said);
  // Noon in UTC, so that no zone of the machine moves the day.
  const reference = { instant: new Date(Date.UTC(year, month - 1, date, 12)), timezone: 0 };
  const found = (isChinese ? chinese : readEnglish).parse(text, reference, { forwardDate: true });
  return found
    .filter(({ start, text: words }) => start.isCertain('day') || /months?$/.test(words))
    .map(({ start, index, text: words }) => {
      const day = dayOf(start.get('year') ?? 0, start.get('month') ?? 0, start.get('day') ?? 0);
      return { startChar: index, endChar: index + words.length, day };
    });
}

const DEADLINE_BEFORE_EN = /\b(?:by|before|until|till|within|no later than)(?: (?:the|about|around))?(?: end of)? ?$/;
const DEADLINE_AFTER_ZH = /^(?:之前|以前|前|内|之内|以内|为止)/;
const isDeadline = (text: string, { startChar, endChar }: DateWords): boolean =>
  DEADLINE_BEFORE_EN.test(text.slice(0, startChar)) ||
  /^(?:by|before|until) /.test(text.slice(startChar, endChar)) ||
  DEADLINE_AFTER_ZH.test(text.slice(endChar));

/** Null where the words name no day, or only days that have passed. `said`: the day of the call. */
export function dueDateIn(text: string, language: string, said: CalendarDay): DueDate | null {
  const isChinese = /^zh\b/i.test(language);
  const plain = text.toLowerCase().replaceAll('’', "'");
  const ruled = findDates(plain, said, isChinese ? DATE_RULES_ZH : DATE_RULES_EN);
  const known = [...ruled];
  for (const words of [
    ...libraryDates(plain, said, isChinese),
    ...findDates(plain, said, isChinese ? TODAY_RULES_ZH : TODAY_RULES_EN),
  ]) {
    if (!known.some((other) => overlaps(other, words))) known.push(words);
  }
  const days = known.filter(({ day }) => day !== null && day >= said).sort((a, b) => a.startChar - b.startChar);
  const chosen = days.find((words) => isDeadline(plain, words)) ?? days[0];
  if (!chosen || chosen.day === null) return null;
  return { dueDate: isoOf(chosen.day), startChar: chosen.startChar, endChar: chosen.endChar };
}
