// Keywords in people's talk (CPED, SwDA): 5,000 phrases that are cut from the talk itself, found in one pass and
// one by one. Agreement is the share of utterances in which both find the same words.

import type { PhraseHit } from '../../pipelines/phrase.ts';
import { compilePhrases } from '../../pipelines/phrase-matcher.ts';
import { foldCodes } from '../../pipelines/phrase-text.ts';
import { type ActLine, CPED, readCped, readSwda, SWDA } from '../data/dialogue-acts.ts';
import { shareFigure } from '../detection-figures.ts';
import type { Figure, Suite } from '../figure.ts';

const PHRASES = 5_000;
/** Utterances that are searched phrase by phrase: that takes a millisecond each. */
const SEARCHED = 2_000;

const folded = (text: string): string => String.fromCodePoint(...foldCodes(text));

/** Every nth utterance gives its first words: three to five characters, or three words. */
function phrasesFrom(lines: readonly ActLine[]): string[] {
  const cut = lines.map(({ text, language }, index) => {
    const words = text
      .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
      .trim()
      .split(/\s+/);
    return language === 'zh' ? (words[0] ?? '').slice(0, 3 + (index % 3)) : words.slice(0, 3).join(' ');
  });
  return [...new Set(cut.filter((phrase) => phrase.length >= 3).map(folded))].slice(0, PHRASES);
}

const isWord = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}]/u.test(character);
const isSpaced = (character: string | undefined) => isWord(character) && !/\p{Script=Han}/u.test(character ?? '');

/** The words of the longest phrases that do not overlap, found phrase by phrase. */
function oneByOne(text: string, phrases: readonly string[]): string {
  const found = phrases.flatMap((phrase) => {
    const places: { from: number; to: number }[] = [];
    for (let from = text.indexOf(phrase); from >= 0; from = text.indexOf(phrase, from + 1)) {
      const to = from + phrase.length;
      const isCut =
        (isSpaced(text[from]) && isSpaced(text[from - 1])) || (isSpaced(text[to - 1]) && isSpaced(text[to]));
      if (!isCut) places.push({ from, to });
    }
    return places;
  });
  found.sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
  const kept: typeof found = [];
  for (const place of found) if (kept.every(({ from, to }) => place.to <= from || to <= place.from)) kept.push(place);
  return kept
    .sort((a, b) => a.from - b.from)
    .map(({ from, to }) => text.slice(from, to))
    .join('|');
}

export const keywordsSuite: Suite = {
  name: 'keywords',
  folders: [CPED, SWDA],
  async run({ dataDir }) {
    const corpora = { CPED: await readCped(dataDir), SwDA: await readSwda(dataDir) };
    return Object.entries(corpora).flatMap(([corpus, lines]) => agreement(corpus, lines));
  },
};

function agreement(corpus: string, lines: readonly ActLine[]): Figure[] {
  if (lines.length === 0) return [];
  const phrases = phrasesFrom(lines);
  const matcher = compilePhrases(phrases.map((text) => ({ text })));
  const wordsOf = (hits: readonly PhraseHit[]) => hits.map(({ phraseIndex }) => phrases[phraseIndex]).join('|');
  const every = Math.max(1, Math.floor(lines.length / SEARCHED));
  const items = lines
    .filter((_, index) => index % every === 0)
    .map(({ text, group }) => {
      // Folded once, so that lengths are those of one and the same text.
      const plain = folded(text);
      return { isRight: wordsOf(matcher.find(plain)) === oneByOne(plain, phrases), group };
    });
  return [
    shareFigure(`${corpus} ${phrases.length} phrases, one pass agrees with one by one`, items, {
      target: { atLeast: 1 },
      model: 'rules',
    }),
  ];
}
