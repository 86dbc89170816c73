// English words of time that our conventions (docs/metrics.md) read in one way, or that chrono-node does not read:
// weekdays, weeks, ends of months, days of the month, working days, "today" in its other words, vague words.

import {
  addWorkingDays,
  dayOf,
  monthEnd,
  nextDate,
  nextEndOfMonth,
  nextQuarterStart,
  nextWeekday,
  partsOf,
  quarterEnd,
  thisWeekday,
  weekdayIn,
} from './calendar-day.ts';
import type { DateRule } from './date-rule.ts';
import { holidays } from './holidays.ts';
import {
  countOf,
  DAY,
  MONTH,
  monthOf,
  NUMBER,
  ORDINAL,
  ordinalOf,
  QUARTER,
  quarterOf,
  weekdayOfWord,
} from './number-words-en.ts';

const [FRIDAY, SUNDAY] = [5, 7];
const rule = (source: string, day: DateRule['day']): DateRule => ({ pattern: new RegExp(`\\b${source}\\b`, 'g'), day });

/** "The third floor" is no day of a month. */
const THINGS =
  'floor|time|step|version|draft|line|party|one|batch|call|meeting|day|shipment|phase|workshop|half|thing|quarter|store|site|person|page|part|year|week|instal\\w*|two|three';

const WEEKS: readonly DateRule[] = [
  rule(`(?:a|one) week (?:from|after) ${DAY}`, ([, day], said) => nextWeekday(said, weekdayOfWord(day)) + 7),
  rule(
    `${NUMBER} weeks? (?:from|after) ${DAY}`,
    ([, weeks, day], said) => nextWeekday(said, weekdayOfWord(day)) + 7 * countOf(weeks),
  ),
  rule(`${NUMBER} weeks? (?:from|after) tomorrow`, ([, weeks], said) => said + 1 + 7 * countOf(weeks)),
  rule('(?:a week today|this time next week)', (_, said) => said + 7),
  rule(`${DAY} (?:week|after next)`, ([, day], said) => nextWeekday(said, weekdayOfWord(day)) + 7),
  rule(`${DAY},? (?:of )?(?:next week|the week after)`, ([, day], said) => weekdayIn(said, weekdayOfWord(day), 1)),
  rule(`next week,? (?:on )?${DAY}`, ([, day], said) => weekdayIn(said, weekdayOfWord(day), 1)),
  rule(`(?:next|the following) ${DAY}`, ([, day], said) => weekdayIn(said, weekdayOfWord(day), 1)),
  rule(`this (?:coming )?${DAY}`, ([, day], said) => thisWeekday(said, weekdayOfWord(day))),
  rule('week after next', (_, said) => weekdayIn(said, FRIDAY, 2)),
  rule('next weekend', (_, said) => weekdayIn(said, SUNDAY, 1)),
  rule('next week', (_, said) => weekdayIn(said, FRIDAY, 1)),
  rule('before the week-? ?end', (_, said) => thisWeekday(said, FRIDAY)),
  rule('(?:end of (?:this |the )?week|this week|eow)', (_, said) => thisWeekday(said, FRIDAY)),
  rule('(?:over|at|by|this|on|during) (?:the )?week-?end', (_, said) => thisWeekday(said, SUNDAY)),
  rule('(?:a|in a) fortnight', (_, said) => said + 14),
  rule(`${NUMBER} (?:business|working|work|week) ?days?`, ([, days], said) => addWorkingDays(said, countOf(days))),
];

