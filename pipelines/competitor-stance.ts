// How a competitor was named. In: a text and the place of the name. Out: whether it was denied ("we don't use Acme": it is
// a mention all the same), and how the speaker stands to it. Rules of thumb over the clause around the name.

import { allMatches } from '../engine/all-matches.ts';
import { foldedInPlace } from './phrase-text.ts';

export const STANCES = ['favourable', 'unfavourable', 'neutral'] as const;
export type Stance = (typeof STANCES)[number];

interface Clause {
  readonly before: string;
  readonly after: string;
}

const CLAUSE_END = /[,.;:!?，。；：！？、]|\b(?:but|however|although|because|so)\b|但是?|不过|可是|所以|因为/gi;

function clauseOf(text: string, startChar: number, endChar: number): Clause {
  const ends = allMatches(text, CLAUSE_END).map(({ index, 0: end }) => ({ from: index, to: index + end.length }));
  const from = ends.findLast(({ to }) => to <= startChar)?.to ?? 0;
  const to = ends.find(({ from: at }) => at >= endChar)?.from ?? text.length;
  return { before: text.slice(from, startChar), after: text.slice(endChar, to) };
}

const DENIED_BEFORE =
  /(?:\b(?:not(?! only| just)|never|without|neither|nor|no longer|instead of|rather than|stopped using|nobody|no one|none of (?:us|them|our \w+))\b|n['’]t\b)[^,.;]{0,40}$|(?:从来?没|没有?|不|未)(?:再|在|怎么|打算|准备)?(?:用|考虑|看|接触|听|选|跟|联系|买|签|上|是|想|会|找|比)?过?[^，。]{0,6}$/i;
const DENIED_AFTER =
  /^[^,.;]{0,20}\bwe\b[^,.;]{0,10}(?:\bnever\b|n['’]t\b|\bnot\b)|^\s+(?:is|was|are|were)(?:n['’]t| not)\s+(?:on|in|an option|what|who|part)\b|^[^，。]{0,6}(?:从来?没|没|不|未)有?(?:怎么|打算)?(?:用|考虑|看|接触|听|选|买|签|找)/i;
/** A doubled negation, or one that says nothing about the name. */
const NOT_DENIED =
  /不错|不如|不比|不仅|不光|不只|没想到|不得不|不是(?:不|没)|没有?不|(?:not|n['’]t) (?:as|any better|cheap|bad)|\bnot (?:that|because)\b.*(?:n['’]t\b|\bnot\b)/i;
/** "Why don't you work with Acme", "isn't Acme cheaper": asked, not denied. */
const ASKED_BEFORE =
  /^\s*(?:(?:so|and|but|then|well|okay)\s+)*(?:why\s+(?:not|(?:do|does|did|ca|wo|would|is|are)n['’]t)\b|(?:is|are|was|were|does|did|ca|could|would|has|have|should|wo)n['’]t(?=\s*(?:you|they|we|it|that|there)\b|\s*$)|do?n['’]t\s+(?:you|they|we)\b)|为(?:什么|啥)不|(?:干嘛|怎么)不/i;

const GOOD =
  /\b(?:cheaper|better|faster|easier|likes?|loves?|prefers?|good|great|nice|impressive|strong(?:er)?|happy with|solid|reliable|chose|picked|went with)\b|便宜|好用|更好|更快|更低|低一?[些点]|不错|喜欢|强|领先|满意|口碑|靠谱|稳定|优势|划算|实惠|选了|选的是/gi;
const BAD =
  /\b(?:expensive|slow(?:er)?|bad|worse|poor|weak|problems?|issues?|unhappy|left|leaving|moved (?:off|away|from)|switch(?:ed|ing)? (?:from|away)|replac\w+|frustrat\w+|broke|crash\w*|complain\w*|overpriced|clunky|stuck with|g[eo]t(?:ting)? rid of|dropped|dropping|ditch\w*)\b|贵|慢|太差|不好|问题|换掉|换过来|放弃|不满|难用|投诉|崩|坑|出错|死板|跟不上|淘汰|停用|弃用/gi;
const FLIP_WORD = /(?:\b(?:not|isn['’]t|aren['’]t|wasn['’]t|never|less)\s+(?:\w+\s+)?|不(?:太|怎么|算)?|没那么|没)$/i;
/** "better than Acme", 比云帆通好: what is said of the other is held against the name, and the reverse. */
const COMPARED_BEFORE =
  /\b(?:than|compared (?:to|with)|unlike)\s+(?:with\s+|using\s+)?$|\b(?:chose|picked|preferred|prefer)\b[^,.;]*\bover\s+$|比起?$/i;
const INFERIOR_BEFORE = /(?:不如|比不[上过])(?:用|选|找|买|直接用)?$|\b(?:as good as|no match for)\s+$/i;
/** 云帆通不如你们, 云帆通没有你们好: worse than the others; 没有你们贵: better. */
const INFERIOR_AFTER =
  /^[^，。]{0,4}(?:不如|比不[上过]|没有?(?:你们|您们|咱们?|贵司|我们|他们)[^，。]{0,4}(?:好|快|强|稳|便宜|方便|省|全|专业))/;
const SUPERIOR_AFTER = /^[^，。]{0,4}没有?(?:你们|您们|咱们?|贵司|我们|他们)[^，。]{0,4}(?:贵|慢|差|麻烦|复杂)/;

function weigh(words: string, sign: RegExp): number {
  let sum = 0;
  for (const match of allMatches(words, sign)) sum += FLIP_WORD.test(words.slice(0, match.index)) ? -1 : 1;
  return sum;
}

export function stanceTo(
  text: string,
  startChar: number,
  endChar: number,
): { readonly isNegated: boolean; readonly stance: Stance } {
  const { before, after } = clauseOf(foldedInPlace(text), startChar, endChar);
  const around = `${before} ${after}`;
  const isAsked = ASKED_BEFORE.test(before);
  const isDenied = DENIED_BEFORE.test(before) || DENIED_AFTER.test(after);
  const isNegated = isDenied && !isAsked && !NOT_DENIED.test(around);
  const balance = comparison(before, after) ?? weighed(before, after);
  return { isNegated, stance: balance > 0 ? 'favourable' : balance < 0 ? 'unfavourable' : 'neutral' };
}

/** Set beside another by name: above or below it; null where it is not. */
function comparison(before: string, after: string): number | null {
  if (INFERIOR_BEFORE.test(before) || SUPERIOR_AFTER.test(after)) return 1;
  return INFERIOR_AFTER.test(after) ? -1 : null;
}

function weighed(before: string, after: string): number {
  const said = weigh(before, GOOD) + weigh(after, GOOD) - weigh(before, BAD) - weigh(after, BAD);
  return COMPARED_BEFORE.test(before) ? -said : said;
}
