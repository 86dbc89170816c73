// What a Chinese utterance looks like to somebody who wonders whether it asks: endings, doubled verbs, question words and
// what stands before and behind them. In: text, with or without punctuation. Out: names of the shapes that it has, for the
// trained classifier to weigh. Pure. Source: Li & Thompson 1981 §18; indefinite question words, Huang 1982.

import { simplified } from '../phrase-text.ts';
import { named, chineseShape as of, type Shape, shapeFinder } from './sentence-shapes.ts';

/** Question words, those of Cantonese, Wu, the south-west and the north-west too. */
const WH =
  '(?:什么|甚么|啥|怎么|怎样|咋|谁|哪(?!怕)|多少|多久|多长|多大|多快|多远|多高|多重|多厚|多宽|为何|如何|何时|几(?!乎|何)|咩|啷个|撒子|好多钱|好久(?=能|可|才|到|来|哦)|点样)';
const DOUBLED = '(?:([一-鿿])[不没]\\1|有没有|有冇|阿有|是否|能否|可否)';
const CLAUSE = '[^，。,、\\s]';
const GAP = '[，。,、\\s]';
/** What is said of a clause that asks within a statement: 够不够用要看旺季, 几点到我提前跟你说. */
const TOLD =
  '(?:得看|要看|就看|主要看|关键看|取决|看(?:你|他|她|老|领)|我(?:们)?(?:这边)?(?:也|再|跟|得|先|自己|内部|不|都|懂|会|知道|清楚|明白|提前|已经|心里|回头|到时|来|说了)|你(?:们)?(?:定|自己|看着|随)|您(?:定|自己)|都(?:行|给|得|要|会|可以|一样|无所谓|有|能)|才(?:知道|晓得|行|能)|谁也|说不|没人|不重要|无所谓|没关系|再说|再定|再通知|再告诉|会通知|合同|上面写|写着|后台|以后|有数|没定|忘)';

/** Characters of which these have one. */
const WH_CHARACTERS = '什甚啥怎咋谁哪多何几咩啷撒久样';
const DOUBLED_CHARACTERS = '不没冇阿否';

const ENDINGS: readonly Shape[] = [
  of('ma', '吗', '吗[啊呀]?$'),
  of('me', '么', '(?<![什怎这那多要])么$'),
  of('ma-soft', '嘛', '嘛$'),
  of('ba', '吧', '吧$'),
  of('ne', '呢', '呢$'),
  of('a', '啊呀哦哟', '[啊呀哦哟]$'),
  of('ha', '哈', '哈$'),
  of('lo', '咯喽啰', '[咯喽啰]$'),
  of('le', '了', '了$'),
  of('de', '的', '的$'),
  of('dialect', '咩伐哇啵噻没不', '(?:咩|伐|哇|啵|噻|没得|[不没]嘛|[不没]啦)$'),
  of('not', '不没', '(?<![都还也从就并我们他她它你是])(?:不|没|没有|没得)$'),
  of(
    'tag',
    '对是行好成可',
    '(?:对吧|是吧|对不对|是不是|行不行|好不好|成不成|可以吧|对吗|是吗|行吗|好吗|可以吗|成吗)[啊呀呢]?$',
  ),
];

const INNER: readonly Shape[] = [
  of('ma-clause', '吗', `吗(?=${GAP}|${CLAUSE}{1,4}$)`),
  of('not-clause', '不没', `(?<![都还也从就并我们他她它你是])(?:不|没有|没得)(?=${GAP})`),
  of('tag-first', '对是', `^${CLAUSE}{0,4}(?:对吧|是吧|对不对|是不是)${GAP}`),
  of('doubled', DOUBLED_CHARACTERS, DOUBLED),
  of('doubled-first', DOUBLED_CHARACTERS, `^${CLAUSE}{0,3}${DOUBLED}`),
  of('doubled-told', DOUBLED_CHARACTERS, `${DOUBLED}${CLAUSE}{0,12}${GAP}?${TOLD}`),
  of('verb-not-verb', '不没', `([一-鿿])${CLAUSE}{1,6}[不没]\\1${CLAUSE}{0,1}$`),
  of('wh', WH_CHARACTERS, WH),
  of('wh-first', WH_CHARACTERS, `^${CLAUSE}{0,2}${WH}`),
  of('wh-late', WH_CHARACTERS, `${WH}${CLAUSE}{0,4}$`),
  of('wh-clause-late', WH_CHARACTERS, `${WH}${CLAUSE}{0,3}${GAP}`),
  of('wh-told', WH_CHARACTERS, `${WH}${CLAUSE}{0,12}${GAP}?${TOLD}`),
  of('wh-all', WH_CHARACTERS, `${WH}${CLAUSE}{0,6}[都也]`),
  of('wh-twice', '什啥怎谁哪多几', `(什么|啥|怎么|谁|哪|多少|几)${CLAUSE}+\\1`),
  of('wh-none', '没不', '(?:没|不)(?:有|是|怎)?(?:什么|啥|谁|怎么|几|多少|哪)'),
  of('wh-some', '几多', '好几|有几|这几|那几|前几|过几|十几|几十|几乎|几[个位]?(?:股东|人|家)?都|多少(?:有|会|还)'),
  of('wh-if', WH_CHARACTERS, `(?:如果|要是|只要|凡是|不管|无论|不论|甭管|随便|任何|有)${CLAUSE}{0,5}${WH}`),
  of(
    'amount',
    '几',
    '几(?:毛|块|点|岁|斤|吨|层|手|趟|楼|号|时|台|成|折|年|天|位|度|公里|平|米|寸|匹|瓦|样|种|次|个|家)',
  ),
];