const MONTHS: readonly DateRule[] = [
  rule(`${DAY},? the ${ORDINAL}(?! of [a-z])`, ([, , date], said) => nextDate(said, ordinalOf(date))),
  rule(`(?:the )?${ORDINAL} of next month`, ([, date], said) => nextDate(monthEnd(said, 0), ordinalOf(date))),
  rule(`end of ${MONTH}`, ([, month], said) => nextEndOfMonth(said, monthOf(month))),
  rule('(?:beginning|start|first) of next month', (_, said) => monthEnd(said, 0) + 1),
  rule('middle of next month', (_, said) => monthEnd(said, 0) + 15),
  rule('(?:middle of (?:the|this) month|mid[- ]month)', (_, said) => nextDate(said - 1, 15)),
  rule(`(?:mid[- ]|middle of )${MONTH}`, ([, month], said) => monthEnd(nextEndOfMonth(said, monthOf(month)), -1) + 15),
  rule('next month', (_, said) => monthEnd(said, 1)),
  rule('(?:end of (?:the |this )?month|month[- ]end|this month|eom)', (_, said) => monthEnd(said, 0)),
  rule(`(?:beginning|start) of (?:the )?${QUARTER}`, ([, quarter], said) => nextQuarterStart(said, quarterOf(quarter))),
  rule(`(?:end of )?(?:the )?${QUARTER}`, ([, quarter], said) => nextEndOfMonth(said, 3 * quarterOf(quarter))),
  rule('next quarter', (_, said) => quarterEnd(quarterEnd(said) + 1)),
  rule('(?:end of (?:the |this )?quarter|quarter[- ]end|this quarter|eoq)', (_, said) => quarterEnd(said)),
  rule('(?:end of (?:the |this )?year|year[- ]end|this year|eoy)', (_, said) => dayOf(partsOf(said).year, 12, 31)),
  rule(`(?:the|on|by|before|until) (?:the )?${ORDINAL}(?! (?:of [a-z]|${THINGS}|${MONTH}))`, ([, date], said) =>
    ordinalOf(date) > 31 ? null : nextDate(said, ordinalOf(date)),
  ),
];

/** Times that hang on something else, and times that are not said. */
const VAGUE: readonly DateRule[] = [
  rule('(?:as soon as|once|whenever) (?!we (?:hang|are off|finish))(?:(?!by |before )[a-z]+ ?){1,6}', () => null),
  rule('(?:a few|some|several) (?:more )?(?:hours|days|weeks|months)', () => null),
  rule('(?:last|past|previous) [a-z]+', () => null),
  rule('in the new year', () => null),
  rule('(?:soon|asap|shortly|right away|straight away|immediately|at once|later(?! today)|eventually)', () => null),
];

const HOLIDAYS: readonly DateRule[] = holidays('en').flatMap(({ names, on, after }) => [
  rule(`after (?:the )?(?:${names})`, (_, said) => after(said)),
  rule(`(?:${names})`, (_, said) => on(said)),
]);

/** "EOD Friday" is no time of today. */
const OF_ANOTHER_DAY = `(?! (?:on |of |this |next |the )*(?:${DAY.slice(1, -1)}|tomorrow|\\d|first|second|third))`;
const TODAY = [
  'today',
  'tonight',
  'this (?:afternoon|morning|evening)',
  `(?:end of (?:the )?(?:business )?day|close of (?:business|play)|eod|cob)${OF_ANOTHER_DAY}`,
  '(?:right|just) now',
  '(?:with)?in the (?:next )?(?:hour|afternoon|evening)',
  '(?:with)?in (?:an|half an|one|a couple of|two|three|the next) (?:hours?|minutes?)',
  '(?:with)?in (?:\\d+|a|five|ten|twenty|thirty) minutes?',
  '(?:by|before|at|until) (?:noon|lunch|midnight)',
  'after (?:lunch|(?:the|this|our) (?:call|meeting|conversation))',
  '(?:by|before|at) (?:one|two|three|four|five|six|seven|eight|nine|ten)(?! [a-z]*(?:days|weeks|months|of))',
  "(?:by|before|at) \\d{1,2}(?::\\d\\d)? ?(?:am|pm|o'clock)",
  '(?:as soon as|once|when) we (?:hang up|are off|finish)',
];

export const DATE_RULES_EN: readonly DateRule[] = [
  ...VAGUE,
  ...HOLIDAYS,
  ...WEEKS,
  ...MONTHS,
  rule(`${DAY}`, ([, day], said) => nextWeekday(said, weekdayOfWord(day))),
];

/** Tried after everything else: "tomorrow in the afternoon" is not today. */
export const TODAY_RULES_EN: readonly DateRule[] = [rule(`(?:${TODAY.join('|')})`, (_, said) => said)];
