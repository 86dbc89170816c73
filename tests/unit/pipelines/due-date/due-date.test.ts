import { describe, expect, it } from 'vitest';
import { dayOf, isoOf } from '../../../../pipelines/due-date/calendar-day.ts';
import { callDayAt } from '../../../../pipelines/due-date/call-day.ts';
import { dueDateIn } from '../../../../pipelines/due-date/due-date.ts';

const WEDNESDAY = dayOf(2026, 11, 25);
const FRIDAY = dayOf(2026, 11, 27);
const SATURDAY = dayOf(2026, 3, 14);
const MONTH_END = dayOf(2026, 8, 31);
const YEAR_END = dayOf(2026, 12, 30);
const LEAP_YEAR = dayOf(2028, 2, 24);

const due = (text: string, language: string, said: number) => dueDateIn(text, language, said)?.dueDate ?? null;

describe('a weekday', () => {
  it.each([
    ['by Friday', 'en', WEDNESDAY, '2026-11-27'],
    ['by Friday', 'en', FRIDAY, '2026-12-04'],
    ['on Monday', 'en', FRIDAY, '2026-11-30'],
    ['周五前', 'zh', WEDNESDAY, '2026-11-27'],
    ['周五', 'zh', FRIDAY, '2026-12-04'],
    ['星期一', 'zh', YEAR_END, '2027-01-04'],
    ['礼拜天', 'zh', SATURDAY, '2026-03-15'],
  ])('alone is the next such day, on that day a week later: "%s" (%s)', (text, language, said, day) => {
    expect(due(text, language, said)).toBe(day);
  });

  it.each([
    ['next Wednesday', 'en', WEDNESDAY, '2026-12-02'],
    ['next Wednesday', 'en', SATURDAY, '2026-03-18'],
    ['Wednesday next week', 'en', FRIDAY, '2026-12-02'],
    ['下周三之前', 'zh', WEDNESDAY, '2026-12-02'],
    ['下个星期三', 'zh', SATURDAY, '2026-03-18'],
    ['下下周一', 'zh', WEDNESDAY, '2026-12-07'],
    ['下周三', 'zh', YEAR_END, '2027-01-06'],
  ])('of the next week is that of the next ISO week: "%s" (%s)', (text, language, said, day) => {
    expect(due(text, language, said)).toBe(day);
  });

  it.each([
    ['this Friday', 'en', WEDNESDAY, '2026-11-27'],
    ['this Friday', 'en', FRIDAY, '2026-11-27'],
    ['by the end of this week', 'en', WEDNESDAY, '2026-11-27'],
    ['this week', 'en', FRIDAY, '2026-11-27'],
    ['这周五', 'zh', WEDNESDAY, '2026-11-27'],
    ['本周内', 'zh', WEDNESDAY, '2026-11-27'],
    ['end of next week', 'en', WEDNESDAY, '2026-12-04'],
    ['下周', 'zh', WEDNESDAY, '2026-12-04'],
  ])('of this week is of this one, a week ends with its Friday: "%s" (%s)', (text, language, said, day) => {
    expect(due(text, language, said)).toBe(day);
  });
});