const SETTING: readonly Shape[] = [
  of(
    'told-before',
    WH_CHARACTERS + DOUBLED_CHARACTERS,
    `(?:问问|去问|问了|问过|知道|晓得|清楚|看看|查查|查一下|告诉|商量|讨论|忘了|记得|猜|琢磨|研究|通知|决定|确认|想想|考虑|不管|不论)${CLAUSE}{0,8}(?:${WH}|${DOUBLED})`,
  ),
  of('you-think', '你您', `[你您]们?(?:知道|觉得|看|说|认为|打算|想|猜|估计|建议)${CLAUSE}{0,8}(?:${WH}|${DOUBLED})`),
  of(
    'others-ask',
    '问',
    `(?:[他她]们?|老板|领导|客户|财务|客人|家长|法务|采购|审计|院里|IT|[一-鿿]{1,3}(?:科|部|部门|处|那边)|媳妇|老婆|老公|我[妈爸哥姐])${CLAUSE}{0,6}问`,
  ),
  of(
    'i-ask',
    '问教打咨想奇知晓',
    '想问|问一?下|请问(?!完)|请教|打听|咨询|想知道(?!的)|想了解|好奇|不知道(?=[你您贵方能有是可])|不晓得(?=[你您能有])',
  ),
  of(
    'tell-me',
    '说讲介解演报念算推',
    `(?:再|麻烦|请|帮我|给我|给我们|跟我|你|您)${CLAUSE}{0,4}(?:说说|讲讲|介绍|解释|演示|说一?遍|讲一?遍|报一?下|念一?遍|算一?下|算算|推荐)`,
  ),
  of('tell-me-first', '说讲聊介解演举', '^(?:那|再)?(?:说说|讲讲|聊聊|介绍|解释|演示|举个)'),
  of(
    'rhetoric',
    '谁哪怎何难凭可',
    '谁(?:不|敢|没|还不)|谁家[不没]|哪个.{1,4}不|哪(?:有|能|会|敢|还)|怎么(?:会|可能|好意思|敢)|何必|难道|凭什么|可不是',
  ),
  of('is-not-it', '吗嘛', '(?:不|不就|这不|不都)是.*[吗嘛]$'),
  of('self-answer', '为怎', `(?:为什么|为啥|怎么说)呢?${GAP}.*(?:因为|就是|主要|不)`),
  of(
    'confirms',
    '所也就意合这等换你您敢',
    '^(?:那|那么|哦)?(?:所以|也就是|就是说|意思是|合着|这么说|这么看|等于|换句话|你是说|您是说|敢情)',
  ),
  of('asks-kindly', '麻请劳帮能可方', '^(?:那)?(?:麻烦|请|劳驾|帮|能不能|可不可以|可以|可否|方便)'),
  of('or', '还', `${CLAUSE}+\\s?还是\\s?${CLAUSE}+`),
  of('or-names', '还', `^(?:那|是|要|按)?${CLAUSE}{1,8}\\s?还是\\s?${CLAUSE}{1,8}$`),
  of('still', '还', '(?:^|[我他她们但也最后])还是|还是(?:要|得|比较|有点|老|没|不|挺|很|先|算了|觉得|选|那)'),
  of('ba-plan', '吧', '(?:^|先|再|就|要不|咱们?|那)[^，,\\s]{0,10}吧$'),
  of('ba-hearer', '吧', '(?:[你您]们?|贵)[^，,\\s]*吧$'),
  of('ba-guess', '吧', '(?:应该|估计|大概|可能|差不多|还行|算了|我觉得|左右|来个)[^，,]*吧'),
  of('ne-going-on', '呢', '(?:在|正|还|着|才|可|倒|挺|好|刚|没|本来)[^，,\\s]*呢$'),
  of('ne-what-of', '呢', '^(?:那|那么|要是|如果|万一|然后)[^，,]{0,14}呢$|^[^，,\\s]{1,6}呢$'),
  of('what-if', '要如万假碰遇', '^(?:那|那么)?(?:要是|如果|万一|假如|碰上|遇到)'),
  of('reason-behind', '因我', `${GAP}(?:因为|我们?(?:要|是|这|家|打算|想|记|老))`),
  of('you-first', '你您贵', '^(?:那|嗯|哦|就|所以)?(?:[你您]们?|贵)'),
  of('we-first', '我咱俺', '^(?:那|嗯|哦|就|所以)?(?:我们?|咱们?|俺)'),
  of('they-first', '他她它老领客财', '^(?:那|嗯|哦|就|所以)?(?:[他她它]们?|老板|领导|客户|财务)'),
  of('this-first', '这那', '^(?:那|嗯|哦|就|所以)?(?:这|那个|那款|那台)'),
];

/** From so many characters on an utterance is of the next length: a word, a phrase, a sentence, more. */
const LENGTHS = [5, 9, 15, 25];

/** Punctuation at the end shows nothing that a recogniser would have heard. */
const END_MARKS = /[?？!！。.…;；，,\s]+$/;

/** The last clause of several is looked at by itself too: who talks for long asks at the end, if at all. */
const LAST_CLAUSE = /[，。,、\s]+([^，。,、\s]{2,})$/;

export const CHINESE_SHAPES: readonly Shape[] = [...ENDINGS, ...INNER, ...SETTING];
const wholeShapes = shapeFinder(named('zh:', CHINESE_SHAPES));
/** Endings are those of the last clause anyway. */
const tailShapes = shapeFinder(named('zh:tail-', [...INNER, ...SETTING]));

export function chineseShapes(sentence: string): string[] {
  const text = simplified(sentence).replace(END_MARKS, '').trim();
  const length = LENGTHS.filter((least) => text.length >= least).length;
  const last = LAST_CLAUSE.exec(text)?.[1];
  return [`zh:length-${length}`, ...wholeShapes(text, text), ...(last === undefined ? [] : tailShapes(last, last))];
}
