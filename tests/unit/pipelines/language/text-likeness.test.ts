import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileLikeness } from '../../../../pipelines/language/text-likeness.ts';
import { termsOf } from '../../../../pipelines/language/text-terms.ts';

describe('the terms of a text', () => {
  it('are stems without function words, case, width and apostrophes', () => {
    expect(termsOf("The MEETINGS' agenda")).toEqual(termsOf('meeting agenda'));
    expect(termsOf('of the and')).toEqual([]);
  });

  it('are characters and pairs of Chinese, traditional as simplified', () => {
    expect(termsOf('部門')).toEqual(['部', '门', '部门']);
  });
});

describe('likeness to examples', () => {
  const likeness = compileLikeness([
    ['The basic plan is thirty nine a month.'],
    ['Our housing is recycled aluminium.', 'carbon'],
  ]);

  it('is 1 for the words themselves and 0 for words that share nothing', () => {
    expect(likeness.cosines('The basic plan is thirty nine a month.')[0]).toBeCloseTo(1);
    expect(likeness.cosines('tomorrow')).toEqual([0, 0]);
    expect(likeness.coverages('and the carbon too')[1]).toBe(1);
  });

  it('is that of the best sentence of a group', () => {
    expect(likeness.cosines('carbon')[1]).toBeCloseTo(1);
  });

  it('stays in [0, 1] for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const value of [...likeness.cosines(text), ...likeness.coverages(text)]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
      { numRuns: 200 },
    );
  });
});
