// What tells a promise from a wish, a request, a hedge, a habit, a past deed and what is done within the call itself.
// Source: docs/metrics.md, conventions of "commitment".

import type { Cue } from './cue.ts';

/** Things that one does for the other side after a call. */
export const DEEDS_EN =
  'send|e-?mail|mail|forward|share|get|give|call|ring|phone|text|write|check|double check|ask|talk|speak|find|confirm|prepare|draft|put|set|book|schedule|arrange|order|ship|deliver|install|fix|replace|update|revise|rework|redo|run|bring|come|follow|look|raise|escalate|file|sign|return|pay|transfer|wire|approve|collect|gather|provide|train|test|finish|complete|extend|credit|refund|hold|reserve|discuss|present|introduce|connect|loop|pull|dig|print|measure|pick|drop|export|review|go|read|submit|name|nominate|let you|make sure|see to|take|circulate|include|add|remove|change|correct|restore|reset|upload|load|build|design|shoot|ping|message|organi[sz]e|chase|fill|complete|hand|invite|process|open|clear|courier|type|work|rebuild|translate|place|release|swap|cover|note|analy[sz]e|have|reach out|contact|refund|bump|collect|post|issue|report|exchange|request|settle|clean|ensure|reply|respond|answer|circle|touch|visit|walk|meet';
const SELF = "(?:i|we)(?:'ll|'m going to|'re going to|'m gonna| will| shall| am going to| are going to|'m gonna)";
const ADVERBS = '(?: (?:then|also|just|personally|certainly|definitely|gladly|quickly|go ahead and|be|all))*';

const ZH_DEEDS =
  '发|寄|给|答复|回复|回您|回你|回话|打电话|联系|安排|派|准备|整理|确认|问|查|申请|提|改|出|做|开通|搭|装|换|修|送|交|带|拉|约|跟进|落实|搞定|盖章|签|付|打款|下单|推|转|过去|上门|拜访|导|测|算|报|反馈|通知|协调|催|处理|办|写|列|补|核|拟|负责';

