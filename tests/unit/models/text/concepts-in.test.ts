import { describe, expect, it } from 'vitest';
import { EN_CONCEPTS } from '../../../../models/text/concepts/en.ts';
import { ZH_CONCEPTS } from '../../../../models/text/concepts/zh.ts';
import { conceptsIn } from '../../../../models/text/concepts-in.ts';
import { textTokens } from '../../../../models/text/text-tokens.ts';

const NAMES = Object.keys(EN_CONCEPTS);
const namesIn = (text: string) => conceptsIn(textTokens(text)).map(({ concept }) => NAMES[concept]);

describe('concepts', () => {
  it('are the same in both languages, in the same order', () => {
    expect(Object.keys(ZH_CONCEPTS)).toEqual(NAMES);
  });

  it('are found by words, by how words begin and by phrases, in any case', () => {
    expect(namesIn('The PRICE')).toContain('price');
    expect(namesIn('pricing')).toContain('price');
    expect(namesIn('my hands are tied')).toContain('powerless');
    expect(namesIn('这个价格太高')).toEqual(expect.arrayContaining(['price', 'expensive', 'intensity']));
    expect(namesIn('這個價格')).toContain('price');
  });

  it('are found at each place once', () => {
    const found = conceptsIn(textTokens('cost cost'));
    const price = NAMES.indexOf('price');
    expect(found.filter(({ concept }) => concept === price).map(({ at }) => at)).toEqual([0, 1]);
  });

  it('are none of words that stand for nothing', () => {
    expect(namesIn('zebra xylophone')).toEqual([]);
  });
});
