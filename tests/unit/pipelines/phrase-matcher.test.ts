import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PhraseToFind } from '../../../pipelines/phrase.ts';
import { compilePhrases } from '../../../pipelines/phrase-matcher.ts';

const matchedBy = (phrases: readonly PhraseToFind[], text: string) =>
  compilePhrases(phrases)
    .find(text)
    .map((hit) => hit.matched);
const inflected = (text: string) => [{ text, inflect: true }];

describe('what counts as the same phrase', () => {
  test('case and width do not matter, and the hit is given as it was written', () => {
    expect(matchedBy([{ text: 'budget approval' }], 'The ＢＵＤＧＥＴ Approval comes first')).toEqual([
      'ＢＵＤＧＥＴ Approval',
    ]);
  });

  test('traditional and simplified characters are one', () => {
    expect(matchedBy([{ text: '预算审批' }], '我們的預算審批要三級')).toEqual(['預算審批']);
    expect(matchedBy([{ text: '預算審批' }], '我们的预算审批要三级')).toEqual(['预算审批']);
  });

  test.each([
    ['了解', '瞭解'],
    ['账户', '帳戶'],
    ['着手', '著手'],
    ['什么', '甚麼'],
    ['计划', '計畫'],
    ['卫生', '衞生'],
    ['你们', '妳們'],
  ])('%s is %s, whichever of the two the playbook writes', (a, b) => {
    expect(matchedBy([{ text: a }], `先${b}吧`)).toEqual([b]);
    expect(matchedBy([{ text: b }], `先${a}吧`)).toEqual([a]);
  });

  test('white space and hyphens inside a phrase are one separator, however many', () => {
    expect(matchedBy([{ text: 'go-live date' }], 'our go live  date, the Go‑Live-date')).toEqual([
      'go live  date',
      'Go‑Live-date',
    ]);
  });

  test('spaces that a recogniser puts between Chinese characters, or around Latin ones, say nothing', () => {
    expect(matchedBy([{ text: '多久上线' }, { text: 'POC 验证' }], '那 多 久 上 线，先做POC验证')).toEqual([
      '多 久 上 线',
      'POC验证',
    ]);
  });

  test('a curly apostrophe is a straight one and invisible characters are not there', () => {
    expect(matchedBy([{ text: "can't decide" }], 'we can’t de\u200Bcide')).toEqual(['can’t de\u200Bcide']);
  });

  test('a variant is found as its phrase', () => {
    const [hit] = compilePhrases([{ text: 'single sign-on', variants: ['SSO'] }]).find('Do you do SSO?');
    expect(hit).toEqual({ phraseIndex: 0, startChar: 10, endChar: 13, matched: 'SSO', match: 'exact', likeness: 1 });
  });
});

describe('English endings', () => {
  test.each([
    ['budget', 'budgets budgeted budgeting budget’s'],
    ['price', 'prices priced pricing'],
    ['priority', 'priorities'],
    ['process', 'processes processed'],
    ['plan', 'planned planning'],
  ])('%s is found in %s when it may inflect', (phrase, text) => {
    expect(matchedBy(inflected(phrase), text)).toEqual(text.split(' '));
    expect(matchedBy([{ text: phrase }], text.replace('’s', 's'))).toEqual([]);
  });

  test.each([
    ['buy', 'buys bought buying'],
    ['sell', 'sold selling'],
    ['resell', 'resold'],
    ['analysis', 'analyses'],
    ['person', 'people'],
    ['panic', 'panicked panicking'],
    ['POC', 'POCs'],
    ['AI', 'AIs'],
  ])('%s is found in %s, whose endings are not regular', (phrase, text) => {
    expect(matchedBy(inflected(phrase), text)).toEqual(text.split(' '));
  });

  test.each([
    ['go live', 'went live, goes live, gone live, going live'],
    ['reduce cost', 'reduce costs, reducing costs, reduced cost'],
    ['roll out site', 'rolled out sites, rolling out sites'],
    ['take part', 'took part, taken part'],
  ])('%s is found in %s: its first word in any form, its last in the plural', (phrase, text) => {
    expect(matchedBy(inflected(phrase), text)).toEqual(text.split(', '));
  });

  test('small words take no endings', () => {
    expect(matchedBy(inflected('in on'), 'ins on, ined on, in ons')).toEqual([]);
  });

  test('any word of a phrase may carry the ending', () => {
    expect(matchedBy(inflected('sign off'), 'who signs off once legal signed off')).toEqual([
      'signs off',
      'signed off',
    ]);
  });
});

