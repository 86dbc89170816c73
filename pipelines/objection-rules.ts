// Objections by rule, for Chinese and English: what is used where no classifier is installed. In: a text. Out: types.
// Made to be right rather than complete. No latency, no state.

import type { EventOf } from '../engine/events.ts';
import { plainText } from './cues/cue.ts';

export type Objection = EventOf<'objection.raised'>['objection'];

/** English rules end in word boundaries and see lower-case text; a type's rules are tried on each sentence. */
const RULES: Readonly<Record<Objection, { readonly en: RegExp; readonly zh: RegExp }>> = {
  price: {
    en: /\b(?:too (?:expensive|pricey|costly|much money)|(?:more|way more|a lot more) than (?:we|i) (?:planned|wanted|can|could|expected|hoped)|(?:can't|cannot|can not) afford|(?:price|cost|quote|fee)s? (?:is|are|seems?|looks?|feels?) (?:too |very |really |quite |rather |a bit )?(?:high|steep|expensive|hard to justify)|out of (?:our )?(?:price range|budget)|over (?:our )?budget|(?:others|they|someone else) (?:are|is|were) (?:much |a lot )?cheaper|expensive for (?:us|what))\b/,
    zh: /太贵|有点贵|偏贵|贵了|价格(?:太|有点|偏|比较|还是)?高|报价(?:太|有点|偏|比较)?高|(?:超|超出|超过)(?:了)?(?:我们)?(?:的)?预算|承受不[了起]|(?:别人|别家|他们)(?:家)?(?:比你们)?(?:要)?便宜|性价比不高|不值这个价/,
  },
  'budget-process': {
    en: /\b(?:budget (?:approval|process|cycle|request|committee|freeze)|(?:no|isn't any|not any|not enough|used up (?:the|our)) budget|budget (?:is|has been|was) (?:gone|frozen|used up|already|spent|closed|fixed|tight)|(?:get|needs?|wait for) (?:the )?(?:budget|finance|cfo|procurement) (?:approved|approval|to approve|to sign)|levels? of approval|public tender|next (?:budget|fiscal|financial) year)\b/,
    zh: /(?:审批|立项|报批|采购流程|招标|招投标)(?:流程)?(?:[^，。]{0,6})(?:复杂|麻烦|很长|太长|慢|严|久|难)|[三四五多][级道层](?:审批|领导)|走(?:招标|招投标|采购|审批|立项|预算)|(?:没有|没|还没|今年没有?)(?:这块|这笔|这个)?预算|预算(?:已经|都|早就|还没)?(?:用完|花完|冻结|没批|批不下来|很紧|紧张|有限|不够)|预算(?:的)?(?:审批|申报|申请)/,
  },
  timing: {
    en: /\b(?:not (?:the )?(?:right|a good) (?:time|moment)|(?:too|a bit) (?:early|soon) (?:for us|to)|not (?:this|in this) (?:quarter|year|month)|(?:call|come|get) back (?:to us )?(?:next|in (?:a few|six|three)|after the)|(?:maybe|perhaps|let's talk|wait until|postpone|put (?:it|this) off)[^.]{0,30}(?:next (?:year|quarter)|later|after)|(?:we're|we are) (?:too|really|very) busy (?:right now|at the moment|for)|no (?:time|capacity|bandwidth) (?:for|to|right now|this))\b/,
    zh: /(?:现在|目前|今年|这个季度|最近)[^，。]{0,8}(?:不是时候|不考虑|太早|没(?:有)?时间|顾不上|没精力|忙不过来|不着急|不急)|(?:等|到|过)(?:明年|下半年|下个季度|年后|过完年|以后)再(?:说|看|谈|考虑)|(?:以后|回头|改天|过段时间)再(?:说|看|谈|考虑)|时机(?:还)?(?:不|没)/,
  },
  authority: {
    en: /\b(?:(?:not|isn't) (?:my|our) (?:decision|call)|(?:can't|cannot|not able to|not allowed to) (?:decide|sign|approve)|(?:have|need|got) to (?:ask|check with|talk to|run (?:it|this) (?:by|past)|convince|get (?:it|this) past) (?:my|our|the) (?:boss|manager|board|ceo|cfo|director|management|team|partners?|headquarters|legal)|(?:my|our) (?:boss|board|ceo|cfo|director|management|headquarters) (?:decides|has to decide|needs to|has the final|makes that)|above my pay grade)\b/,
    zh: /(?:我|我们|这边|我这边|我自己)(?:这边)?(?:做不了主|定不了|说了不算|决定不了|没(?:有)?(?:权|权限|权力)|不能决定|拍不了板)|(?:要|得|需要|还要|还得)(?:请示|问|问问|问一下|汇报|跟|向|等)[^，。]{0,6}(?:领导|老板|总部|董事会|上级|总经理|一把手|王总|李总)|(?:领导|老板|总部|董事会)(?:说了算|来定|拍板|不同意|没同意)/,
  },
  need: {
    en: /\b(?:(?:don't|do not|didn't) (?:really |actually )?(?:see (?:the|a|any) (?:need|value|point|reason)|need (?:this|that|it|another|anything))|(?:happy|fine|satisfied) with (?:what we have|our current|the current|how it is)|(?:what we have|our current (?:tool|system|solution)|it) works (?:fine|well enough|for us)|no (?:real )?need (?:for|to)|nice to have|not a priority|not interested)\b/,
    zh: /(?:用不上|用不着|没(?:有)?(?:这个)?(?:必要|需求|需要)|不需要|不是刚需|没啥用|没什么用|暂时不用|意义不大)|现在的(?:系统|工具|办法)?(?:就|已经|也)?(?:够用|挺好|够了|能用)|不感兴趣|没(?:有)?兴趣/,
  },
  trust: {
    en: /\b(?:never heard of (?:you|your)|(?:you are|you're|your company is) (?:too|very|quite|rather) (?:small|new|young)|what if you (?:go|are|get) (?:bankrupt|bought|out of business|acquired)|(?:not sure|don't know if|hard to believe|can't be sure) (?:we|i) (?:can|could|should) (?:trust|rely on|believe)|(?:don't|do not|can't) (?:trust|believe)|sounds too good to be true|burned before|(?:bad|terrible) experience with|everyone (?:says|promises|claims) that|worried (?:about|that) (?:your|you|the support|the data|our data|data|security))\b/,
    zh: /(?:没听说过|没听过)(?:你们|贵公司|您)|你们(?:公司|这边)?(?:太|比较|有点)(?:小|新|年轻)|(?:不太|不|很难|有点不)(?:敢)?(?:相信|信任|信得过|放心)|(?:万一|要是)你们(?:公司)?(?:倒闭|不做了|黄了|被收购)|(?:担心|怕)(?:你们|数据|安全|泄露|售后|服务|后期)|都是这么说的|谁都这么说|吃过亏|踩过坑|靠不靠谱/,
  },
  competitor: {
    en: /\b(?:(?:already|currently) (?:use|using|work with|working with|have a contract with|with) (?:another|a different|someone|some other|one of your)|(?:happy|satisfied|under contract|locked in) with (?:another|our current|the current) (?:vendor|supplier|provider)|(?:another|other|your) (?:vendor|supplier|provider|competitor)s? (?:offers?|gave|does|can do|has|is|are)|(?:also|still) (?:talking|speaking) (?:to|with) (?:other|another|two|three|your)|(?:comparing|looking at) (?:you (?:with|against|to)|other|several|two other|three other))\b/,
    zh: /(?:已经|一直|目前|现在)(?:在)?用(?:着)?(?:别的|别家|其他|另一家|另外一家)|(?:别的|别家|其他|另一家|另外一家|竞品|友商)(?:厂商|公司|供应商|厂家)?(?:也|都|的)?(?:有|能做|可以|给|报|便宜|更|说)|(?:也在|还在|同时在)(?:看|谈|对比|比较|接触)(?:别|其他|另|几家|两家|三家)|货比三家/,
  },
  'technical-fit': {
    en: /\b(?:(?:doesn't|does not|won't|will not|can't|cannot|wouldn't) (?:work|integrate|connect|run|fit|support|scale)(?: (?:with|on|in|for|into) (?:our|us|what we)| well with)?|not compatible|incompatible|no (?:integration|connector|support) (?:for|with)|(?:too|very) (?:complex|complicated|technical) (?:for|to)|(?:hard|difficult|impossible) to (?:integrate|migrate|install|set up|roll out)|(?:we|our systems?) (?:are|is) (?:not allowed in the cloud|on-prem(?:ise)? only|too old)|missing (?:a |the )?(?:feature|function))\b/,
    zh: /不兼容|(?:接|连|对接|集成|打通)不(?:了|上|通|起来)|(?:不支持|满足不了|达不到|做不到|适配不了)(?:我们|国产|信创|现有)?|(?:对接|集成|迁移|部署|改造)[^，。]{0,6}(?:太|很|比较)(?:复杂|麻烦|难|困难)|不能上云|(?:系统|设备|硬件)太老|(?:性能|并发|功能)(?:不够|跟不上|不行|缺)/,
  },
};

const SENTENCE = /[^.?!。？！；;\n]+[.?!。？！；;\n]*/g;
/** What is asked or supposed is no objection, and neither is what is denied to be one. */
const NO_OBJECTION_EN =
  /\?\s*$|^(?:if|what if|unless|is|are|does|do|can|will|would|could|how|why)\b(?!.*\b(?:bankrupt|bought|acquired)\b)|\b(?:isn't|is not|not|wasn't|never|no longer) (?:that |really |so )?(?:too expensive|a problem|an issue)\b/;
const NO_OBJECTION_ZH =
  /[?？]\s*$|[吗么]\s*[。.]?$|^(?:如果|是不是|会不会|能不能|要不要)|不(?:算|是)?(?:太|很)贵|(?:不|没)(?:担心|是问题)/;

export function objectionsIn(text: string, language: string): Objection[] {
  const isChinese = /^zh\b/i.test(language);
  const plain = plainText(text);
  const sentences = (plain.match(SENTENCE) ?? []).map((sentence) => sentence.trim());
  const stated = sentences.filter((sentence) => !(isChinese ? NO_OBJECTION_ZH : NO_OBJECTION_EN).test(sentence));
  const types = Object.keys(RULES) as Objection[];
  return types.filter((type) => stated.some((sentence) => RULES[type][isChinese ? 'zh' : 'en'].test(sentence)));
}
