// Wording that looks like a question and wants no answer, and questions that look like statements. In: text, with or without
// punctuation. Out: names of the shapes that it has, for the classifier of questions alone: objections and sales signals go
// by the shapes of question-shapes-*.ts. Pure. Source: rhetorical questions, Quirk et al. 1985 §11.23; Huang 1982.

import { simplified } from '../phrase-text.ts';
import { plainApostrophes, runsOf } from './question-shapes-en.ts';
import { chineseShape, englishShape, named, type Shape, shapeFinder } from './sentence-shapes.ts';

const WH = '(?:什么|啥|怎么|咋|谁|哪|多少|多久|几|为什么|为啥)';
const DOUBLED = '(?:([一-鿿])[不没]\\1|有没有|是否|能否)';

const CHINESE: readonly Shape[] = [
  chineseShape('puzzled', '懂通白清', `(?:搞不|弄不|闹不|想不|说不|记不|分不|不太?|没)(?:懂|通|明白|清)楚?.{0,8}${WH}`),
  chineseShape('none-of-you', '管操打必', `(?:不用|别|甭|不必|少|懒得)(?:管|操心|打听|理).{0,6}${WH}`),
  chineseShape('wh-then-we', '我咱他她', `^.{0,2}${WH}[^吗呢]{1,8}(?:我|咱|他|她)(?!.*[吗呢]$)`),
  chineseShape('wants', '看认图讲求挑选', `(?:看重?|认|图|讲究|要求|挑|选)[^你您]{0,6}${DOUBLED}`),
  chineseShape('who-would', '谁', '谁(?:敢|愿意|舍得|受得了|没|还没|不|还不|家没|家不|还)'),
  chineseShape('how-could', '哪', '哪(?:懂|敢|里|有|来|用得|轮得|儿有|还有).*(?:啊|嘛|呀|呢|了|的)?$'),
  chineseShape('what-is-this', '算叫', '(?:算|叫)(?:什么|个什么|哪门子|个啥|啥)(?:事|道理|规矩|话|服务|本事)'),
  chineseShape('you-tell-me', '说', '^你说(?:现在|这|这年头|我都|谁|哪)'),
  chineseShape('told-of', '问', '(?:问我|问他|问她).{1,14}(?:我|他|她)(?:说|没|就|也|让|直接|已经)'),
  chineseShape('whether-end', '不', '([一-鿿])不\\1(?:了|得了)?$'),
  chineseShape('if-whether-end', '不没', '(?:要是|如果|万一|过|了|的).{2,}([一-鿿])[不没]\\1$'),
  chineseShape('some', '能给便多', '(?:多少|好歹)(?:给|让|有点|懂|算|也)|能.{1,3}多少(?:是|算)'),
];

const ENGLISH: readonly Shape[] = [
  englishShape(
    'self-answer',
    'is are am was were do does did will would',
    '^(?:is|are|am|was|were|do|does|did|will|would) (?:i|we|it|he|she|they|the|that)\\b.* (?:no|yes|sure|absolutely|of course)(?: (?:but|and|it|we|i|he|they)\\b|$)',
  ),
  englishShape(
    'news',
    'is was',
    '^(?:(?:oh|well|huh) )*(?:is|was) (?:that|it|this)(?: (?:right|so|a fact|now))?(?: (?:well|huh|oh|good|okay)\\b|$)',
  ),
  englishShape('really', 'really', '^(?:(?:oh|no|well) )*really (?:okay|oh|well|huh|no|good|that)\\b'),
  englishShape(
    'suppose-not',
    'suppose guess imagine',
    "^(?:and )?i don't (?:suppose|guess|imagine) (?:you|there|it comes|they|any)",
  ),
  englishShape('how-hard', 'how', '\\bhow (?:hard|bad|difficult|long) (?:can|could) (?:it|that|they)\\b'),
  englishShape('who-would', 'who', "\\bwho (?:would|wouldn't|doesn't|am i|hasn't|needs)\\b"),
  englishShape('then-first', 'right well there here', '^(?:right|well|there|here) (?:you|we|it|that)\\b'),
  englishShape('so-if-you', 'so', '^(?:okay |and )?so (?:if|when|say|once|then)\\b.* (?:you|we)\\b'),
  englishShape('and-would', 'and', "^and (?:i|we|you|they|it|there)(?:'d| would| wouldn't|'ll| don't)"),
  englishShape(
    'in-my-words',
    'understand got right following clear heard',
    "\\b(?:i understand|i've got (?:this|that|it)|i'm following|to be clear|i heard you|i read)\\b",
  ),
  englishShape(
    'told-of',
    'asked asking asks ask said',
    '\\b(?:asked|asking|asks|ask|said)\\b.* and (?:i|we|he|she|they|then) \\w+',
  ),
];

const inChinese = shapeFinder(named('zh:', CHINESE));
const inEnglish = shapeFinder(named('en:', ENGLISH));
const END_MARKS = /[?？!！。.…;；，,\s]+$/;

/** Names of the shapes of `sentence`; a sentence that mixes both languages is seen as Chinese. */
export function questionLookalikes(sentence: string, isChinese: boolean): string[] {
  const text = sentence.replace(END_MARKS, '').trim();
  if (isChinese) {
    const written = simplified(text);
    return inChinese(written, written);
  }
  const lower = plainApostrophes(text.toLowerCase());
  return inEnglish(lower, runsOf(lower));
}