describe('where words end', () => {
  test('a Latin phrase is not found inside a longer word or number', () => {
    expect(matchedBy([{ text: 'port' }, { text: '3.0' }], 'the report on 13.0 and ports')).toEqual([]);
  });

  test('a Latin word that touches Chinese characters is a word of its own', () => {
    expect(matchedBy([{ text: 'API' }], '你们的API怎么收费')).toEqual(['API']);
  });

  test('a Chinese phrase is found anywhere', () => {
    expect(matchedBy([{ text: '审批' }], '走审批流程')).toEqual(['审批']);
  });

  test('an accented letter continues a word', () => {
    expect(matchedBy([{ text: 'caf' }], 'café cafe\u0301')).toEqual([]);
    expect(matchedBy([{ text: 'café' }], 'a cafe\u0301 here')).toEqual(['cafe\u0301']);
  });
});

describe('which of several', () => {
  test('the longest of those that overlap wins, though another begins before it', () => {
    const hits = compilePhrases([{ text: 'budget' }, { text: 'budget approval' }]).find('budget approval');
    expect(hits.map((hit) => hit.phraseIndex)).toEqual([1]);
    expect(matchedBy([{ text: '预算审批' }, { text: '算审批流程' }], '预算审批流程')).toEqual(['算审批流程']);
  });

  test('the first of two equally long ones that overlap wins, and what it took is not counted again', () => {
    expect(matchedBy([{ text: '审批流程' }, { text: '预算审批' }], '预算审批流程')).toEqual(['预算审批']);
  });

  test('the earlier of two equal phrases wins', () => {
    expect(
      compilePhrases([{ text: 'Demo' }, { text: 'demo' }])
        .find('a demo')
        .map((hit) => hit.phraseIndex),
    ).toEqual([0]);
  });

  test('equal phrases of two groups are two hits at one place', () => {
    const phrases = [{ text: 'demo' }, { text: 'Demo', group: 1 }, { text: 'demo', group: 1 }];
    expect(
      compilePhrases(phrases)
        .find('a demo')
        .map((hit) => hit.phraseIndex),
    ).toEqual([0, 1]);
  });

  test('the same phrase twice counts twice', () => {
    expect(matchedBy([{ text: '太贵' }], '太贵太贵了')).toEqual(['太贵', '太贵']);
  });

  test('a character that stands for several is never cut', () => {
    expect(matchedBy([{ text: '株式' }], '㍿')).toEqual([]);
    expect(matchedBy([{ text: '株式会社' }], '㍿')).toEqual(['㍿']);
  });

  test('nothing is found by an empty list or an empty phrase', () => {
    expect(matchedBy([], 'budget')).toEqual([]);
    expect(matchedBy([{ text: ' - ' }], ' - budget - ')).toEqual([]);
  });
});

// The oracle knows nothing of automata or folding: one regular expression per phrase, tried at every place.
const SAME: Readonly<Record<string, string>> = { a: 'aAａＡ', b: 'bBｂＢ', 预: '预預', 算: '算' };
const isHan = (character: string | undefined) => character === '预' || character === '算';
function oraclePattern(phrase: string): RegExp | null {
  const characters = [...phrase.replace(/^[ -]+|[ -]+$|(?<=[预算])[ -]+|[ -]+(?=[预算])/g, '').replace(/[ -]+/g, ' ')];
  if (characters.length === 0) return null;
  const source = characters.map((character, index) => {
    const after = characters[index + 1];
    const gap = after !== undefined && (isHan(character) || isHan(after)) ? '[ -]*' : '';
    return character === ' ' ? '[ -]+' : `[${SAME[character] ?? ''}]${gap}`;
  });
  const opens = isHan(characters[0]) ? '' : '(?<![aAａＡbBｂＢ])';
  const closes = isHan(characters.at(-1)) ? '' : '(?![aAａＡbBｂＢ])';
  return new RegExp(opens + source.join('') + closes, 'y');
}

const oracle = (phrases: readonly string[], text: string) => longestOf(phrases.map(oraclePattern), text);

function longestOf(patterns: readonly (RegExp | null)[], text: string) {
  const found = patterns.flatMap((pattern, phraseIndex) => {
    if (!pattern) return [];
    return [...text].flatMap((_, startChar) => {
      pattern.lastIndex = startChar;
      const matched = pattern.exec(text)?.[0];
      return matched === undefined ? [] : [{ phraseIndex, startChar, endChar: startChar + matched.length, matched }];
    });
  });
  const rank = found.sort(
    (a, b) => b.matched.length - a.matched.length || a.startChar - b.startChar || a.phraseIndex - b.phraseIndex,
  );
  const taken = new Set<number>();
  return rank
    .filter(({ startChar, endChar }) => {
      const places = Array.from({ length: endChar - startChar }, (_, index) => startChar + index);
      const isFree = places.every((place) => !taken.has(place));
      if (isFree) for (const place of places) taken.add(place);
      return isFree;
    })
    .sort((a, b) => a.startChar - b.startChar)
    .map((hit) => ({ ...hit, match: 'exact', likeness: 1 }));
}