describe('a month', () => {
  it.each([
    ['by the end of the month', 'en', WEDNESDAY, '2026-11-30'],
    ['by end of month', 'en', MONTH_END, '2026-08-31'],
    ['month end', 'en', LEAP_YEAR, '2028-02-29'],
    ['月底', 'zh', WEDNESDAY, '2026-11-30'],
    ['月底之前', 'zh', LEAP_YEAR, '2028-02-29'],
    ['下月底', 'zh', YEAR_END, '2027-01-31'],
    ['六月底', 'zh', YEAR_END, '2027-06-30'],
    ['by the end of June', 'en', SATURDAY, '2026-06-30'],
    ['年底前', 'zh', WEDNESDAY, '2026-12-31'],
    ['end of the quarter', 'en', SATURDAY, '2026-03-31'],
  ])('ends with its last day: "%s" (%s)', (text, language, said, day) => {
    expect(due(text, language, said)).toBe(day);
  });

  it.each([
    ['before the 15th', 'en', WEDNESDAY, '2026-12-15'],
    ['before the 15th', 'en', SATURDAY, '2026-03-15'],
    ['before the 15th', 'en', dayOf(2026, 3, 15), '2026-04-15'],
    ['by the 31st', 'en', MONTH_END, '2026-10-31'],
    ['on the twenty first', 'en', WEDNESDAY, '2026-12-21'],
    ['15号之前', 'zh', WEDNESDAY, '2026-12-15'],
    ['十五号', 'zh', YEAR_END, '2027-01-15'],
    ['二十三日', 'zh', FRIDAY, '2026-12-23'],
    ['下个月5号', 'zh', WEDNESDAY, '2026-12-05'],
  ])('has days by their number, the next of them: "%s" (%s)', (text, language, said, day) => {
    expect(due(text, language, said)).toBe(day);
  });

  it.each([
    ['by July 3rd', 'en', WEDNESDAY, '2027-07-03'],
    ['the 3rd of December', 'en', WEDNESDAY, '2026-12-03'],
    ['on February 29', 'en', LEAP_YEAR, '2028-02-29'],
    ['3月3日', 'zh', WEDNESDAY, '2027-03-03'],
    ['十二月三号', 'zh', WEDNESDAY, '2026-12-03'],
  ])('with a day is read by the library: "%s" (%s)', (text, language, said, day) => {
    expect(due(text, language, said)).toBe(day);
  });
});

describe('a span of time', () => {
  it.each([
    ['in two weeks', 'en', WEDNESDAY, '2026-12-09'],
    ['within ten days', 'en', YEAR_END, '2027-01-09'],
    ['tomorrow', 'en', LEAP_YEAR, '2028-02-25'],
    ['the day after tomorrow', 'en', dayOf(2027, 2, 27), '2027-03-01'],
    ['two weeks from now', 'en', LEAP_YEAR, '2028-03-09'],
    ['in a fortnight', 'en', WEDNESDAY, '2026-12-09'],
    ['两周后', 'zh', LEAP_YEAR, '2028-03-09'],
    ['三天内', 'zh', FRIDAY, '2026-11-30'],
    ['半个月', 'zh', WEDNESDAY, '2026-12-10'],
    ['大后天', 'zh', FRIDAY, '2026-11-30'],
    ['一个月之内', 'zh', dayOf(2026, 1, 31), '2026-02-28'],
  ])('is counted from the call: "%s" (%s)', (text, language, said, day) => {
    expect(due(text, language, said)).toBe(day);
  });

  it.each([
    ['within three business days', 'en', WEDNESDAY, '2026-11-30'],
    ['in three working days', 'en', FRIDAY, '2026-12-02'],
    ['within 10 business days', 'en', YEAR_END, '2027-01-13'],
    ['三个工作日内', 'zh', WEDNESDAY, '2026-11-30'],
    ['一个工作日', 'zh', SATURDAY, '2026-03-16'],
  ])('of working days skips weekends: "%s" (%s)', (text, language, said, day) => {
    expect(due(text, language, said)).toBe(day);
  });

  it.each([
    ['tonight', 'en'],
    ['by end of day', 'en'],
    ['within the hour', 'en'],
    ['right after this call', 'en'],
    ['今天下班前', 'zh'],
    ['下午', 'zh'],
    ['半小时后', 'zh'],
  ])('that ends today is today: "%s" (%s)', (text, language) => {
    expect(due(text, language, WEDNESDAY)).toBe(isoOf(WEDNESDAY));
  });

  it.each([
    ['soon', 'en'],
    ['as soon as possible', 'en'],
    ['as soon as the stock arrives on Friday', 'en'],
    ['in a few days', 'en'],
    ['last Friday', 'en'],
    ['on the third floor', 'en'],
    ['尽快', 'zh'],
    ['马上', 'zh'],
    ['过两天', 'zh'],
    ['上周五', 'zh'],
    ['三号楼', 'zh'],
    ['每周五', 'zh'],
  ])('without a day gives none: "%s" (%s)', (text, language) => {
    expect(due(text, language, WEDNESDAY)).toBeNull();
  });
});

