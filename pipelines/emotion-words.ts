// How pleasant a speaker's words are. In: an utterance's text and language. Out: valence in [−1, 1] and its confidence.
// No latency, no state. A lexicon with negation and degree words, in the manner of VADER (Hutto & Gilbert 2014).

import { DEGREES_EN, NEGATIONS_EN, VALENCE_EN } from './emotion-lexicon/en.ts';
import { DEGREES_ZH, NEGATIONS_ZH, VALENCE_ZH } from './emotion-lexicon/zh.ts';
import { foldedInPlace } from './phrase-text.ts';

export interface WordsAffect {
  readonly valence: number;
  /** 0…1; low where no word tells anything. */
  readonly confidence: number;
}

/** How far before a word a negation reaches: tokens in English, characters in Chinese. */
const NEGATION_REACH = { tokens: 3, characters: 3 };
/** "not good" is less bad than "bad". */
const NEGATED = -0.7;
const LONGEST_PHRASE_TOKENS = 4;

type Scores = ReadonlyMap<string, number>;
const scoresOf = (lexicon: Readonly<Record<number, readonly string[]>>): Scores =>
  new Map(Object.entries(lexicon).flatMap(([score, words]) => words.map((word): [string, number] => [word, +score])));
const SCORES_EN = scoresOf(VALENCE_EN);
const SCORES_ZH = scoresOf(VALENCE_ZH);
const LONGEST_ZH = Math.max(...[...SCORES_ZH.keys()].map((word) => word.length));

export function wordsAffect(text: string, language: string): WordsAffect {
  const folded = foldedInPlace(text.normalize('NFKC'));
  const isChinese = /\p{Script=Han}/u.test(folded) && !language.toLowerCase().startsWith('ja');
  const clauses = folded.split(/[,.;:!?，。；：！？、…\n]+/u).filter((clause) => clause.trim() !== '');
  const hits = clauses.flatMap((clause) => (isChinese ? hitsZh(clause) : hitsEn(clause)));
  const sum = hits.reduce((total, hit) => total + hit, 0);
  const valence = sum / Math.sqrt(sum * sum + 4);
  // Words that tell nothing are weak evidence of nothing: the longer the text, the less weak.
  if (hits.length === 0) return { valence: 0, confidence: 0.1 * Math.min(1, folded.length / 60) };
  return { valence, confidence: Math.min(0.7, 0.4 + 0.1 * (hits.length - 1)) };
}

function hitsEn(clause: string): number[] {
  const tokens = clause.match(/[a-z]+(?:['’][a-z]+)?/g) ?? [];
  const hits: number[] = [];
  for (let at = 0; at < tokens.length; ) {
    const found = longestEn(tokens, at);
    if (found && found.score !== 0) hits.push(weighedEn(tokens, at, found.score));
    at += found?.length ?? 1;
  }
  return hits;
}

function longestEn(tokens: readonly string[], at: number): { score: number; length: number } | undefined {
  for (let length = LONGEST_PHRASE_TOKENS; length > 0; length--) {
    if (at + length > tokens.length) continue;
    const score = scoreEn(tokens.slice(at, at + length).join(' '));
    if (score !== undefined) return { score, length };
  }
  return undefined;
}

/** The word itself, else without a regular ending: "worries", "loved", "confusingly". */
function scoreEn(word: string): number | undefined {
  const exact = SCORES_EN.get(word);
  if (exact !== undefined || word.includes(' ')) return exact;
  const stems = [
    word.replace(/ies$/, 'y'),
    word.replace(/(?:e?s|e?d|ing|ly)$/, ''),
    word.replace(/(?:es|ed|ing)$/, 'e'),
  ];
  return stems
    .filter((stem) => stem !== word && stem.length > 2)
    .map((stem) => SCORES_EN.get(stem))
    .find((score) => score);
}

function weighedEn(tokens: readonly string[], at: number, score: number): number {
  const before = tokens.slice(Math.max(0, at - NEGATION_REACH.tokens), at);
  const isNegated = before.some((token) => NEGATIONS_EN.has(token) || /n['’]t$/.test(token));
  const degree = DEGREES_EN.get(before.at(-1) ?? '') ?? 1;
  return score * degree * (isNegated ? NEGATED : 1);
}

function hitsZh(clause: string): number[] {
  const hits: number[] = [];
  let lastEnd = 0;
  for (let at = 0; at < clause.length; ) {
    const word = longestZh(clause, at);
    const score = SCORES_ZH.get(word) ?? 0;
    if (score !== 0) hits.push(weighedZh(clause.slice(lastEnd, at), score));
    at += Math.max(1, word.length);
    if (word !== '') lastEnd = at;
  }
  return hits;
}

function longestZh(clause: string, at: number): string {
  for (let length = Math.min(LONGEST_ZH, clause.length - at); length > 0; length--) {
    const word = clause.slice(at, at + length);
    if (SCORES_ZH.has(word)) return word;
  }
  return '';
}

function weighedZh(between: string, score: number): number {
  const before = between.slice(-NEGATION_REACH.characters);
  const isNegated = NEGATIONS_ZH.some((negation) => before.includes(negation));
  const degree = [...DEGREES_ZH].find(([word]) => before.endsWith(word))?.[1] ?? 1;
  return score * degree * (isNegated ? NEGATED : 1);
}
