// Days that people promise by: public holidays and shopping days. In: the name and the day it is said. Out: the next such
// day, null where it is not known. Pure. Lunar ones are listed up to 2035; days off are those of most years.

import { type CalendarDay, dayOf, nextWeekday, partsOf } from './calendar-day.ts';

/** Null in a year that is not known. */
type DayIn = (year: number) => CalendarDay | null;

/** Lunar days as the calendar of the Purple Mountain Observatory has them: ICU's is a day off in some years (2027). */
const LUNAR_FROM = 2025;
const LUNAR = {
  春节: '01-29 02-17 02-06 01-26 02-13 02-03 01-23 02-11 01-31 02-19 02-08',
  端午: '05-31 06-19 06-09 05-28 06-16 06-05 06-24 06-12 06-01 06-20 06-10',
  中秋: '10-06 09-25 09-15 10-03 09-22 09-12 10-01 09-19 09-08 09-27 09-16',
};

const fixed =
  (month: number, date: number): DayIn =>
  (year) =>
    dayOf(year, month, date);

/** The `nth` such weekday of a month; 1 Monday … 7 Sunday. */
const nth =
  (month: number, weekday: number, count: number) =>
  (year: number): CalendarDay =>
    nextWeekday(dayOf(year, month, 1) - 1, weekday) + 7 * (count - 1);

const lunar =
  (name: keyof typeof LUNAR, later = 0): DayIn =>
  (year) => {
    const written = LUNAR[name].split(' ')[year - LUNAR_FROM];
    return written === undefined ? null : dayOf(year, Number(written.slice(0, 2)), Number(written.slice(3))) + later;
  };

interface Holiday {
  readonly names: string;
  readonly dayIn: DayIn;
  /** Days off from the day itself on: "after it" is the day behind them. */
  readonly daysOff: number;
}

const ZH: readonly Holiday[] = [
  { names: '双十一|双11', dayIn: fixed(11, 11), daysOff: 1 },
  {
    names:
      '国庆(?:节|长假|假期)?|(?<![二三月])十一(?:长假|假期|黄金周)|(?<![二三月])十一(?=之?前|以前|之?后|以后|过后)',
    dayIn: fixed(10, 1),
    daysOff: 7,
  },
  { names: '元旦(?:节)?', dayIn: fixed(1, 1), daysOff: 1 },
  { names: '五一(?:节|劳动节|假期|长假)?|劳动节', dayIn: fixed(5, 1), daysOff: 5 },
  { names: '双十二|双12', dayIn: fixed(12, 12), daysOff: 1 },
  { names: '圣诞(?:节)?', dayIn: fixed(12, 25), daysOff: 1 },
  { names: '中秋(?:节)?', dayIn: lunar('中秋'), daysOff: 1 },
  { names: '端午(?:节)?', dayIn: lunar('端午'), daysOff: 1 },
  { names: '元宵(?:节)?', dayIn: lunar('春节', 14), daysOff: 1 },
  { names: '春节|过年(?=之?前)|年三十|大年初一', dayIn: lunar('春节'), daysOff: 7 },
];

const EN: readonly Holiday[] = [
  { names: "new year'?s?(?: day| eve)?", dayIn: fixed(1, 1), daysOff: 1 },
  { names: 'christmas(?: day| eve)?|xmas', dayIn: fixed(12, 25), daysOff: 1 },
  { names: 'halloween', dayIn: fixed(10, 31), daysOff: 1 },
  { names: 'independence day|(?:the )?fourth of july', dayIn: fixed(7, 4), daysOff: 1 },
  { names: 'thanksgiving', dayIn: nth(11, 4, 4), daysOff: 1 },
  { names: 'labou?r day', dayIn: nth(9, 1, 1), daysOff: 1 },
  { names: 'memorial day', dayIn: (year) => nth(6, 1, 1)(year) - 7, daysOff: 1 },
  { names: 'black friday', dayIn: (year) => nth(11, 4, 4)(year) + 1, daysOff: 1 },
];

function nextOf(dayIn: DayIn, said: CalendarDay): CalendarDay | null {
  const { year } = partsOf(said);
  const inThisYear = dayIn(year);
  return inThisYear === null || inThisYear >= said ? inThisYear : dayIn(year + 1);
}

/** Each with its words as a pattern, the next such day, and the first day after the days off. */
export const holidays = (language: 'zh' | 'en') =>
  (language === 'zh' ? ZH : EN).map(({ names, dayIn, daysOff }) => ({
    names,
    on: (said: CalendarDay): CalendarDay | null => nextOf(dayIn, said),
    after(said: CalendarDay): CalendarDay | null {
      const day = nextOf(dayIn, said);
      return day === null ? null : day + daysOff;
    },
  }));