export const COMMITMENT_CUES: readonly Cue[] = [
  {
    name: 'promise',
    en: new RegExp(`\\b${SELF}${ADVERBS} (?:${DEEDS_EN}|\\w+ing)\\b`),
    zh: new RegExp(`(?:我|我们|咱们|我司|我方|我这边|我这|这边)[^，。？！,?!]{0,18}(?:${ZH_DEEDS})`),
  },
  {
    name: 'self-will',
    en: new RegExp(`\\b${SELF}\\b`),
    zh: /^(?:那|好|行|嗯|可以|没问题|好的)?[，, ]?(?:我|我们|咱们|我司)/,
  },
  {
    name: 'let-me-and',
    en: /\blet me [a-z ]+ and (?:i'll|i will|we'll|get back|come back|let you)/,
    zh: /(?:问|查|谈|说|改|确认|汇报|讨论|商量)[^，。]{0,8}(?:完|好|了|后)?[，, ]?(?:就|再|马上|立刻)?(?:给|告诉|通知|回|答复|发|跟)(?:您|你)/,
  },
  {
    name: 'other-gets',
    en: /\b(?:you'll|you will|they'll) (?:have|get|receive|hear|see|find)\b.*\b(?:from (?:me|us)|by|before|on|tomorrow|today|this|within|in|next)\b|\bwill be (?:with you|in your|on your|delivered|there)\b/,
    zh: /(?:给|发|寄|交|送|回|告诉|通知|答复|联系|打给|找|推给|转给)(?:到|给|一下)?(?:您|你|贵)/,
  },
  {
    name: 'acceptance',
    en: /\b(?:will do|leave (?:it|that) (?:with|to) me|consider it done|count on (?:me|us)|i owe you|my (?:to do|homework|part)|action (?:for|on) me|that(?: one)?(?:'s| is) on (?:me|us)|i promise|promised|from (?:our|my) (?:side|end)|on our side|you have my word|no problem i'll|i'll see to)\b/,
    zh: /包在?我|交给我|我来|我负责|放心|一定|说好|那就这么定|说定|答应您|答应你|我承诺|保证(?:在|给|您|你|按)|我记下|我欠您/,
  },
  {
    name: 'our-side-will',
    en: /\b(?:my|our) [a-z]+(?: [a-z]+){0,3} (?:will|is going to|are going to|'s going to|is coming)\b|\b[a-z]+ (?:will|is going to) (?:call|send|contact|email|mail|reach|set up|share)\b/,
    zh: /(?:我让|我叫|我派|我请|我约|我安排|我同事|我们[^，。]{0,5}(?:经理|工程师|同事|师傅|技术|客服|采购|财务|主任|顾问|法务|销售)|小[一-龥]|[一-龥]工)[^，。]{0,14}(?:会|给|联系|过去|发|来|上门|去|打)/,
  },
  {
    name: 'doing-it',
    en: /\b(?:i'm|we're|i am|we are) (?:sending|putting|sharing|extending|forwarding|getting|mailing|shipping|booking|ordering|presenting|meeting|seeing|building|delivering|preparing|arranging|sealing|switching|doing it)\b/,
  },
  {
    name: 'agreed-deed',
    en: /\b(?:so|then|just to recap|to recap|agreed|to sum up|noted|right|great|fine|okay|alright|good)\b.{0,24}\b(?:you'll|you're going to|you are going to|you will|you send|your \w+(?: \w+)? (?:will|is going to|sends?|has|provides|calls?))\b/,
    zh: /^(?:那|好|行|跟您确认|总结|所以|按(?:刚才|你|您)|我总结|我理解|说好|就|那么|您刚才答应|好的).{0,12}(?:您|你|你们|贵)/,
  },
  {
    name: 'deadline',
    en: /\b(?:by|before|until|within|on|in) (?:the )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|noon|end|close|weekend|next|\d|two|three|five|ten|first|an hour|a week)|\b(?:tomorrow|tonight|today|this (?:afternoon|evening|week)|next (?:week|monday|tuesday|wednesday|thursday|friday))\b/,
    zh: /之前|以前|前(?!台|面|年)|之内|以内|工作日|今天|明天|后天|今晚|明早|周[一二三四五六日天]|礼拜|月底|年底|号|下午|晚上|马上|待会|一会儿?|尽快|稍后|晚点|这就/,
  },
  {
    name: 'question',
    en: /\?$|^(?:(?:and|so|but|um|okay) )?(?:could|can|would|will|shall|should|do|does|did|is|are|was|were|have|has|when|who|what|how|where|why|which|may|might|whose)\b(?! do\b)/,
    zh: /[?？]$|[吗呢吧](?:[。？?])?$|能不能|可不可以|是不是|要不要|有没有|行不行|好不好|会不会|方便.{0,12}吗|什么时候|谁|怎么|哪[个里位天]|几[点号个天月]|多久|多少|您看|还是/,
  },
  {
    name: 'request',
    en: /\b(?:please|could you|can you|would you|i need (?:the|a|you|an|it|that)|we need (?:the|a|you|your|it|this|that)|i'd need|you need to|you should|you must|you have to|you'd (?:need|have)|you may want|make sure (?:that )?we|i expect|i want to|we want to|i'd appreciate|get me|(?<!\b(?:to|ll|will|going to|you|shall|and|team|gladly|just|also) )send (?:it|me|us|over|the)|let (?:me|us) know|feel free|don't hesitate|tell me|i want you)\b/,
    zh: /麻烦|请(?!.{0,2}您放心)|^(?:你|您|你们|您那边)(?:先|再|把|得|要|最好|可以|周|帮|尽量|赶紧|务必)|帮(?:我|忙|我们)|给我(?!们?(?:三|两|几|点)天)|发我(?!的)|告诉我|需要(?:您|你)|建议|最好|随时|必须|最晚|得给|要给到|我(?:们)?(?:要|需要|希望|想|要求)/,
  },
  {
    name: 'hedge',
    en: /\b(?:might|may|maybe|perhaps|possibly|probably|try|hope|hopefully|hoping|could|would|should|i'd|we'd|wish|want|wanted|plan|planning|planned|considering|thinking|think|depends|if|unless|not sure|guess|suppose|believe|assume|see (?:if|what|how|whether)|let's see|we'll see|ideally|idea|no promises|do my best|in principle|at some point|some time)\b/,
    zh: /可能|也许|估计|大概|应该|尽量|争取|试试|试着|看看能|看情况|再说|考虑|商量商量|希望|但愿|打算|计划|规划|如果|要是|只要|的话|万一|说不定|不一定|说不准|不敢|原来想|本来|说不好|等等看|看(?:老板|领导|区|校)/,
  },
  {
    name: 'negation',
    en: /\b(?:won't|can't|cannot|not|never|don't|doesn't|didn't|nobody|nothing|no one|isn't|aren't|wouldn't|couldn't|no)\b/,
    zh: /(?<!对|好|差|要)不(?!用担心|过|见不散|错|锈|动产)|没(?!问题|事)|别(?!家)|来不及|无法/,
  },
  {
    name: 'habit',
    en: /\b(?:usually|normally|always|every|as a rule|generally|most|typically|typical|each|often|on weekdays|whenever|when (?:a|an|the) \w+|at the end of the day|monthly|weekly)\b/,
    zh: /一般|通常|平时|每(?:天|周|个|次|年|月|季|到|十|逢)|经常|从来|向来|正常|定期|凌晨|一[^，。]{1,4}就|以后(?:客|仓|财|他)/,
  },
  {
    name: 'past',
    en: /\b(?:yesterday|last (?:week|month|year|friday|monday|tuesday|wednesday|thursday)|ago|already|was|were|had|sent|called|emailed|talked|signed|told|said|got|saw|met|checked|delivered|trained|forwarded|promised me|mentioned|asked me|i've|we've|dropped|mailed|thanks for|thank you)\b/,
    zh: /昨天|前天|上周|上次|上回|上个|刚才(?!答应|说的)|已经|刚|来着|去年|过(?:了|您|你|一|吗|$)|谢谢|收到|就寄出了|了$|原来|早该|本该/,
  },
  {
    name: 'in-call',
    en: /\b(?:share my screen|show you (?:how|the|two|some|another|around)|walk you|be (?:honest|frank|quick|right back|out|in|on|late|fifty|retired)|tell you what|start with|explain|pause|mute|for a second|example|put it this way|speaker|look at|go (?:back|quickly|over)|open the|click|read it out|come to that|next slide|in a moment|at the end of this call|say (?:this|it)|straight|one slide|ask you|wait|take your word|believe|have a coffee|cross that bridge|pull up|get a pen|let me think)\b/,
    zh: /演示一下|共享|举个例子|说实话|实话|下一页|第[一二三四0-9]页|简单(?:说|讲)|先(?:问|说|讲|介绍|看|听|放|回答|接)|会讲到|翻一下|念给|看一下啊|交个底|切到|打开(?:后台|看看|$)|稍等|最后再聊|稍微补充|带您过|我直说|看(?:个|两个)/,
  },
  {
    name: 'needs-or-states',
    en: /\b(?:i'll|we'll|i will|we will) (?:need|have to|be|love|never|miss|probably|have about|save|think)\b|\b(?:it'll|it will|they'll|they will|that will|there will|there'll|you'll (?:see|love|notice|like|save|need|want|have a hard)|(?:the|this|your|an?) \w+ will|nobody will|people will|users will|customers? will|prices? will|he'll|she'll)\b/,
    zh: /系统|平台|功能|软件|自动|它会|(?:工人|员工|客户|客人|领导|老板|司机|用户|财务|他们|她|他)(?:们)?(?:会|可能|肯定|一)|您会|你会|贵司会|有效期|到期|涨价|放假|出差|休假|不在/,
  },
  {
    name: 'other-firm',
    en: /\b(?:competitor|other (?:vendor|firm|supplier)|another customer|one of our customers|their cfo|they promised|most (?:customers|clinics)|a typical)\b/,
    zh: /别家|另外一家|另一家|竞争对手|他们(?:说|保证|老板)|有个客户|很多客户|大多数|一般客户/,
  },
  {
    name: 'small-talk-time',
    en: /^(?:okay |great |fine |so |then )*(?:see you|talk to you|have a|looking forward|friday|monday|tuesday|wednesday|thursday|saturday|next week|next wednesday|tomorrow)\b[a-z ]{0,24}$/,
    zh: /^(?:好的?|行|那|那就)?[，,]?(?:下?周[一二三四五六日]|下周|明天|今天)[^发给回来去交送派带做]{0,10}(?:见|可以|不行|再聊|方便|有空|点|是几号|挺好|没问题)[^，]{0,4}$|祝您|期待/,
  },
];
