import { describe, expect, it } from 'vitest';
import { intervalText, numberText } from '../../../../evaluation/report/table.ts';

describe('A figure as text', () => {
  it.each([
    [0.12345, 'ratio', '0.123'],
    [0.204, 'per hour', '0.20 per hour'],
    [374.66, 's', '374.7 s'],
    [12, 'count', '12'],
    [null, 'ratio', '–'],
  ] as const)('%d in %s is %s', (value, unit, text) => {
    expect(numberText(value, unit)).toBe(text);
  });

  it('gives the ends of an interval as many digits as a figure has', () => {
    expect(intervalText([0.16, 0.24], 'per hour')).toBe('0.16…0.24');
    expect(intervalText([345.2, 403.4], 's')).toBe('345.2…403.4');
    expect(intervalText([0.5, 1], 'ratio')).toBe('0.500…1.000');
    expect(intervalText(null, 'ratio')).toBe('');
  });
});
