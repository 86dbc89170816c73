import { describe, expect, it } from 'vitest';
import { languageOfText, tokensOf } from '../../../../pipelines/language/tokens.ts';

describe('tokens', () => {
  it('are the words of an English text without its punctuation', () => {
    expect(tokensOf("Well, it's 4.2 seconds.", 'en').map((token) => token.text)).toEqual([
      'Well',
      "it's",
      '4.2',
      'seconds',
    ]);
  });

  it('are the dictionary words of a Chinese text', () => {
    const tokens = tokensOf('这个系统支持单点登录。', 'zh');
    expect(tokens.map((token) => token.text).join('')).toBe('这个系统支持单点登录');
    expect(tokens.length).toBeLessThan(10);
  });

  it('know where in the text they stand', () => {
    const text = 'so — the price';
    for (const { text: word, startChar, endChar } of tokensOf(text, 'en'))
      expect(text.slice(startChar, endChar)).toBe(word);
  });
});

describe('the language of a text', () => {
  it('is the declared one where the text does not plainly say otherwise', () => {
    expect(languageOfText('we use SAP', 'en-GB')).toBe('en-GB');
    expect(languageOfText('OK', 'zh-CN')).toBe('zh-CN');
    expect(languageOfText('我们用SAP系统', 'zh')).toBe('zh');
  });

  it('is Chinese where an English call holds Chinese characters for the most part', () => {
    expect(languageOfText('麻烦您讲一下 API', 'en')).toBe('zh');
  });

  it('stays English where one Chinese name stands in an English sentence', () => {
    expect(languageOfText('we bought it from 用友 last year', 'en')).toBe('en');
  });

  it('is English where a Chinese call holds a sentence of Latin words only', () => {
    expect(languageOfText('how long does it take', 'zh')).toBe('en');
  });

  it('stays as declared where there is kana', () => {
    expect(languageOfText('これは日本語の文章です', 'en')).toBe('en');
  });
});
