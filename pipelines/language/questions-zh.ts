// Chinese questions by rule. In: one sentence, with or without punctuation. Out: what it asks, or null. No latency, no
// state. Source: question types of Li & Thompson 1981 §18 (particle, disjunctive, A-not-A, question word), and question
// words read as indefinites under negation, 都/也 and "不管" (Huang 1982), which ask nothing.

import { simplified } from '../phrase-text.ts';
import type { AskedSentence } from '../question-form.ts';

const OURS = '(?:你们?|您们?|贵司|贵公司|贵方|咱们?|这个|这套|这|那|它|系统|价格|合同|服务|产品|方案)';
const ASKING_WORD =
  '什么时候|什么样|什么|怎么样|怎么|怎样|为什么|为啥|为何|多少|多久|多长|多大|多快|多远|多高|几(?=[个天年月周台套家次种级人位点小分块万千百成条层号份页步期])|哪(?!怕)|谁|何时|如何|啥|咋';
const WH = new RegExp(ASKING_WORD);

/** Small words before the sentence proper. */
const LEAD_IN =
  /^(?:(?:嗯+|呃+|额+|啊+|哦+|噢|好的|好吧|(?:好|行|对+|可以)(?!不)|是的|是啊|是(?=[，,])|明白了?|了解了?|知道了|没错|有道理|那个|这个嘛|就是|就是说|然后|另外|还有|对了|不好意思|抱歉|您好|你好|喂|其实|所以|但是|不过|而且|首先|谢谢|ok|okay)[，,、\s]*)+(?=.)/i;

/** Polite talk, rhetoric and set phrases that look like questions. */
const NONE =
  /^(?:[您你]们?好吗?$|.*最近(?:怎么样|好吗|忙吗|忙不忙|还好吗|如何)|.*(?:吃了吗|吃饭了?(?:吗|没)|周末(?:过得|怎么过)|身体(?:好吗|怎么样|还好))|谁知道|谁说不是|谁想得到|怎么说呢|怎么可能|(?:这|那)?哪(?:行|能|敢|成)啊?|我们?怎么(?:可能|会|敢)|哪儿的话|怎么会呢?$|哪里哪里|哪里的话|哪有|何必|何乐而不为|凭什么|难道|可不是吗?|不是吗$|是吗$|真的吗$|(?:是嘛|这样啊?|那?好吧|行吧|算了吧)$)/;
/** Question words that mean "any", "some" or "whatever". */
const INDEFINITE =
  /没(?:有)?(?:什么|啥|谁|怎么|几个)|不(?:是)?(?:怎么|什么|太|几)|(?:不管|无论|不论|随便|任何|甭管)[^，。]*|(?:什么|谁|哪[个里儿些天一]?|怎么样?|多少|啥|几[个天])[^，。？?]{0,6}?(?:都|也)(?!是不是|能不能|可不可以)|什么的|(?:我|他|她|咱)哪(?![个些里儿天种家])|哪(?:能|会|有|敢|知道|还|壶)|怎么(?:会|敢|可以|一样)|多少(?:人都|有点|有些|会|还是|得)|(?:有|还|再|前|后|这|那|好|过|十)几|几乎|怎么说|谁谁|说什么|想(?:什么|怎么)|有什么(?:事|问题|需要|不清楚)|没多少|看(?:着|你们?|领导|情况)(?:怎么)?办|怎么(?:办|来)都/g;
/** Before a question word: what follows is told, pondered or somebody else's question. */
const EMBEDS =
  /(?:[我他她它]们?|领导|老板|同事|财务|大家|团队|内部|你们?)?[^，。]{0,6}(?:问问|问一下|去问|问我|问他|问她|问了|问过|问到|讲一?讲|讲了|解释一?下|通知|想知道|琢磨|试试看|check|confirm|understand|depends on|确认|看看|看一?下|看怎么|(?<!想)知道|忘了|忘记|记得|选择|发现|看[到见]|查到|找到|告诉|学学|学会|等我|不清楚|不确定|不记得|没想好|没定|还没|搞清楚|弄清楚|搞明白|想清楚|研究|讨论|商量|考虑|想想|评估|取决于|关键是|要看|得看|看领导|告诉你|告诉您|跟你说|跟您说|说过|讲过|决定|明白了?|理解|问题是|他们问|他问|她问|有人问|关注|关心|在意|看重)(?![^，。]*(?:吗|请问|你们能|您能))/;

