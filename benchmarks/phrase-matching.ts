// What one pass over a text saves. 5,000 phrases, Chinese and English, in 400 utterances: the automaton beside a search
// of every phrase by itself, taking turns in one process. Both fold the text once and mind the edges of words; that both
// find the same is asserted here. Then the time of each text signal per utterance. Medians over rounds.

import { median } from '../engine/quantile.ts';
import { loadTextModels } from '../models/text/shipped-weights.ts';
import { compileCompetitors } from '../pipelines/competitor-names.ts';
import { compileEvidence } from '../pipelines/evidence.ts';
import { compilePhrases } from '../pipelines/phrase-matcher.ts';
import { foldCodes } from '../pipelines/phrase-text.ts';

export interface PhraseMatchingFigures {
  readonly phrases: number;
  readonly automatonUs: number;
  readonly perPhraseUs: number;
  /** Median over rounds of per-phrase ÷ automaton of the same round. */
  readonly ratio: number;
  readonly soundsLikeUs: number;
  readonly competitorsUs: number;
  readonly evidenceUs: number;
}

const PHRASES = 5_000;
const UTTERANCES = 400;
/** The fast one runs over the texts so often in a round that the clock's grain and the warm-up of caches do not show. */
const PASSES = 20;
const HAN =
  '预算审批申请复立项编制年度追加财政报三级层采购流程政府公开招标会议讨论资金来源多少钱怎么收费价单太高有点贵便宜打折优惠'.split(
    '',
  );
const HAN_TALK = '我们你的是了在不这个那就说可以要'.split('');
const WORDS =
  'budget approval cycle committee price license discount payment security review data migration rollout plan pilot contract vendor integration support report access control team manager'.split(
    ' ',
  );
const WORDS_TALK = 'the we have is to a so and need'.split(' ');

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
}

function material() {
  const random = seeded(1);
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  const joined = (count: number, from: readonly string[], by: string) =>
    Array.from({ length: count }, () => pick(from)).join(by);
  const phrases = Array.from({ length: PHRASES }, (_, index) =>
    index % 2 === 0 ? joined(3 + Math.floor(random() * 3), HAN, '') : joined(3, WORDS, ' '),
  );
  const texts = Array.from({ length: UTTERANCES }, (_, index) =>
    index % 2 === 0
      ? joined(10 + Math.floor(random() * 30), [...HAN, ...HAN_TALK], '')
      : joined(6 + Math.floor(random() * 14), [...WORDS, ...WORDS_TALK], ' '),
  );
  return { phrases: [...new Set(phrases)], texts };
}

const isLetter = (character: string | undefined): boolean => character !== undefined && /[a-z0-9]/.test(character);

/** Every phrase by itself: where it stands alone in the folded text. How many places, overlapping ones too. */
function searchEach(text: string, phrases: readonly string[]): number {
  const folded = String.fromCodePoint(...foldCodes(text));
  let found = 0;
  for (const phrase of phrases) {
    for (let at = folded.indexOf(phrase); at >= 0; at = folded.indexOf(phrase, at + 1)) {
      const isCut =
        (isLetter(phrase[0]) && isLetter(folded[at - 1])) ||
        (isLetter(phrase.at(-1)) && isLetter(folded[at + phrase.length]));
      if (!isCut) found += 1;
    }
  }
  return found;
}

/** Microseconds of CPU time an utterance, so that a busy machine shows less. */
function timed(texts: readonly string[], run: (text: string) => unknown, passes = 1): number {
  const before = process.cpuUsage();
  for (let pass = 0; pass < passes; pass++) for (const text of texts) run(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / (texts.length * passes);
}

export function measurePhraseMatching(rounds = 15): PhraseMatchingFigures {
  const { phrases, texts } = material();
  const matcher = compilePhrases(phrases.map((text) => ({ text })));
  const folded = phrases.map((phrase) => String.fromCodePoint(...foldCodes(phrase)));
  for (const text of texts) {
    const isFound = matcher.find(text).length > 0;
    if (isFound !== searchEach(text, folded) > 0) throw new Error(`the two searches disagree on ${text}`);
  }
  const alike = compilePhrases(phrases.slice(0, 40).map((text) => ({ text, soundsLike: true })));
  const competitors = ['Nimbuswork', 'Corvanta', 'Tallyrix', '云帆通', '锐迅达'].map((name) => {
    return { name, aliases: [], soundsLike: true };
  });
  const names = compileCompetitors(competitors);
  const evidence = compileEvidence({ case: [], number: [], certificate: [], demo: [] }, competitors);
  const model = loadTextModels().evidence;
  const times = { automaton: [], each: [], alike: [], names: [], evidence: [] } as Record<string, number[]>;
  for (let round = 0; round <= rounds; round++) {
    const now = {
      automaton: timed(texts, (text) => matcher.find(text), PASSES),
      each: timed(texts, (text) => searchEach(text, folded)),
      alike: timed(texts, (text) => alike.find(text)),
      names: timed(texts, (text) => names(text)),
      evidence: timed(texts, (text) => evidence.read(text, 'en', model)),
    };
    // The first round compiles.
    if (round > 0) for (const [name, us] of Object.entries(now)) times[name]?.push(us);
  }
  const of = (name: string) => times[name] ?? [];
  return {
    phrases: phrases.length,
    automatonUs: median(of('automaton')) ?? Number.NaN,
    perPhraseUs: median(of('each')) ?? Number.NaN,
    ratio: median(of('each').map((us, round) => us / (of('automaton')[round] ?? Number.NaN))) ?? Number.NaN,
    soundsLikeUs: median(of('alike')) ?? Number.NaN,
    competitorsUs: median(of('names')) ?? Number.NaN,
    evidenceUs: median(of('evidence')) ?? Number.NaN,
  };
}

export function printed(figures: PhraseMatchingFigures): string {
  const us = (value: number) => `${value.toFixed(1)} µs`;
  const isFast = figures.ratio >= 50 ? 'reached' : 'missed';
  return [
    '| per utterance | time |',
    '| --- | --- |',
    `| ${figures.phrases} phrases in one pass | ${us(figures.automatonUs)} |`,
    `| ${figures.phrases} phrases one by one | ${us(figures.perPhraseUs)} |`,
    `| ratio, target 50 (${isFast}) | ${figures.ratio.toFixed(0)} × |`,
    `| 40 phrases by their sound as well | ${us(figures.soundsLikeUs)} |`,
    `| 5 competitors by their sound as well | ${us(figures.competitorsUs)} |`,
    `| evidence, cues included | ${us(figures.evidenceUs)} |`,
    '',
  ].join('\n');
}
