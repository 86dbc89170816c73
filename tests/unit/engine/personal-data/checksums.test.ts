import { describe, expect, it } from 'vitest';
import { isChineseIdValid, isCounting, isLuhnValid } from '../../../../engine/personal-data/checksums.ts';

describe('checksums', () => {
  it('know a card number from one with a digit changed', () => {
    // The example of ISO/IEC 7812-1 and the usual test number.
    expect(isLuhnValid('79927398713')).toBe(true);
    expect(isLuhnValid('4111111111111111')).toBe(true);
    expect(isLuhnValid('4111111111111112')).toBe(false);
    expect(isLuhnValid('4111111111111171')).toBe(false);
  });

  it('know a Chinese identity number by its check sign, X too, and by its birthday', () => {
    // The examples of GB 11643-1999.
    expect(isChineseIdValid('11010519491231002X')).toBe(true);
    expect(isChineseIdValid('440524188001010014')).toBe(false);
    expect(isChineseIdValid('110105194912310021')).toBe(false);
    expect(isChineseIdValid('110105194913310026')).toBe(false);
  });

  it('know counting from a number', () => {
    expect(['12345678', '87654321', '7777777', '8901234'].map(isCounting)).toEqual([true, true, true, true]);
    expect(isCounting('13800138000')).toBe(false);
  });
});