/** What went before was told, or is left to somebody: "什么时候上线您来定", "谁发的我忘了". */
const TOLD_AFTER =
  /(?:不知道|知道了|忘了?|说不准|没法说|不好说|不方便说|说不清|无所谓|没定|来定|您定|自己选|看得到|(?:我们?|很|特别|其实)清楚|听说了|有数|才知道|就知道|说一声|告诉我一声|再说|会讲|后面讲|会通知|会告诉[您你]|得谈一谈|没关系|都一样|记不得|讲了一遍|说了一遍)(?:了|吧)?$/;
/** The same word asks and answers itself: "怎么好就怎么来", "什么时候要什么时候给". */
const ECHOED = /(什么时候|怎么|谁|哪[个天儿里]?|什么|多少)[^，。]+\1/;
/** Somebody else asks or wonders. */
const OTHERS_ASK =
  /^(?:[他她]们?|领导|老板|客户|大家|人人|审计|财务|team|供应商|vendor)[^，。]{0,8}(?:问|想知道|琢磨|关心|从来[没不]说|说得清|会看)|^没人/i;

const REQUEST =
  /(?:麻烦|请|烦请|劳驾|能否|能不能|可不可以|可以|能|帮我?们?|给我们?)[您你]?们?(?:先|再|也|简单|详细|具体)?(?:给我们?|帮我们?|跟我们?|和我们?|把)?[^，。？?]{0,10}?(?:讲一?[讲下]|讲讲|说一?[说下]|说说|说明|介绍|解释|演示|展示|展开|分享|看看|看一?[看下]|聊聊|聊一下|科普|发我|发给我|发一[份下]|举个?例|梳理|过一遍|推荐|查一?[查下]|告诉|建议)|麻烦[^，。]{0,3}问一?下/;
const IMPERATIVE =
  /^(?:那|再)?(?:[您你]们?)?(?:先|再)?(?:讲讲|说说|介绍(?:一下|下)|谈谈|聊聊|解释(?:一下|下)|演示(?:一下|下)|举个?例子?|给我们?(?:看看|讲讲|说说|介绍))(?!我们|他们|吧$)/;
const WANTS_TO_KNOW =
  /(?:我|我们|咱)?(?:还|也|就|很|比较|主要|先)?想(?:弄|搞)(?:明白|清楚|懂)|(?:我|我们|咱)?(?:还|也|就|很|比较|主要|先)?(?:想|希望|(?<=我们?[还也就先]?)要)(?:再|先|跟您|跟你|向您|跟你们)?(?:了解|知道|问|请教|请问|咨询|听听|打听|确认)(?!清楚)|^请问|^问一?下|请教(?:一下|下|您|个)|^(?:我)?好奇|^(?:就是)?不知道(?:你们?|您|贵|咱们|这个|这边|能不能|有没有|是不是|可不可以)/;
/** "I will go and ask", "they want to know": somebody else is asked. */
const WANTS_LATER =
  /(?:我|我们)(?:去|回头|回去|再去|得去|要去|先去|需要去)[^，。]{0,8}(?:问|了解|确认|打听)|^(?:他|她|领导|老板|客户)/;

const TAG =
  /(?:对吧|是吧|对不对|是不是|行不行|好不好|可以吧|没错吧|对吗|是吗|行吗|好吗|可以吗|没问题吧|是这样吧|对么|是么|是不|对不)(?:啊|呀|呢)?$/;