describe('words of time in a sentence', () => {
  it('that name a deadline go before the others', () => {
    const text = 'I will meet the board on Monday and you get the answer by Friday';
    expect(dueDateIn(text, 'en', WEDNESDAY)).toMatchObject({ dueDate: '2026-11-27' });
    expect(due('周一我去见领导，周五之前答复您', 'zh', WEDNESDAY)).toBe('2026-11-27');
  });

  it('are given with their place', () => {
    const found = dueDateIn('那我明天下午发您', 'zh', WEDNESDAY);
    expect(found && '那我明天下午发您'.slice(found.startChar, found.endChar)).toBe('明天下午');
  });
});

describe('the day of a call', () => {
  const startedAt = '2026-11-25T23:30:00Z';

  it('is that of its time zone', () => {
    expect(isoOf(callDayAt({ startedAt, timeZone: 'Asia/Shanghai' })(0))).toBe('2026-11-26');
    expect(isoOf(callDayAt({ startedAt, timeZone: 'Europe/London' })(0))).toBe('2026-11-25');
  });

  it('goes on at midnight while the call goes on', () => {
    expect(isoOf(callDayAt({ startedAt, timeZone: 'Europe/London' })(31 * 60_000))).toBe('2026-11-26');
  });

  it('is that of the written offset where no zone, or an unknown one, is given', () => {
    expect(isoOf(callDayAt({ startedAt: '2026-11-26T07:30:00+08:00' })(0))).toBe('2026-11-26');
    expect(isoOf(callDayAt({ startedAt: '2026-11-25T20:00:00-05:00' })(0))).toBe('2026-11-25');
    expect(isoOf(callDayAt({ startedAt, timeZone: 'Mars/Olympus' })(0))).toBe('2026-11-25');
  });
});

describe('a holiday', () => {
  it.each([
    ['国庆节前', 'zh', MONTH_END, '2026-10-01'],
    ['国庆后', 'zh', MONTH_END, '2026-10-08'],
    ['十一之前', 'zh', MONTH_END, '2026-10-01'],
    ['双十一之前', 'zh', MONTH_END, '2026-11-11'],
    ['中秋前', 'zh', MONTH_END, '2026-09-25'],
    ['春节前', 'zh', YEAR_END, '2027-02-06'],
    ['by Christmas', 'en', WEDNESDAY, '2026-12-25'],
    ['before Thanksgiving', 'en', MONTH_END, '2026-11-26'],
    ['after Thanksgiving', 'en', MONTH_END, '2026-11-27'],
    ['before Memorial Day', 'en', YEAR_END, '2027-05-31'],
  ])('is the next of its name, and "after it" the day behind the days off: "%s" (%s)', (text, language, said, day) => {
    expect(due(text, language, said)).toBe(day);
  });

  it('names no day where the lunar calendar is not known', () => {
    expect(due('春节前', 'zh', dayOf(2036, 3, 1))).toBeNull();
  });
});

describe('a part of a month, a quarter or a day', () => {
  it.each([
    ['本月二十号', 'zh', SATURDAY, '2026-03-20'],
    ['这个月中', 'zh', dayOf(2026, 9, 9), '2026-09-15'],
    ['下个月中旬', 'zh', SATURDAY, '2026-04-20'],
    ['下个季度', 'zh', SATURDAY, '2026-06-30'],
    ['beginning of next month', 'en', SATURDAY, '2026-04-01'],
    ['mid October', 'en', MONTH_END, '2026-10-15'],
    ['end of quarter', 'en', SATURDAY, '2026-03-31'],
    ['EOW', 'en', WEDNESDAY, '2026-11-27'],
    ['EOD Friday', 'en', WEDNESDAY, '2026-11-27'],
    ['by close of business tomorrow', 'en', WEDNESDAY, '2026-11-26'],
    ['by 5 pm', 'en', WEDNESDAY, '2026-11-25'],
    ['two weeks from Monday', 'en', FRIDAY, '2026-12-14'],
    ['Monday after next', 'en', FRIDAY, '2026-12-07'],
  ])('is the day that people mean by it: "%s" (%s)', (text, language, said, day) => {
    expect(due(text, language, said)).toBe(day);
  });
});

