import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allMatches } from '../../../engine/all-matches.ts';

const found = (matches: Iterable<RegExpMatchArray>) => [...matches].map((match) => [match.index, ...match]);

describe('allMatches', () => {
  it('finds what matchAll finds, empty matches and characters of two units among them', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '1', '话', '\u{1f600}', '\ud83d') });
    const pattern = fc.constantFrom(/a+|b/g, /a*/g, /a*/gu, /(?=b)/g, /(?<one>\d)?/gu, /$/g, /话|\p{L}/gu);
    fc.assert(
      fc.property(text, pattern, (said, each) => {
        expect(found(allMatches(said, each))).toEqual(found(said.matchAll(each)));
      }),
    );
  });

  it('works with the pattern itself, not with a copy that is compiled again, and leaves it as it was', () => {
    const pattern = /a/g;
    let runs = 0;
    pattern.exec = (text) => {
      runs += 1;
      return RegExp.prototype.exec.call(pattern, text);
    };
    expect(allMatches('aba', pattern)).toHaveLength(2);
    expect(runs).toBe(3);
    expect(pattern.lastIndex).toBe(0);
  });

  it('takes no pattern that would find the first match for ever', () => {
    expect(() => allMatches('a', /a/)).toThrow(TypeError);
  });
});