const A_NOT_A =
  /([一-鿿])不\1|([一-鿿])没\2|有没有|是否|能否|可否|([一-鿿])([一-鿿])?不\3\4|(?:[一-鿿]{2,})(?:没有|不)$/;
const FINAL_NOT =
  /^(?=.{3,})(?:.*(?:有|能|过|到|完|会|可以|行|好|是|了|支持|需要|便宜)[^，。]*)(?:没有|没|不)(?:啊|呀)?$/;
const NOT_FINAL_NOT = /(?:还|也|都|从来|并|就是|暂时|根本|我|我们)(?:没有|没|不)$/;
const PARTICLE_MA = /(?:吗|么|嘛)(?:啊)?$/;
const NOT_MA = /(?:什么|怎么|这么|那么|多么|要么)$|嘛$/;
/** A word or two behind the particle: "合同您有空看吗现在". */
const MA_THEN_MORE = /^(?!.*(?:问|知道|看看|干吗)).{2,}吗[^，。吗]{1,4}$/;
/** "医院你们做过吧", "周末不另外收钱吧": about the other side or what is on offer. */
const BA_OF_HEARER =
  /^(?!我们?|咱|那就|好|行|可以|先|再|等)(?:.*(?:你们|[您你]|贵司|这个?|那个?)[^，。]*(?:过|的|了|着|错|好|来|[不没][^，。]*)|.*[不没也][^，。]{1,8}|.*没理解错)吧$/;
const BA_OPINES =
  /我觉得|估计|够呛|还行|差不多|恐怕|大概|也许|可能|凑合|算了|看着|放心|先|随便|改天|下次|回头|说吧|您?请.{0,3}吧$/;
/** The two sides are alike: one character of the first is said again, or the first has 是 or 有. */
const ALTERNATIVE = /(?:[是有按要]|([一-鿿])(?=[^，。]*还是[^，。]*\1))[^，。]*还是[^，。]+/;
const STILL =
  /^还是|[我他她]们?还是|(?:觉得|最后|其实|可能|但|但是|不过|主要|总)还是|还是(?:要|得|比较|有点|有些|老|没|不|挺|很|先|算了|那)/;
const BA = /吧$/;
const BA_ASKS =
  /^(?!我们?(?:先|再|就|来|去|一起|谈|看|聊|开))(?=.*(?:能|会|可以|应该|不用|不会|不需要|不能|有|没有|是|都|包括|包含|支持|含|要|算|得|够|也)).{4,}吧$/;
const BA_SUGGESTS =
  /(?:先|再说|开始|这样|试试|看看|一起|下次|回头|改天|就|随便|你说|您说|发|给我|来)[^，。]*吧$|^(?:应该|大概|也许|可能|差不多|估计|还)[^，。]{0,6}吧$/;
const TOPIC_NE = /^(?:那|那么|而)?[^，。在正还才着]{1,8}呢$/;
const IF_NE = /^(?:那|那么)?(?:如果|要是|万一|假如|假设).*呢$/;
const MEANS =
  /^(?:那|所以)?(?:也就是说|(?:您|你|你们)的意思是|(?:您|你)是说|(?:您|你)说的是|换句话说|这么说|意思是说?|就是说你们|那就是说|等于说|这意味着)/;
const CONFIRMS = new RegExp(
  `^(?:那|所以)(?!么|时|个时|天|就这样|行|好|可以|再|我们?(?:先|就|再|谈|看|下|回))(?:${OURS}|我们|安装|数据|培训|费用|防火墙|授权|服务器)[^，。]{0,14}(?:不用|不需要|也|都|只|能|会|可以|就|包|含|支持|是|要|保留|还)`,
);

const OPEN_WH = /为什么|为啥|为何|怎么(?!收费|卖)|怎样|如何|什么(?!时候|价)|咋/;

const asked = (form: AskedSentence['form'], confidence: number, isOpen = false): AskedSentence => ({
  form,
  isOpen,
  confidence,
});

