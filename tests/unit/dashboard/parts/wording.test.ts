import { describe, expect, it } from 'vitest';
import { wordingParts } from '../../../../dashboard/parts/wording.ts';

describe('the wording of a card', () => {
  it('is taken apart into leads and words, line by line', () => {
    expect(wordingParts('You could say: "One."\nOr ask: "Two?"')).toEqual([
      { lead: 'You could say', words: '"One."' },
      { lead: 'Or ask', words: '"Two?"' },
    ]);
    expect(wordingParts('可以这样接：“落到实际工作里……”')).toEqual([
      { lead: '可以这样接', words: '“落到实际工作里……”' },
    ]);
  });

  it('is all words where nothing leads', () => {
    expect(wordingParts('Which ward first: the third?\n')).toEqual([
      { lead: null, words: 'Which ward first: the third?' },
    ]);
  });
});
