// What rules see in a sentence that may be evidence. In: a sentence, and a pattern of competitors' merits. Out: cues in
// words of their own: which kind it may be of, and what speaks against it. The classifier weighs them beside the words;
// its training program gives it the same (models/training/text/recipes/evidence.ts).

import type { Competitor } from '../engine/playbook.ts';
import { simplified } from './phrase-text.ts';

/** Things that make words concrete, or that take them back. Each is a cue when it is somewhere in the sentence. */
const SIGNS = {
  figure:
    /\d|\b(?:half|halved|twice|doubled|a third|a quarter|two thirds|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)\b)|百分之|[零一二两三四五六七八九十百千万半]+(?:点[零一二三四五六七八九]+)?(?:个?百分点|倍|成|个?小时|天|分钟|秒|毫秒|个月|周|年|万|家|台|件|单|度|次|个点|个人)|千分之|万分之|一半/i,
  change:
    /\b(?:reduc\w+|cut|cuts|lower\w*|dropp?\w*|decreas\w+|sav(?:e|es|ed|ing)|improv\w+|increas\w+|rose|risen|fell|fallen|down|went|shorten\w*|shrank|trimmed|grew|faster|quicker|sooner|fewer|less|shorter|instead of|used to|before|from .{1,20} to|now it's|got back)\b|降到|降了|降低|降下|下降|减少|减到|减了|缩短|节省|省了|省下|少了|压到|提升|提高|提到|涨了|增长|翻了|变成|由.{1,12}(?:到|变)|从.{1,12}(?:到|变成)|原来|之前|以前|上线前|现在/i,
  performance:
    /\b(?:uptime|availability|accuracy|latency|throughput|response times?|downtime|error rate|payback|return on|renew\w*|average|median|measured|percent|per cent|on time|in production|churn|first contact)\b|可用性|准确率|识别率|误报|误判|时延|延迟|耗时|并发|响应时间|回本|回报|续约|续费|续签|平均|实测|掉线|停机|漏|错字|满意度|首次解决|接通|错误率|延期|按期/i,
  price:
    /\b(?:pric\w+|discounts?|quotes?|per (?:seat|user|month|year)|a (?:seat|month|year)|licen[cs]e fees?|fees?|cheaper|off|costs?|free|waive|dollars|euros|budget)\b|[$€£¥]|价格|报价|单价|优惠|折扣|[一二三四五六七八九\d.]+折|便宜|让利|收费|费用|[\d一二三四五六七八九十百千万]元|块钱|一口价|席位|授权费|免费|免了/i,
  future:
    /\b(?:will|won't|'ll|going to|plan(?:s|ned|ning)? to|road ?map|soon|next (?:week|month|quarter|year|time|summer|spring)|tomorrow|tonight|later|once|by (?:next|the end|then|friday|summer)|until|after (?:this|the) (?:call|pilot)|in (?:the )?(?:spring|summer|autumn|fall|winter)|follow[- ]?up|another time)\b|we'll|i'll|you'll|they'll|[^开]会(?:给|发|安排|提供|彻底|有|少|喜欢|翻|出|让)|将|以后|回头|稍后|晚点|下周|下个月|下次|改天|今晚|明天|明年|年底|到时候|等.{1,10}(?:以后|再|结束|回来)|之前给您|秋天|春节前/i,
  offer:
    /\b(?:can|could|would|happy to|glad to|love to|like to|let me (?:know|email|check|get back)|want me|shall|should i|arrange|would it help|if you (?:want|like|need|prefer|had)|put you in touch)\b|(?:可以|能|再|给您?|帮您)(?:发|寄|提供|安排|准备|约|找)|要不要|要是|如果|您要|看看有没有/i,
  hedge:
    /\b(?:hope|aim|goal|expect\w*|believe|should|might|maybe|probably|roughly|guess|confident|sure|trust me|promise\w*|guarantee\w*|imagine|best case|ideal|with a bit of luck|i think|estimate)\b|希望|目标|争取|力争|预计|估计|应该|大概|可能|保证|承诺|放心|相信|有信心|肯定|一定|想象|理想|顺利的话|有可能|打算|规划|觉得|决心/i,
  hearsay:
    /\b(?:they|their|he|she|who|it) (?:say|says|said|told|claims?)|\bclaims?\b|according to|brochure|i heard|i read|studies|experts|in general|typical|the market|industry spend/i,
  hearsayZh: /号称|宣称|听说|据说|自己说|他们说|按他们|宣传|研究说|专家|一般[^心]|行业里一|市场每/,
  growth:
    /\b(?:our (?:own )?(?:sales|staff|market|team)|we grew|we're growing|hiring|employees|people, )\b|(?:我们|团队|销售)(?:去年|今年)?(?:涨|增长|销售)|招人|人手不够|九十来个人/i,
  need: /\b(?:we (?:need|want|lose|lost|spend|process|do about)|we'd want|our (?:problem|board|reps|auditors|plant)|already have a|today, that's|had a bad|i'd need|nobody has|prove it|you lose|we moved from)\b|就是问题|我们要|要看到|我们现有|耽误|会丢|才(?:肯|放心)|坑|死线|我们这边等/i,
  general:
    /\b(?:in this (?:field|industry)|in general|a lot of companies|firms like|typical|average agent|the (?:new )?law|regulation|matters|many (?:large )?customers|tons of|a few clients|all kinds|growing|grow|this many times)\b|好多公司|各行各业|都是这么|很多次|每个月都在增加|这个行业|新规|监管一年|也有别的客户|不会骗人|很多大客户/i,
  lackZh:
    /还没|尚未|尚无|没有(?!问题|丢|高危|一次|换)|暂时|不方便|不公布|过期|没续|做不了|保密|卡死|共享不了|账号没|不能提|真不能/,
  lack: /\b(?:no|not|none|nobody|never|without|lack\w*|cannot|can't|don't|doesn't|didn't|haven't|hasn't|isn't|aren't|wasn't|weren't|couldn't|lapsed|unfortunately|sorry|afraid|rather not|crashed|as good as|in spirit|another product)\b|n't\b|抱歉|不好意思|差不多了/i,
  asks: /[?？]|^(?:so |and |but |um |uh |okay |well )*(?:do|does|did|have you|has|is|are|was|what(?! you have| happens)|who|when(?! .* (?:left|we))|where|how|why|which|can|could|would|should|shall|any|want|tell me)\b|[吗么呢没]\s*[。?？]?$|(?:多少|怎么|什么|哪|谁).{0,8}$|能不能|有没有|看了没|证明给我/i,
  ours: /\b(?:we|we've|we're|our|ours|us|i|i'm|i've)\b|我们|我方|咱|我司|我/i,
  theirs:
    /\b(?:they|they've|they're|their|theirs|rival|competitor|the other (?:vendor|system|two)|another vendor|old provider|in-house)\b|他们|它们|对方|友商|人家|另一家|那家|他家|别家/i,
  now: /\b(?:right now|now|right here|here|there|see|look|watch|screen|this (?:slide|page|is)|just|already|as i|you can see|you saw|on the (?:left|right))\b|现在|这里|屏幕|这一?页|当场|当着|您听|马上|好，|来，|喏|您看|大家看|看见|您瞧|刚才|这个|这是|这边|喏|投影|大屏|画面/i,
  customer:
    /\b(?:customers?|clients?|accounts?|references?|case study|story|switched|moved|migrated|came (?:over|off|to us)|left|replaced|retired|went live|live (?:at|since)|use[sd]? (?:it|us|our)|runs? (?:it|on)|on (?:it|us)|put it in|picked us|chose us|peers?|same (?:problem|size|setup|fear|issue|mess)|similar)\b|客户|案例|标杆|同行|有[个家]|一家做|客户里|跟您(?:一样|同)|一模一样|换(?:过来|成|到)|转过来|迁(?:过来|移)?|上线|在用|都是我们做|做过|合作|服务过|老总|交付|验收|有家|有个|有一家/i,
  certificate:
    /\b(?:iso|soc)\s?-?\d+|\b(?:hipaa|gdpr|pci|fips|fedramp|hitrust|ce|ul|tüv|tuv|certif\w+|accredit\w+|attest\w+|audit\w*|approv\w+|licen[cs]ed|patent\w*|register\w*|validated|tested|test house|lab|pen test|report|regulator|authority|ministry|board|standard|award|quadrant|clearance|conformant|authori[sz]ed|seal|rating|listed|framework|stamp)\b|证书|认证|新证|持证|注册证|有证|两张证|ISO|SOC|CMMI|CNAS|HACCP|SIL|ITSS|资格|推荐产品|首台套|试验|备案|测评|等保|检测|报告|资质|专利|目录|名录|名单|许可|批[文下件]|评估|验收|审计|年审|合格|著作权|入围|公示|编号|批过|密评|标准|甲级|[一二三]级|盖章|有证|函/i,
  demo: /\b(?:show|see|look|watch|click\w*|screen|sharing|demo|live|type|typed|press|drag\w*|open(?:ed|ing)?|try it|tap|touch|upload|scan|swiped?|sandbox|running|notice|i'm (?:doing|adding|showing|logged|pasting|merging|opening|changing|filtering)|in front of you)\b|演示|屏幕|您看|您听|大家看|看这|切一?下屏|给您跑|镜头|导入|标红|报警|点一下|我点|我现在|现场|共享|打开|拖|试试|样机|扫|画面|弹|刷新|出来了|喏|投影|切到|登进去|输|测试环境|沙箱|后台|按(?:一下|下去)/i,
  slogan:
    /\b(?:best|leading|innovative|cutting edge|world[- ]?class|partner\w*|passionate|quality|proven|trusted|scalable|future proof|seamless|happy|everybody|nothing comes close|priority|committed|hands down|worldwide)\b|领先|一站式|最好|最前沿|伙伴|至上|生命线|省心|久经考验|值得信赖|高端|前沿|头等|大家都|没有谁|没人比/i,
  size: /\b(?:founded|employees|offices|head office|modules?|api|encrypted|browsers?|connector|storage|webhooks?|architecture|protocol|contract (?:is|runs)|notice|supports?)\b|总部|成立|模块|接口|加密|浏览器|单点登录|合同|通知|空间|培训|支持|主流/i,
} as const;
type Sign = keyof typeof SIGNS;

const ORGANISATION =
  /(?:集团|医院|银行|公司|大学|中学|学院|法院|物业|物流|电力|水务|钢铁|药业|食品|电机|商超|超市|港务|海关|律所|事务所|图书馆|地铁|酒店|出版社|纺织|化工|轴承|农机|煤矿|粮库|局|厂|中心|证券|门店|车间|县|市)/;
/** Words with a capital that do not begin the sentence, or two in a row. */
const PROPER = /(?<=[a-z,]\s)[A-Z][a-z]{2,}|[A-Z][a-z]+ (?:and |of )?[A-Z][a-z]+/;
const PLAIN_CAPITALS =
  /\b(?:I|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|May|June|March|January|February|April|July|August|September|October|November|December|Hi|Hello|Yes|Yeah|No|Okay|Well|So|And|But|Or|If|As|The|This|That|These|Those|There|Here|It|We|You|They|He|She|Our|Your|Their|My|One|Two|Every|Each|When|Where|What|Who|How|Why|With|Without|From|For|In|On|At|To|Of|By|Let|Last|First|Next|Then|Now|Right|Sorry|Thanks|Thank|Mr|Ms|Dr)\b/g;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** "Acme has", "Acme's", 云帆通也有: whatever follows is said of the competitor. Null without competitors. */
export function meritsOf(competitors: readonly Pick<Competitor, 'name' | 'aliases'>[]): RegExp | null {
  const names = competitors.flatMap(({ name, aliases }) => [name, ...aliases]).map(escaped);
  if (names.length === 0) return null;
  const of =
    "(?:'s\\b|’s\\b|\\s+(?:also |only |already |just )?(?:[a-z]+ed|has|have|had|is|are|was|cut|won|went|gave|offers?|claims?|says?|got|does|delivers?|promises?|gives?|can|comes?)\\b|\\s*(?:的|他们|也|都|有|是|号称|能|做到|宣称|说|可以|早|一年|现场|进|通过|拿|帮|那次))";
  return new RegExp(`(?:${names.join('|')})${of}`, 'i');
}

const KINDS: readonly (readonly [string, (has: (sign: Sign) => boolean, isNamed: boolean) => boolean])[] = [
  ['number', (has) => has('figure') && (has('change') || has('performance'))],
  ['figure', (has) => has('figure') && !has('change') && !has('performance')],
  ['certificate', (has) => has('certificate')],
  ['demo', (has) => has('demo') && has('now')],
  ['show', (has) => has('demo') !== has('now')],
  ['case', (has, isNamed) => has('customer') || isNamed],
];
const AGAINST: readonly Sign[] = [
  'asks',
  'lack',
  'lackZh',
  'need',
  'growth',
  'future',
  'offer',
  'hedge',
  'price',
  'hearsay',
  'hearsayZh',
  'general',
  'slogan',
  'size',
];

export function evidenceCues(written: string, merits: RegExp | null): readonly string[] {
  const sentence = simplified(written);
  const found = new Set((Object.keys(SIGNS) as Sign[]).filter((sign) => SIGNS[sign].test(sentence)));
  const isNamed = PROPER.test(sentence.replace(PLAIN_CAPITALS, 'x')) || ORGANISATION.test(sentence);
  const isOfRival = merits?.test(sentence) ?? false;
  const against = isOfRival ? 'rival' : (AGAINST.find((sign) => found.has(sign)) ?? 'nothing');
  const side = `${found.has('ours') ? 'ours' : ''}${found.has('theirs') ? 'theirs' : ''}`;
  const kinds = KINDS.filter(([, holds]) => holds((sign) => found.has(sign), isNamed)).map(([kind]) => kind);
  return [
    ...found,
    ...(isNamed ? ['named'] : []),
    ...(isOfRival ? ['rival'] : []),
    ...(kinds.length === 0
      ? ['no kind']
      : kinds.flatMap((kind) => [
          `may be ${kind}`,
          `${kind}, against: ${against}`,
          `${kind} of ${side}`,
          `${kind} of ${side}, ${against}`,
        ])),
    `against: ${against}`,
  ];
}