/** "麻烦再说一遍", "再讲细一点呗", "把参数表发我一份吧". */
const AGAIN = /^(?:麻烦|请|再)[^，。我他]{0,6}(?:说|讲|念|放)[^，。]{0,2}(?:遍|次|细)|^把[^，。]+(?:发|给)我|再讲细/;
const NAME_ASKED = /贵姓|怎么称呼/;

function judgeRequest(text: string): AskedSentence | null {
  if (AGAIN.test(text)) return asked('request', 0.8, true);
  if (WANTS_TO_KNOW.test(text) && !WANTS_LATER.test(text)) return asked('request', 0.85, true);
  if (IMPERATIVE.test(text)) return asked('request', 0.8, true);
  return REQUEST.test(text) && !/^(?:我|他|她)/.test(text) && !BA.test(text) ? asked('request', 0.85, true) : null;
}

function judgeEnding(text: string): AskedSentence | null {
  if (TAG.test(text) && text.length > 4 && !/^(?:是不是|对不对|行不行|可以)/.test(text)) return asked('tag', 0.85);
  if (PARTICLE_MA.test(text) && !NOT_MA.test(text)) return asked('yes-no', 0.92);
  if (MA_THEN_MORE.test(text)) return asked('yes-no', 0.75);
  if (BA_OF_HEARER.test(text) && !BA_OPINES.test(text)) return asked('declarative', 0.65);
  if (BA.test(text) && BA_ASKS.test(text) && !BA_SUGGESTS.test(text)) return asked('declarative', 0.65);
  if (TOPIC_NE.test(text) || IF_NE.test(text)) return asked('wh', 0.75, true);
  if (NAME_ASKED.test(text)) return asked('wh', 0.9);
  return FINAL_NOT.test(text) && !NOT_FINAL_NOT.test(text) ? asked('yes-no', 0.6) : null;
}

function judgeWords(text: string): AskedSentence | null {
  if (ALTERNATIVE.test(text) && !STILL.test(text) && !EMBEDS.test(text)) return asked('alternative', 0.75);
  if (TOLD_AFTER.test(text) || ECHOED.test(text) || OTHERS_ASK.test(text)) return null;
  const aNotA = NOT_FINAL_NOT.test(text) || /(?:不在|在于)/.test(text) ? null : A_NOT_A.exec(text);
  if (aNotA && !EMBEDS.test(text.slice(0, aNotA.index + 1))) return asked('yes-no', 0.85);
  const bare = text.replace(INDEFINITE, '');
  const wh = WH.exec(bare);
  if (!wh || EMBEDS.test(bare.slice(0, wh.index + 1)) || /吧$/.test(bare)) return null;
  return asked('wh', 0.8, OPEN_WH.test(bare.slice(wh.index)));
}

function judgeStatement(text: string): AskedSentence | null {
  if (MEANS.test(text)) return asked('declarative', 0.7);
  return CONFIRMS.test(text) && !BA.test(text) ? asked('declarative', 0.6) : null;
}

const clausesOf = (text: string): string[] => text.split(/[，,、\s]+/).filter((clause) => clause !== '');

/** What one Chinese sentence asks, or null. A question mark settles it, unless the words are polite talk. */
export function judgeChinese(sentence: string): AskedSentence | null {
  const isMarked = /[?？]/.test(sentence);
  const text = simplified(sentence)
    .replace(/[?!。.…;]+$/g, '')
    .trim();
  const bare = text.replace(LEAD_IN, '');
  if (bare === '' || NONE.test(text) || NONE.test(bare)) return null;
  const clauses = clausesOf(bare);
  const last = clauses.at(-1) ?? bare;
  const byWords =
    judgeRequest(bare) ??
    judgeEnding(bare) ??
    judgeEnding(last) ??
    judgeWords(last) ??
    judgeWords(bare) ??
    judgeStatement(bare);
  if (!isMarked) return byWords;
  return byWords ? { ...byWords, confidence: Math.min(0.98, byWords.confidence + 0.08) } : asked('declarative', 0.85);
}