/** Per phrase, on strings: words are compared in lower case, gaps are gone beside Chinese. */
function plainOracle(phrases: readonly string[], text: string) {
  const han = '[\\u4e00-\\u9fff]';
  const patterns = phrases.map((phrase) => {
    const bare = phrase.replace(new RegExp(`(?<=${han})[ -]+|[ -]+(?=${han})`, 'g'), '').replace(/[ -]+/g, ' ');
    const source = [...bare].map((character, index) => {
      const next = bare[index + 1] ?? 'x';
      if (character === ' ') return '[ -]+';
      return new RegExp(han).test(character + (index + 1 < bare.length ? next : '')) && index + 1 < bare.length
        ? `${character}[ -]*`
        : character;
    });
    const opens = new RegExp(`^${han}`).test(bare) ? '' : '(?<![a-z0-9])';
    const closes = new RegExp(`${han}$`).test(bare) ? '' : '(?![a-z0-9])';
    return new RegExp(`${opens}(?:${source.join('')})${closes}`, 'iy');
  });
  return longestOf(patterns, text);
}

describe('the lists that all texts share', () => {
  const matcher = compilePhrases([{ text: 'price list' }, { text: '报价单' }]);

  test.each([
    ['spaced words', 'word '.repeat(3_000), 'price list'],
    ['characters of two units, which become several', '㎞😀 '.repeat(3_000), 'price list'],
    ['no spaces at all', '我'.repeat(5_000), '报价单'],
  ])('grow with a long text of %s, and a short one after it finds nothing of it', (_, filler, phrase) => {
    const [hit] = matcher.find(`${filler}${phrase}`);
    expect(hit).toMatchObject({ startChar: filler.length, endChar: filler.length + phrase.length, matched: phrase });
    expect(matcher.find('word')).toEqual([]);
    expect(matcher.find('the price list')).toHaveLength(1);
  });

  test('do not let a phrase at the end of a text touch the rest of a longer one before', () => {
    matcher.find('a long line with the price listings of all');
    expect(matcher.find('with the price list')).toHaveLength(1);
    matcher.find('x'.repeat(40));
    expect(matcher.find('the price list')).toHaveLength(1);
  });
});

describe('against an oracle that tries every phrase at every place', () => {
  const characters = fc.constantFrom('a', 'A', 'ａ', 'b', 'B', '预', '預', '算', ' ', '-', ' ');
  const texts = fc.array(characters, { maxLength: 24 }).map((list) => list.join(''));
  const phraseCharacters = fc.constantFrom('a', 'b', '预', '算', ' ', '-');
  const phraseTexts = fc.array(phraseCharacters, { minLength: 1, maxLength: 5 }).map((list) => list.join(''));

  test('the same hits at the same places', () => {
    fc.assert(
      fc.property(fc.array(phraseTexts, { maxLength: 6 }), texts, (phrases, text) => {
        expect(compilePhrases(phrases.map((phrase) => ({ text: phrase }))).find(text)).toEqual(oracle(phrases, text));
      }),
      { numRuns: 2_000 },
    );
  });

  test('the same hits for the phrases of the shipped kind, Chinese and English in one text', () => {
    const words = fc.constantFrom(
      '预算',
      '审批',
      '流程',
      '算审',
      'budget',
      'approval',
      'get app',
      'API',
      'go-live',
      '上线',
    );
    const phraseWords = fc.array(words, { minLength: 1, maxLength: 3 }).map((list) => list.join(' '));
    const textWords = fc.array(fc.oneof(words, fc.constantFrom('的', '，', 'we', 's', 'x')), { maxLength: 14 });
    fc.assert(
      fc.property(fc.uniqueArray(phraseWords, { maxLength: 12 }), textWords, fc.boolean(), (phrases, said, spaced) => {
        const text = said.join(spaced ? ' ' : '');
        expect(compilePhrases(phrases.map((phrase) => ({ text: phrase }))).find(text)).toEqual(
          plainOracle(phrases, text),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  test('over any text at all, hits are in order, do not overlap and say what they cover', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 30 });
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 5 }), fc.array(anyText, { maxLength: 5 }), (phrases, rest) => {
        const text = [...phrases, ...rest].join(' ');
        let from = 0;
        for (const hit of compilePhrases(phrases.map((phrase) => ({ text: phrase }))).find(text)) {
          expect(hit.startChar).toBeGreaterThanOrEqual(from);
          expect(hit.endChar).toBeGreaterThan(hit.startChar);
          expect(hit.matched).toBe(text.slice(hit.startChar, hit.endChar));
          from = hit.endChar;
        }
      }),
    );
  });
});