describe('words of time that belong together', () => {
  it.each([
    ['by 3pm Friday', 'en', '2026-11-27'],
    ['tomorrow by noon', 'en', '2026-11-26'],
    ['by noon tomorrow', 'en', '2026-11-26'],
    ['the draft, Monday before lunch', 'en', '2026-11-30'],
    ['next Wednesday by end of day', 'en', '2026-12-02'],
    ['by midnight on the 30th', 'en', '2026-11-30'],
    ['下周三下午之前', 'zh', '2026-12-02'],
    ['周五中午前', 'zh', '2026-11-27'],
    ['明天上午之前', 'zh', '2026-11-26'],
  ])('a time of day is of the day beside it: "%s" (%s)', (text, language, day) => {
    expect(due(text, language, WEDNESDAY)).toBe(day);
  });

  it.each([
    ['on Thursday the 3rd', 'en', '2026-12-03'],
    ['on Thursday, December 3rd', 'en', '2026-12-03'],
    ['周四，12月3号之前', 'zh', '2026-12-03'],
    ['下周四，也就是三号', 'zh', '2026-12-03'],
  ])('a weekday is the date beside it: "%s" (%s)', (text, language, day) => {
    expect(due(text, language, WEDNESDAY)).toBe(day);
  });

  it.each([
    ['I will send the Monday report on Thursday', 'en', '2026-11-26'],
    ["I'll send Friday's recording on Monday", 'en', '2026-11-30'],
    ["I'll bring it to Friday's meeting", 'en', '2026-11-27'],
    ['我把周一的会议纪要明天发给您', 'zh', '2026-11-26'],
  ])('a day that says which thing is meant comes last: "%s" (%s)', (text, language, day) => {
    expect(due(text, language, WEDNESDAY)).toBe(day);
  });
});

describe('quarters, years and hours', () => {
  it.each([
    ['by end of Q1', 'en', WEDNESDAY, '2027-03-31'],
    ['before the end of Q4', 'en', WEDNESDAY, '2026-12-31'],
    ['by the end of the first quarter', 'en', WEDNESDAY, '2027-03-31'],
    ['at the start of Q2', 'en', WEDNESDAY, '2027-04-01'],
    ['一季度末', 'zh', WEDNESDAY, '2027-03-31'],
    ['Q1结束前', 'zh', WEDNESDAY, '2027-03-31'],
    ['明年二季度', 'zh', WEDNESDAY, '2027-06-30'],
    ['明年年底', 'zh', WEDNESDAY, '2027-12-31'],
    ['明年一月底', 'zh', dayOf(2026, 1, 5), '2027-01-31'],
    ['明年一月十号', 'zh', dayOf(2026, 1, 5), '2027-01-10'],
    ['72小时内', 'zh', WEDNESDAY, '2026-11-28'],
    ['七十二小时内', 'zh', WEDNESDAY, '2026-11-28'],
    ['两个小时内', 'zh', WEDNESDAY, '2026-11-25'],
    ['半年内', 'zh', WEDNESDAY, '2027-05-25'],
    ['一个半月内', 'zh', WEDNESDAY, '2027-01-09'],
    ['a week from tomorrow', 'en', WEDNESDAY, '2026-12-03'],
    ['by Thurs', 'en', WEDNESDAY, '2026-11-26'],
    ['Weds next week', 'en', WEDNESDAY, '2026-12-02'],
    ['下周的周三', 'zh', WEDNESDAY, '2026-12-02'],
  ])('"%s" (%s)', (text, language, said, day) => {
    expect(due(text, language, said)).toBe(day);
  });

  it.each([
    ['in the new year', 'en'],
    ['这两天', 'zh'],
    ['三年内', 'zh'],
  ])('no day: "%s" (%s)', (text, language) => {
    expect(due(text, language, WEDNESDAY)).toBeNull();
  });
});

describe('words of time in traditional characters and full width', () => {
  it.each([
    ['下週三之前給您報價', '2026-12-02'],
    ['下禮拜三給您', '2026-12-02'],
    ['三個工作日內', '2026-11-30'],
    ['兩週後', '2026-12-09'],
    ['我下個月五號之前給您', '2026-12-05'],
    ['１５号之前', '2026-12-15'],
    ['１２月３日', '2026-12-03'],
  ])('"%s"', (text, day) => {
    expect(due(text, 'zh-TW', WEDNESDAY)).toBe(day);
  });
});
