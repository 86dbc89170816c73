// When a promise is due. In: the words, their language, the day they were said on. Out: the day and the words of time, or
// nothing. Our conventions (docs/metrics.md) come first, chrono-node reads the rest (month names, figures, "in ten days").
// A word of time behind "by", "before" or 之前 goes before the others, else the first that names a day; one that only says
// which report is meant ("the Monday report") comes last. Pure.

import { casual as readEnglish } from 'chrono-node/en';
import { hans as chinese } from 'chrono-node/zh';
import { foldedInPlace } from '../phrase-text.ts';
import { type CalendarDay, dayOf, isoOf, partsOf } from './calendar-day.ts';
import { type DateWords, findDates, overlaps } from './date-rule.ts';
import { DATE_RULES_EN, TODAY_RULES_EN } from './date-rules-en.ts';
import { DATE_RULES_ZH, TODAY_RULES_ZH } from './date-rules-zh.ts';
import { joinDayAndDate, joinDayAndTime } from './joined-dates.ts';

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
const MONTH_NAME = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|[0-9一二三四五六七八九十]月/;
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
      const isFullDate = MONTH_NAME.test(words) && start.isCertain('weekday');
      return { startChar: index, endChar: index + words.length, day, isFullDate };
    });
}

/** "Thursday, December 3rd" is the third, whatever the day of the week alone would be. */
function withoutDaysWithin(ruled: readonly DateWords[], library: readonly DateWords[]): DateWords[] {
  const isWithin = (words: DateWords, { startChar, endChar, isFullDate }: DateWords) =>
    isFullDate === true && words.startChar >= startChar && words.endChar <= endChar;
  return ruled.filter((words) => !library.some((whole) => isWithin(words, whole)));
}

const DEADLINE_BEFORE_EN = /\b(?:by|before|until|till|within|no later than)(?: (?:the|about|around))?(?: end of)? ?$/;
const DEADLINE_AFTER_ZH = /^(?:之前|以前|前|内|之内|以内|为止)/;
const isDeadline = (text: string, { startChar, endChar }: DateWords): boolean =>
  DEADLINE_BEFORE_EN.test(text.slice(0, startChar)) ||
  /^(?:by|before|until) /.test(text.slice(startChar, endChar)) ||
  DEADLINE_AFTER_ZH.test(text.slice(endChar));

const NAMES_A_THING =
  /^(?:'s)? (?:report|meeting|call|notes|minutes|numbers|figures|demo|session|version|deck|slides|review|workshop|e-?mail|invoice|draft|recording)s?\b|^的(?!时候|话|上午|下午|中午|早上|晚上|白天|之前|以前)/;

/** Every stretch of the text that names a day or a time, by our rules first. */
function datesIn(plain: string, said: CalendarDay, isChinese: boolean): DateWords[] {
  const library = libraryDates(plain, said, isChinese);
  const known = withoutDaysWithin(findDates(plain, said, isChinese ? DATE_RULES_ZH : DATE_RULES_EN), library);
  for (const words of library) if (!known.some((other) => overlaps(other, words))) known.push(words);
  const times = findDates(plain, said, isChinese ? TODAY_RULES_ZH : TODAY_RULES_EN).filter(
    (words) => !known.some((other) => overlaps(other, words)),
  );
  const days = joinDayAndDate(
    plain,
    known.sort((a, b) => a.startChar - b.startChar),
  );
  return joinDayAndTime(plain, days, times);
}

/** Null where the words name no day, or only days that have passed. `said`: the day of the call. */
export function dueDateIn(text: string, language: string, said: CalendarDay): DueDate | null {
  const plain = foldedInPlace(text).replaceAll('’', "'");
  const found = datesIn(plain, said, /^zh\b/i.test(language));
  const days = found.filter(({ day }) => day !== null && day >= said);
  const ofPromise = days.filter(({ endChar }) => !NAMES_A_THING.test(plain.slice(endChar)));
  const chosen = ofPromise.find((words) => isDeadline(plain, words)) ?? ofPromise[0] ?? days[0];
  if (!chosen || chosen.day === null) return null;
  return { dueDate: isoOf(chosen.day), startChar: chosen.startChar, endChar: chosen.endChar };
}
