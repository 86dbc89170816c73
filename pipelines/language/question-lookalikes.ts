// Wording that looks like a question and wants no answer, and questions that look like statements. In: text, with or without
// punctuation. Out: names of the shapes that it has, for the classifier of questions alone: objections and sales signals go
// by the shapes of question-shapes-*.ts. Pure. Source: rhetorical questions, Quirk et al. 1985 §11.23; Huang 1982.

import { simplified } from '../phrase-text.ts';
import { runsOf } from './question-shapes-en.ts';
import { type Shape, shapeFinder } from './sentence-shapes.ts';

const WH = '(?:什么|啥|怎么|咋|谁|哪|多少|多久|几|为什么|为啥)';
const DOUBLED = '(?:([一-鿿])[不没]\\1|有没有|是否|能否)';

const chinese = (name: string, needs: string, source: string): Shape => ({
  name: `zh:${name}`,
  needs: [...needs],
  pattern: new RegExp(source),
});

const CHINESE: readonly Shape[] = [
  chinese('puzzled', '懂通白清', `(?:搞不|弄不|闹不|想不|说不|记不|分不|不太?|没)(?:懂|通|明白|清)楚?.{0,8}${WH}`),
  chinese('none-of-you', '管操打必', `(?:不用|别|甭|不必|少|懒得)(?:管|操心|打听|理).{0,6}${WH}`),
  chinese('wh-then-we', '我咱他她', `^.{0,2}${WH}[^吗呢]{1,8}(?:我|咱|他|她)(?!.*[吗呢]$)`),
  chinese('wants', '看认图讲求挑选', `(?:看重?|认|图|讲究|要求|挑|选)[^你您]{0,6}${DOUBLED}`),
  chinese('who-would', '谁', '谁(?:敢|愿意|舍得|受得了|没|还没|不|还不|家没|家不|还)'),
  chinese('how-could', '哪', '哪(?:懂|敢|里|有|来|用得|轮得|儿有|还有).*(?:啊|嘛|呀|呢|了|的)?$'),
  chinese('what-is-this', '算叫', '(?:算|叫)(?:什么|个什么|哪门子|个啥|啥)(?:事|道理|规矩|话|服务|本事)'),
  chinese('you-tell-me', '说', '^你说(?:现在|这|这年头|我都|谁|哪)'),
  chinese('told-of', '问', '(?:问我|问他|问她).{1,14}(?:我|他|她)(?:说|没|就|也|让|直接|已经)'),
  chinese('whether-end', '不', '([一-鿿])不\\1(?:了|得了)?$'),
  chinese('if-whether-end', '不没', '(?:要是|如果|万一|过|了|的).{2,}([一-鿿])[不没]\\1$'),
  chinese('some', '能给便多', '(?:多少|好歹)(?:给|让|有点|懂|算|也)|能.{1,3}多少(?:是|算)'),
];

const english = (name: string, needs: string, source: string): Shape => ({
  name: `en:${name}`,
  needs: needs.split(' '),
  pattern: new RegExp(source),
});

const ENGLISH: readonly Shape[] = [
  english(
    'self-answer',
    'is are am was were do does did will would',
    '^(?:is|are|am|was|were|do|does|did|will|would) (?:i|we|it|he|she|they|the|that)\\b.* (?:no|yes|sure|absolutely|of course)(?: (?:but|and|it|we|i|he|they)\\b|$)',
  ),
  english(
    'news',
    'is was',
    '^(?:(?:oh|well|huh) )*(?:is|was) (?:that|it|this)(?: (?:right|so|a fact|now))?(?: (?:well|huh|oh|good|okay)\\b|$)',
  ),
  english('really', 'really', '^(?:(?:oh|no|well) )*really (?:okay|oh|well|huh|no|good|that)\\b'),
  english(
    'suppose-not',
    'suppose guess imagine',
    "^(?:and )?i don't (?:suppose|guess|imagine) (?:you|there|it comes|they|any)",
  ),
  english('how-hard', 'how', '\\bhow (?:hard|bad|difficult|long) (?:can|could) (?:it|that|they)\\b'),
  english('who-would', 'who', "\\bwho (?:would|wouldn't|doesn't|am i|hasn't|needs)\\b"),
  english('then-first', 'right well there here', '^(?:right|well|there|here) (?:you|we|it|that)\\b'),
  english('so-if-you', 'so', '^(?:okay |and )?so (?:if|when|say|once|then)\\b.* (?:you|we)\\b'),
  english('and-would', 'and', "^and (?:i|we|you|they|it|there)(?:'d| would| wouldn't|'ll| don't)"),
  english(
    'in-my-words',
    'understand got right following clear heard',
    "\\b(?:i understand|i've got (?:this|that|it)|i'm following|to be clear|i heard you|i read)\\b",
  ),
  english(
    'told-of',
    'asked asking asks ask said',
    '\\b(?:asked|asking|asks|ask|said)\\b.* and (?:i|we|he|she|they|then) \\w+',
  ),
];

const inChinese = shapeFinder(CHINESE);
const inEnglish = shapeFinder(ENGLISH);
const END_MARKS = /[?？!！。.…;；，,\s]+$/;

/** Names of the shapes of `sentence`; a sentence that mixes both languages is seen as Chinese. */
export function questionLookalikes(sentence: string, isChinese: boolean): string[] {
  const text = sentence.replace(END_MARKS, '').trim();
  if (isChinese) {
    const written = simplified(text);
    return inChinese(written, written);
  }
  const lower = text.toLowerCase().replace(/[’‘`]/g, "'");
  return inEnglish(lower, runsOf(lower));
}
