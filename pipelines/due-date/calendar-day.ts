// Days of the calendar as whole numbers: days since 1970-01-01, without a time of day and without a zone. Pure.

export type CalendarDay = number;

const DAY_MS = 86_400_000;
const DAYS_PER_WEEK = 7;
const MONTHS_PER_YEAR = 12;

/** `month` 1…12; months and days beyond the end roll over, as in Date.UTC. */
export function dayOf(year: number, month: number, day: number): CalendarDay {
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

/** `month` 1…12. */
export function partsOf(day: CalendarDay): { readonly year: number; readonly month: number; readonly date: number } {
  const at = new Date(day * DAY_MS);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate() };
}

/** `2026-11-27`. */
export const isoOf = (day: CalendarDay): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** 1 Monday … 7 Sunday (ISO 8601). */
export const weekdayOf = (day: CalendarDay): number => new Date((day - 1) * DAY_MS).getUTCDay() + 1;

/** `weeks` 0: that day of the week `day` lies in (Monday to Sunday); 1: of the next week. */
export function weekdayIn(day: CalendarDay, weekday: number, weeks: number): CalendarDay {
  return day - weekdayOf(day) + weekday + weeks * DAYS_PER_WEEK;
}

/** The next such day after `day`; on that day itself a week later. */
export function nextWeekday(day: CalendarDay, weekday: number): CalendarDay {
  const inThisWeek = weekdayIn(day, weekday, 0);
  return inThisWeek > day ? inThisWeek : inThisWeek + DAYS_PER_WEEK;
}

/** The last day of the month that is `months` after that of `day`. */
export function monthEnd(day: CalendarDay, months: number): CalendarDay {
  const { year, month } = partsOf(day);
  return dayOf(year, month + months + 1, 0);
}

/** The next day with this day of the month after `day`; months that are too short are passed over. `date` 1…31. */
export function nextDate(day: CalendarDay, date: number): CalendarDay {
  const { year, month } = partsOf(day);
  for (let months = 0; months < MONTHS_PER_YEAR; months += 1) {
    const found = dayOf(year, month + months, date);
    if (found > day && partsOf(found).date === date) return found;
  }
  return dayOf(year + 1, month, date);
}

/** The same day of the month so many months later, or that month's last day where it is shorter. */
export function addMonths(day: CalendarDay, months: number): CalendarDay {
  const { year, month, date } = partsOf(day);
  return Math.min(dayOf(year, month + months, date), monthEnd(day, months));
}

/** So many working days (Monday to Friday) later; public holidays are not known. */
export function addWorkingDays(day: CalendarDay, days: number): CalendarDay {
  let at = day;
  for (let left = days; left > 0; ) {
    at += 1;
    if (weekdayOf(at) <= 5) left -= 1;
  }
  return at;
}

/** The last day of the quarter of `day`. */
export function quarterEnd(day: CalendarDay): CalendarDay {
  const { year, month } = partsOf(day);
  return dayOf(year, Math.ceil(month / 3) * 3 + 1, 0);
}

/** The month's end that comes next: of this year, or of the next where it has passed. `month` 1…12. */
export function nextEndOfMonth(day: CalendarDay, month: number): CalendarDay {
  const { year } = partsOf(day);
  const found = dayOf(year, month + 1, 0);
  return found >= day ? found : dayOf(year + 1, month + 1, 0);
}

/** The first day of the quarter that begins next: of this year, or of the next where it has begun. `quarter` 1…4. */
export function nextQuarterStart(day: CalendarDay, quarter: number): CalendarDay {
  const { year } = partsOf(day);
  const found = dayOf(year, 3 * quarter - 2, 1);
  return found >= day ? found : dayOf(year + 1, 3 * quarter - 2, 1);
}

/** That day of the week `day` lies in, or of the next where it has passed. */
export function thisWeekday(day: CalendarDay, weekday: number): CalendarDay {
  const found = weekdayIn(day, weekday, 0);
  return found >= day ? found : found + DAYS_PER_WEEK;
}
