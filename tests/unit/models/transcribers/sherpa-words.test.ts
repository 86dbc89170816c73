import { describe, expect, it } from 'vitest';
import { recognisedOf, wordsOf } from '../../../../models/transcribers/sherpa-words.ts';

const words = (text: string, tokens: string[], timestamps: number[]) =>
  wordsOf({ text, tokens, timestamps }).map((word) => [word.text, word.startMs, word.endMs]);

describe('words of tokens', () => {
  it('joins the pieces of a word, which lasts until the next or a while', () => {
    expect(words('THE BUDGET IS', [' THE', ' BUD', 'GET', ' IS'], [0.1, 0.3, 0.42, 1.5])).toEqual([
      ['THE', 100, 300],
      ['BUDGET', 300, 820],
      ['IS', 1500, 1900],
    ]);
  });

  it('takes Han characters for words, next to Latin ones too', () => {
    expect(words('预算 API 很高', ['预', '算', ' A', 'PI', '很', '高'], [0, 0.2, 0.4, 0.5, 0.7, 0.9])).toEqual([
      ['预', 0, 200],
      ['算', 200, 400],
      ['API', 400, 700],
      ['很', 700, 900],
      ['高', 900, 1300],
    ]);
  });

  it('keeps marks with the word before', () => {
    expect(words('Yes, no.', [' Yes', ',', ' no', '.'], [0, 0.3, 0.5, 0.9]).map(([text]) => text)).toEqual([
      'Yes,',
      'no.',
    ]);
  });

  it('gives none where times are missing, or where the tokens spell another text', () => {
    expect(words('one two', [' one', ' two'], [])).toEqual([]);
    expect(words('预算', ['<0xE9>', '<0xA2>', '<0x84>', '算'], [0, 0, 0, 0.2])).toEqual([]);
  });
});

describe('what was recognised', () => {
  it('has the language and the mean probability where the model tells them', () => {
    const result = { text: ' hello ', tokens: [' hello'], timestamps: [0], ys_probs: [Math.log(0.5)], lang: '<|en|>' };
    expect(recognisedOf(result)).toMatchObject({ text: 'hello', language: 'en' });
    expect(recognisedOf(result).confidence).toBeCloseTo(0.5);
    expect(recognisedOf({ text: '', tokens: [], timestamps: [], lang: '<|nospeech|>' })).toEqual({ text: '' });
  });
});
