import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, isoOf, partsOf, weekdayOf } from '../../pipelines/due-date/calendar-day.ts';
import { dueDateIn } from '../../pipelines/due-date/due-date.ts';

const said = fc.integer({ min: dayOf(2020, 1, 1), max: dayOf(2040, 12, 31) });
const WORDS = {
  en: 'by Friday|next Wednesday|this Monday|end of this week|end of the month|before the 15th|by the 31st|in two weeks|within 3 business days|tomorrow|tonight|on March 3rd|yesterday|last Friday|two weeks ago|soon|at the weekend|12/15|end of June|next month|send|the plan',
  zh: '周五前|下周三|这周一|本周内|月底|15号之前|31号|两周后|三个工作日内|明天|今晚|3月3日|昨天|上周五|尽快|周末|年底|下个月5号|六月底|发给您|方案',
};
const talk = (language: 'en' | 'zh') =>
  fc
    .array(fc.constantFrom(...WORDS[language].split('|')), { minLength: 1, maxLength: 5 })
    .map((words) => words.join(' '));

describe.each(['en', 'zh'] as const)('due dates in %s', (language) => {
  it('never lie before the day of the call, and are the same each time', () => {
    fc.assert(
      fc.property(said, talk(language), (day, text) => {
        const found = dueDateIn(text, language, day);
        expect(dueDateIn(text, language, day)).toEqual(found);
        if (found) expect(found.dueDate >= isoOf(day)).toBe(true);
      }),
    );
  });

  it('of a weekday are that weekday within the seven days after the call', () => {
    fc.assert(
      fc.property(said, (day) => {
        const found = dueDateIn(language === 'en' ? 'on Thursday' : '周四', language, day)?.dueDate ?? '';
        const ahead = Date.parse(found) / 86_400_000 - day;
        expect(ahead).toBeGreaterThanOrEqual(1);
        expect(ahead).toBeLessThanOrEqual(7);
        expect(weekdayOf(day + ahead)).toBe(4);
      }),
    );
  });

  it('of the end of the month are the last day of the month of the call', () => {
    fc.assert(
      fc.property(said, (day) => {
        const found = dueDateIn(language === 'en' ? 'end of the month' : '月底', language, day)?.dueDate ?? '';
        expect(found.slice(0, 7)).toBe(isoOf(day).slice(0, 7));
        expect(partsOf(Date.parse(found) / 86_400_000 + 1).date).toBe(1);
      }),
    );
  });
});
