// Chinese words of time that our conventions (docs/metrics.md) read in one way, or that chrono-node does not read:
// weekdays, weeks, ends of months, days of the month, spans, working days, "today" in its other words, vague words.

import {
  addMonths,
  addWorkingDays,
  type CalendarDay,
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

const [FRIDAY, SUNDAY] = [5, 7];
const WEEK = '(?:周|星期|礼拜)';
const DAY = '([一二三四五六日天])';
const NUMBER = '([0-9]{1,3}|[一二两三四五六七八九十]{1,3})';

/** 一季度, 第二季度末, Q3. */
const QUARTER = '(?:第|q)?([一二三四1-4])(?:季度|(?<=q[1-4]))(?:[底末]|结束)?';

const weekdayOfWord = (word: string | undefined): number =>
  Math.min(SUNDAY, '一二三四五六日天'.indexOf(word ?? '') + 1);

const DIGITS = '零一二三四五六七八九';
const digit = (word: string): number => (word === '两' ? 2 : DIGITS.indexOf(word));
/** `23`, `二十三`, `两` → a number; up to 99. */
export function countOf(word: string | undefined): number {
  const text = word ?? '';
  if (/^\d/.test(text)) return Number(text);
  const [tens, ones] = text.includes('十') ? text.split('十') : ['零', text];
  return (tens === '' ? 1 : digit(tens ?? '')) * 10 + (ones === '' ? 0 : digit(ones ?? ''));
}

const rule = (source: string, day: DateRule['day']): DateRule => ({ pattern: new RegExp(source, 'g'), day });
const dateAfter = (said: CalendarDay, word: string | undefined) => {
  const date = countOf(word);
  return date >= 1 && date <= 31 ? nextDate(said, date) : null;
};
/** 十号楼, 3号线 and the like are places and things. */
const NOT_A_THING = '(?!楼|线|机|门|库|店|厂|车间|仓|院|文件|方案|位|系统|产品|设备)';

const WEEKS: readonly DateRule[] = [
  rule(`下个?${WEEK}里?的?${WEEK}${DAY}`, ([, day], said) => weekdayIn(said, weekdayOfWord(day), 1)),
  rule(`(?:这|本)个?${WEEK}里?的?${WEEK}${DAY}`, ([, day], said) => thisWeekday(said, weekdayOfWord(day))),
  rule(`下下个?${WEEK}${DAY}`, ([, day], said) => weekdayIn(said, weekdayOfWord(day), 2)),
  rule(`下个?${WEEK}${DAY}`, ([, day], said) => weekdayIn(said, weekdayOfWord(day), 1)),
  rule(`(?:这|本)个?${WEEK}${DAY}`, ([, day], said) => thisWeekday(said, weekdayOfWord(day))),
  rule(`下个?${WEEK}末`, (_, said) => weekdayIn(said, SUNDAY, 1)),
  rule(`(?:这|本)?个?${WEEK}末(?:之前|以前|前)`, (_, said) => thisWeekday(said, FRIDAY)),
  rule(`(?:这|本)?个?${WEEK}末`, (_, said) => thisWeekday(said, SUNDAY)),
  rule(`下下个?${WEEK}`, (_, said) => weekdayIn(said, FRIDAY, 2)),
  rule(`下个?${WEEK}`, (_, said) => weekdayIn(said, FRIDAY, 1)),
  rule(`(?:这|本)个?${WEEK}|(?<![一二两三四五六七八九十0-9每上半个])周内`, (_, said) => thisWeekday(said, FRIDAY)),
  rule(`(?<![一二两三四五六七八九十0-9每上]|每个?|上个?)${WEEK}${DAY}`, ([, day], said) =>
    nextWeekday(said, weekdayOfWord(day)),
  ),
];

const MONTHS: readonly DateRule[] = [
  rule(`下个?月(?:的)?${NUMBER}[号日]${NOT_A_THING}`, ([, date], said) => nextDate(monthEnd(said, 0), countOf(date))),
  rule('下个?月初', (_, said) => monthEnd(said, 0) + 1),
  rule('下个?月上旬', (_, said) => monthEnd(said, 0) + 10),
  rule('下个?月(?:当)?中(?!旬)', (_, said) => monthEnd(said, 0) + 15),
  rule('下个?月中旬', (_, said) => monthEnd(said, 0) + 20),
  rule(`明年${QUARTER}`, ([, quarter], said) => dayOf(partsOf(said).year + 1, 3 * countOf(quarter) + 1, 0)),
  rule(`${QUARTER}初`, ([, quarter], said) => nextQuarterStart(said, countOf(quarter))),
  rule(QUARTER, ([, quarter], said) => nextEndOfMonth(said, 3 * countOf(quarter))),
  rule('下个?季度?初', (_, said) => quarterEnd(said) + 1),
  rule('下个?季度(?:[底末])?', (_, said) => quarterEnd(quarterEnd(said) + 1)),
  rule(`(?:这|本)个?月(?:的)?${NUMBER}[号日]${NOT_A_THING}`, ([, date], said) => nextDate(said - 1, countOf(date))),
  rule('(?:这|本)?个?月(?:当)?中(?!旬|秋)', (_, said) => nextDate(said - 1, 15)),
  rule('(?:这|本)?个?月中旬', (_, said) => nextDate(said - 1, 20)),
  rule('下个?月[底末]?', (_, said) => monthEnd(said, 1)),
  rule(`明年的?${NUMBER}月(?:份的?)?${NUMBER}[号日]`, ([, month, date], said) =>
    dayOf(partsOf(said).year + 1, countOf(month), countOf(date)),
  ),
  rule(`明年${NUMBER}月[底末]`, ([, month], said) => dayOf(partsOf(said).year + 1, countOf(month) + 1, 0)),
  rule('明年年?[底末]', (_, said) => dayOf(partsOf(said).year + 1, 12, 31)),
  rule(`${NUMBER}月[底末]`, ([, month], said) => nextEndOfMonth(said, countOf(month))),
  rule('(?:这|本)?个?月[底末]|(?:这|本)个?月|(?<![0-9一二两三四五六七八九十几半上个])月内', (_, said) =>
    monthEnd(said, 0),
  ),
  rule('(?:这|本)?个?季度[底末]|(?:这|本)个?季度', (_, said) => quarterEnd(said)),
  rule('(?<![0-9一二两三四五六七八九十几个])月初', (_, said) => monthEnd(said, 0) + 1),
  rule('(?:今年)?年[底末]|今年|(?<![0-9一二两三四五六七八九十几半])年内', (_, said) =>
    dayOf(partsOf(said).year, 12, 31),
  ),
  rule(
    `(?<![0-9一二三四五六七八九十]月)(?<![0-9一二三四五六七八九十])${NUMBER}[号日]${NOT_A_THING}`,
    ([, date], said) => dateAfter(said, date),
  ),
];

const HOLIDAYS: readonly DateRule[] = holidays('zh').flatMap(({ names, on, after }) => [
  rule(`(?:${names})(?:之后|以后|过后|过完|后|回来)`, (_, said) => after(said)),
  rule(`过完(?:${names})`, (_, said) => after(said)),
  rule(`(?:${names})`, (_, said) => on(said)),
]);

const SPANS: readonly DateRule[] = [
  rule(`${NUMBER}个?(?:工作日|工作天)`, ([, days], said) => addWorkingDays(said, countOf(days))),
  rule(`${NUMBER}(?:周|个?星期|个?礼拜)(?!年|[一二三四五六日天])`, ([, weeks], said) => said + 7 * countOf(weeks)),
  rule('一个半月', (_, said) => addMonths(said, 1) + 15),
  rule('半年', (_, said) => addMonths(said, 6)),
  rule(`${NUMBER}个月`, ([, months], said) => addMonths(said, countOf(months))),
  rule('半个月', (_, said) => said + 15),
  rule('(?:过|这)(?:两|几|三)天|(?:这|几|些)(?:几)?天', () => null),
  rule(`(?<!第)${NUMBER}天`, ([, days], said) => said + countOf(days)),
  rule(`${NUMBER}个?(?:小时|钟头)`, ([, hours], said) => said + Math.floor(countOf(hours) / 24)),
  rule('今明两天', (_, said) => said + 1),
  rule('大后天', (_, said) => said + 3),
  rule('后天', (_, said) => said + 2),
  rule('明(?:天|早|晚|日|儿)', (_, said) => said + 1),
];

/** Times that hang on something else, that have passed, or that are not said. */
const VAGUE: readonly DateRule[] = [
  rule(
    '尽快|马上|立刻|立马|稍后|晚点|晚些时候|待会儿?|等会儿?|一会儿?|回头|有空|抽空|到时候?|年后|节后|改天',
    () => null,
  ),
  rule('昨[天日晚]|前天|上个?(?:周|星期|礼拜|月)[一二三四五六日天]?|去年|刚才', () => null),
];

export const DATE_RULES_ZH: readonly DateRule[] = [
  ...SPANS.slice(0, 1),
  ...HOLIDAYS,
  ...WEEKS,
  ...MONTHS,
  ...SPANS.slice(1),
  ...VAGUE,
];

/** Tried after everything else: 明天下午 is not today. */
export const TODAY_RULES_ZH: readonly DateRule[] = [
  rule(
    '今[天日晚儿早]|当天|下班前|(?:上|下|中)午|晚上|傍晚|夜里|会后|现在|半个?(?:小时|钟头)|[0-9一二两三四五六七八九十半]分钟',
    (_, said) => said,
  ),
];
