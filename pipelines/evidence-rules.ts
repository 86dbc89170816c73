// Rules for differentiated evidence. In: a sentence. Out: the places that are evidence, with kind. None: promises,
// questions, what we lack, prices, slogans, the competitor's own merits. A number needs a figure with a unit beside a
// claim of performance or improvement. Source: docs/metrics.md, conventions.

import { allMatches } from '../engine/all-matches.ts';
import { EVIDENCE_KINDS, type EvidenceKind, type EvidencePhrases } from '../engine/playbook.ts';
import { compilePhrases } from './phrase-matcher.ts';
import { foldedInPlace } from './phrase-text.ts';

export interface RuledEvidence {
  readonly kind: EvidenceKind;
  readonly startChar: number;
  /** A phrase of the playbook was said, rather than a claim with a figure. */
  readonly isOfPlaybook: boolean;
}

/** Recognisers often give no full stops, so only so many characters around a phrase are its sentence. */
const SCOPE_CHARS = 80;
const SCOPE_CHARS_HAN = 30;

const FIGURE =
  /(?:\d[\d.,]*|\b(?:half|twice|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine|hundred|thousand))?)\s*(?:%|percent\b|per cent\b|x\b|times\b|-?fold\b|hours?\b|days?\b|minutes?\b|seconds?\b|ms\b|milliseconds?\b|weeks?\b|months?\b|points?\b|million\b|thousand\b)|\d[\d.,]*\s*(?:%|k\b|sites\b|users\b|devices\b)|(?:\d[\d.,]*|[零一二两三四五六七八九十百千万半]+)\s*(?:%|个?百分点|倍|成|个?小时|天|分钟|秒|毫秒|个月|周|年|万|家|台)|百分之[零一二两三四五六七八九十百点\d]+/i;
const CLAIMS =
  /\b(?:reduc\w+|cut|cuts|lower\w*|dropp?\w*|decreas\w+|sav(?:e|es|ed|ing)|improv\w+|increas\w+|faster|quicker|shorten\w*|boost\w*|doubled|halved|uptime|availability|accuracy|latency|throughput|response times?|fewer|payback|pays? back|went (?:down|up))\b|降低|减少|下降|缩短|节省|节约|提升|提高|增长|加快|快了|翻了?[倍番]|可用性|准确率|误报|时延|延迟|吞吐|响应时间|回本/gi;
const PRICE =
  /\b(?:pric(?:e|es|ed|ing)|discounts?|quotes?|per (?:seat|user)|licen[cs]e fees?|cheaper|off the)\b|价格|报价|单价|优惠|折扣|打[一二三四五六七八九\d.]+折|便宜|让利/i;
const MONEY = /[$€£¥]\s*\d|\d\s*(?:dollars|euros|rmb|yuan)\b|[\d一二三四五六七八九十百千万]元|块钱/i;
const SAVING = /\b(?:sav(?:e|es|ed|ing)|cut|reduc\w+)\b|节省|节约|降低|减少/i;

const PROMISE =
  /\b(?:will|we'll|i'll|you'll|going to|plan(?:ning)? to|road ?map|soon|next (?:week|month|quarter|year)|(?:can|could|would|to|happy to|let me|let us) (?:send|share|provide|get you|arrange|prepare|dig)|after (?:this|the) call|later|if you (?:want|like|need)|would you (?:like|want)|promise|guarantee|hope|aim)\b|(?:我们?|这边|后续|到时|一定|将来|未来)[^，。]{0,4}会(?!议)|会给|会发|会安排|会提供|将会|以后|回头|稍后|下周|下个月|明年|到时候|(?:可以|能|再|给您?)(?:发|寄|提供|安排|准备)|承诺|保证|计划|打算|规划|争取|希望|如果您?(?:需要|想)/i;
const NOW =
  /\b(?:right now|right here|here|on (?:the|my|this) screen|this (?:slide|page))\b|现在|这里|屏幕|这一页|当场|您看|大家看/i;
const LACK =
  /(?:\bno\b|\bnot\b|n't\b|\bwithout\b|\black\w*|\bnever\b)[^,.]{0,25}$|(?:没有|还没|尚未|尚无|没|缺)[^，。]{0,6}$/i;
const ASKS = /[?？]\s*$|[吗么]\s*[。]?$/;
const OURS = /\b(?:we|we've|we're|our|ours|us)\b|我们|我方|咱们?|我司/gi;
const THEIRS = /\b(?:they|they've|they're|their|theirs|that vendor|the other vendor)\b|他们|它们|对方|友商|人家/gi;

const lastIndex = (text: string, pattern: RegExp): number => allMatches(text, pattern).at(-1)?.index ?? -1;

interface Place {
  readonly kind: EvidenceKind;
  readonly startChar: number;
  readonly before: string;
  /** Before and after, without the phrase itself: the playbook's own words are never held against it. */
  readonly around: string;
  readonly whole: string;
}

function isEvidence({ kind, before, around, whole }: Place, merits: RegExp | null): boolean {
  if (PROMISE.test(around) && !NOW.test(whole)) return false;
  if (LACK.test(before) || ASKS.test(whole.trim()) || merits?.test(before)) return false;
  if (kind === 'number') {
    const isPrice = PRICE.test(whole) || (MONEY.test(whole) && !SAVING.test(whole));
    return FIGURE.test(whole) && !isPrice;
  }
  return lastIndex(before, THEIRS) <= lastIndex(before, OURS);
}

interface Hit extends RuledEvidence {
  readonly endChar: number;
}

function placeOf({ kind, startChar, endChar }: Hit, sentence: string): Place {
  const chars = /\p{Script=Han}/u.test(sentence) ? SCOPE_CHARS_HAN : SCOPE_CHARS;
  const from = Math.max(0, startChar - chars);
  const before = sentence.slice(from, startChar);
  const after = sentence.slice(endChar, endChar + chars);
  return { kind, startChar, before, around: `${before} ${after}`, whole: sentence.slice(from, endChar + chars) };
}

export function compileEvidenceRules(
  phrases: EvidencePhrases,
  merits: RegExp | null,
): (sentence: string) => RuledEvidence[] {
  const all = EVIDENCE_KINDS.flatMap((kind) => (phrases[kind] ?? []).map((text) => ({ kind, text, inflect: false })));
  const matcher = compilePhrases(all);
  return (written) => {
    const sentence = foldedInPlace(written);
    const said = matcher.find(sentence).flatMap(({ phraseIndex, startChar, endChar }): Hit[] => {
      const kind = all[phraseIndex]?.kind;
      return kind === undefined ? [] : [{ kind, startChar, endChar, isOfPlaybook: true }];
    });
    const claims = allMatches(sentence, CLAIMS).map(({ index, 0: claim }): Hit => {
      return { kind: 'number', startChar: index, endChar: index + claim.length, isOfPlaybook: false };
    });
    return [...said, ...claims].filter((hit) => isEvidence(placeOf(hit, sentence), merits));
  };
}
