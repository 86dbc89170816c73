// Small words of listening and of thinking, Chinese and English: what only says "I hear you", what only gains time.
// In: a text and its language (BCP 47). Out: yes or no, or a count. No latency, no state.
// Source: backchannel inventories of Switchboard (Jurafsky et al. 1998, tag b) and of Mandarin talk (Clancy et al. 1996).

import { foldedInPlace } from '../phrase-text.ts';
import { wordList } from './word-list.ts';

/** Words that acknowledge and say nothing more; an utterance made of these alone can be a backchannel. */
const ACKNOWLEDGEMENTS_EN = wordList(`
  m+, m+ h+m+, mhm+, h+m+, uh huh, u+h hu+h, um hum, uh hum, aha, a+h, o+h, yeah, yea, yep, yup, yes, ya,
  right, all right, alright, ok, okay, k, okey dokey, sure, sure thing, i see, got it, gotcha, i got it,
  understood, i understand, exactly, true, that is true, that s true, that s right, that is right,
  correct, indeed, absolutely, of course, fair enough, makes sense, that makes sense, good, great, nice,
  cool, perfect, fine, wow, really, oh really, i know, huh, interesting, definitely, totally,
  sounds good, very good, no problem
`);
const ACKNOWLEDGEMENTS_ZH = wordList(`
  嗯, 恩, 唔, 哦, 噢, 喔, 啊, 哎, 诶, 欸, 呃, 哈, 嘿, 哇, 对, 对的, 对啊,
  对呀, 对吧, 没错, 是, 是的, 是啊, 是呀, 是吧, 是吗, 是嘛, 是么, 好, 好的, 好啊,
  好呀, 好吧, 好嘞, 行, 行的, 行吧, 可以的, 明白, 明白了, 了解, 了解了, 知道, 知道了,
  懂了, 清楚, 清楚了, 收到, 理解, 我明白, 我理解, 我知道, 我了解, 没问题, 没事, 当然,
  确实, 确实是, 真的, 真的吗, 真的啊, 这样, 这样啊, 这样子, 原来如此, 原来这样, 原来是这样,
  不错, 挺好, 挺好的, 的确
`);

/** Sounds and words that only gain time; `um, so…` begins an answer but says nothing yet. */
const FILLED_PAUSES_EN = ['u+h*m+', 'u+h+', 'e+r+m*', 'e+h+m+', 'h+m+', 'm+'] as const;
const FILLED_PAUSES_ZH = ['嗯+', '恩+', '呃+', '额+', '唔+', '啊+', '哎+', '诶+', '欸+'] as const;
/** What may stand before the filled pause without being the answer: "so, um", "well, er". */
const LEAD_INS_EN = ['so', 'well', 'ok', 'okay', 'oh', 'and', 'but', 'yeah', 'right', 'ah'] as const;

/** Fillers that are counted; each may name what must not stand around it. */
const FILLERS_EN = [
  '(?:u+h*m+|u+h+|e+r+m*|e+h+m+)(?! hu)',
  '(?<!(?:do|did|if|as|would|what|how|should|must) )you know(?! (?:what|how|who|where|why|which|when|if|about|the|that|this)\\b)',
  '(?<!(?:what|that s what) )i mean',
  '(?<!(?:what|this|that|some|any|a|the|which|every|all|one|no|different|right|new) )(?:sort|kind) of',
] as const;
const FILLERS_ZH = ['就是说', '怎么说呢', '怎么说', '这个这个', '那个那个', '然后呢', '呃+', '额+', '嗯+'] as const;
/** 那个 and 这个 are also "that" and "this": fillers only where a clause begins with them or a pause follows. */
const PAUSE = '[，。、…—,.!！？?；;\\s]';
const DEMONSTRATIVE_FILLERS_ZH = `(?<=^|${PAUSE}|就是)(?:那个|这个)(?=$|${PAUSE}|我|你|就是)|(?:那个|这个)(?=$|[，、…—,])`;

const anyOf = (words: readonly string[]): string => `(?:${[...words].sort((a, b) => b.length - a.length).join('|')})`;
const HAN = /\p{Script=Han}/u;
const ONLY_ACKNOWLEDGED_EN = new RegExp(`^(?:${anyOf(ACKNOWLEDGEMENTS_EN)}(?: |$))+$`);
const ONLY_ACKNOWLEDGED_ZH = new RegExp(`^(?:${anyOf([...ACKNOWLEDGEMENTS_ZH, ...ACKNOWLEDGEMENTS_EN])} ?)+$`);
const BEGINS_FILLED_EN = new RegExp(`^(?:${anyOf(LEAD_INS_EN)} )?${anyOf(FILLED_PAUSES_EN)}(?: |$)(?!h+m+|hu+h)`);
const BEGINS_FILLED_ZH = new RegExp(
  `^(?:${anyOf(FILLED_PAUSES_ZH)}(?!${PAUSE}*(?:对|是的|是啊|好的|好|行|可以|明白|没错|有|会|没有)|$)|(?:那个|这个|就是)(?=${PAUSE}|那个|这个|就是))`,
  'u',
);
const FILLER_EN = new RegExp(`(?<=^| )(?:${FILLERS_EN.join('|')})(?= |$)`, 'g');
const FILLER_ZH = new RegExp(`${anyOf(FILLERS_ZH)}|${DEMONSTRATIVE_FILLERS_ZH}`, 'gu');

/** Longer texts say more than that; it also bounds the work of matching words that can be read two ways. */
const MOST_CHARACTERS = 30;

const isChinese = (text: string, language: string): boolean =>
  HAN.test(text) && !language.toLowerCase().startsWith('ja');
const folded = (text: string): string => foldedInPlace(text.normalize('NFKC')).trim();
/** Lower case, words apart by one space, no punctuation: "Mm-hm, that's right." → "mm hm that s right". */
const plain = (text: string): string =>
  folded(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** True where the text has words and every one of them only acknowledges: "mm-hm", "right, okay", "嗯，对对对". */
export function isAcknowledgement(text: string, language: string): boolean {
  const words = plain(text);
  if (words.length > MOST_CHARACTERS) return false;
  return (isChinese(text, language) ? ONLY_ACKNOWLEDGED_ZH : ONLY_ACKNOWLEDGED_EN).test(words);
}

/** True where the text begins by gaining time ("um, so…", "嗯……这个"); an acknowledgement ("mm-hm", "嗯，对") does not. */
export function startsWithFilledPause(text: string, language: string): boolean {
  if (isAcknowledgement(text, language)) return false;
  return isChinese(text, language) ? BEGINS_FILLED_ZH.test(folded(text)) : BEGINS_FILLED_EN.test(plain(text));
}

/** How many fillers the text holds; "you know" and 就是说 count once each. An acknowledgement holds none. */
export function countFillers(text: string, language: string): number {
  if (isAcknowledgement(text, language)) return 0;
  const hits = isChinese(text, language) ? folded(text).match(FILLER_ZH) : plain(text).match(FILLER_EN);
  return hits?.length ?? 0;
}
