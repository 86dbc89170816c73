// What shows an intent to buy, a pain, or a part in the decision. Words that sales people know by ear, in two languages;
// how much each counts is learned. Sources: docs/metrics.md (buying signal); roles after Miller & Heiman 1985.

import type { Cue } from './cue.ts';

/** Who speaks of whom, and whether it is asked, denied, past, or of others: shared by all three kinds. */
const SETTING: readonly Cue[] = [
  {
    name: 'question',
    en: /\?$|^(?:(?:and|so|but|okay|roughly|ballpark) )?(?:could|can|would|will|shall|should|do|does|did|is|are|have you|has|when|who|what|what's|how|where|which|any chance|may)\b/,
    zh: /[?？]$|[吗呢吧呗](?:[。？?])?$|能不能|可不可以|是不是|要不要|有没有|行不行|贵不贵|怎么|哪|几|多久|多长|多少|谁|什么/,
  },
  {
    name: 'negation',
    en: /\b(?:no|not|don't|doesn't|won't|isn't|aren't|never|without)\b/,
    zh: /不|没(?!准)|别(?!家|的)/,
  },
  {
    name: 'all-well',
    en: /\b(?:no (?:problem|trouble|complaint|issue)s?|not (?:a|an) (?:problem|issue)|don't see a problem|works? (?:well|fine)|runs? smoothly|fine for us|that's fine|(?:is|are) (?:happy|satisfied|reliable|easy|up to date|very low)|solved|fixed that|used to have|not any ?more|quick and reliable|fine now|doesn't take long|works fine)\b/,
    zh: /没(?:什么)?(?:问题|毛病|投诉|有问题)|不是(?:事|问题)|挺(?:好|顺|满意)|都满意|很(?:低|简单|满意)|不费|解决了|实时的|又快又稳|顺的|够用|现在没了/,
  },
  {
    name: 'of-others',
    en: /\b(?:our (?:customers?|clients?|guests?|prices?|price list|old contract)|a (?:client|customer|guest)|when a|guests|the driver gets|two years ago|last (?:month|year|spring|week)|someone else|another (?:company|firm|provider)|from another|other customers|until (?:next year|\d+)|with (?:our|the) (?:current|provider|cleaning))\b/,
    zh: /我们(?:的)?(?:客户|客人|价目|价格)|有个客户|客户(?:下单|订|在|自己|都|们)|客人|前(?:买|订)|上个月跟别人|别家(?:的)?(?:合同|订)|现在的供应商合同|老合同|租约|保洁|两年前|去年春/,
  },
  { name: 'we-or-i', en: /\b(?:we|i|our|us|my|me|we'd|i'd|we're|i'm)\b/, zh: /我|咱/ },
];

export const BUYING_CUES: readonly Cue[] = [
  ...SETTING,
  {
    name: 'contract',
    en: /\b(?:contract|agreement|sign(?:ed|s|ing|ature)?|countersign|paperwork|papers|annex|docusign|letter of intent|clause|terms)\b/,
    zh: /合同|协议|签(?!收|到)|盖章|章|法务|附件|条款|意向书|抬头|年框|手续|流程/,
  },
  {
    name: 'order',
    en: /\b(?:orders?|purchase|po|buy|buying|order form|invoice|book (?:us|the)|reserve|hold two|ship the|deliveries|order confirmation|procurement)\b/,
    zh: /订单|下单|采购单|买(?!单)|要了|开单|发票开|开票|先发|留[一二两三四五]?台|留个|中标|给我们(?:开|算|报|升)|全要|这单/,
  },
  {
    name: 'pay',
    en: /\b(?:deposit|down payment|pay (?:by|the)|paid (?:the|pilot|plan)|transfer(?: the)?|wire|account number|credit card|instal?ment|bill|prepay|funds?|funding|money is)\b/,
    zh: /定金|订金|首付|付款|打款|打到哪|预付|尾款|转账|刷卡|账单|钱往哪|款|经费/,
  },
  {
    name: 'yes',
    en: /\b(?:approved|approval|approvals|signed off|green light|go ahead|thumbs up|said yes|released|came through|got (?:the )?approval|is in|are in|we agreed|agreed internally|decided|chose|chosen|picked|our choice|go with|going with|go for|we'll take|i'll take|we're in|deal|sold|ready to|let's (?:do|sign|start|get|close|go|renew|put|sign off)|move forward|go ahead|put (?:us|me) down|consider us|renew|extend|upgrade|convert|switch us|subscri\w+|sign (?:us )?up|i want (?:to buy|twelve|\w+ of)|we want to (?:order|renew|extend|start)|we'd like to (?:order|buy|sign|renew|lock|place|turn|convert))\b/,
    zh: /批(?:了|下来|完)|同意(?:先|试|了)?|通过|点头了|绿灯|放行|就(?:这么)?定|定了|选(?:你们|方案)|用你们|成交|签(?:吧|了|约)|走(?:合同|手续|流程|采购)|启动|续签|续三|续|升级|转正|转成|开通|就要|那就|可以定|合作|立项已经|拍板了|开始吧|买了|下(?:吧|订|三|首批)|我要这?个?|都要/,
  },
  {
    name: 'how-many',
    en: /\b(?:\d+|one|two|three|four|five|six|ten|twelve|fifty|hundred|thirty|more) (?:\w+ )?(?:licen[cs]es?|seats?|units?|users?|tablets?|machines?|rooms?|ovens?|of (?:these|them)|stores?|copies|branches)\b/,
    zh: /[0-9一二两三四五六七八九十百]+(?:个|台|套|家|张|间|份)(?:账号|席位|用户|门店|分店|烤箱)?/,
  },
  { name: 'pilot', en: /\bpilots?\b|first (?:phase|stage)|phase one/, zh: /试点|一期|先上|先装/ },
  {
    name: 'price',
    en: /\b(?:costs?|prices?|pricing|how much|quote|offer|discount|fee|fees|charge|rates?|expensive|budget|cheaper|ballpark|rough number|run us|leas\w+|finance|financ\w+|rent|negotiable|payment (?:terms|model)|pay in|how do we pay|licensing|licen[cs]e (?:for|model)|price list|maintenance|extra|package|starter kit|included|run me)\b/,
    zh: /多少钱|价(?!签|值)|费用|怎么卖|怎么收费|收费|便宜|优惠|折扣|预算|报(?:个|一下)|分期|按(?:年|月)|租赁|租一|贵不贵|付款方式|先付|授权(?:是|怎么)|维护费|质保|保修|包含|得多少|要多少|怎么算|大概的数|差多少/,
  },
  {
    name: 'reference',
    en: /\b(?:references?|case stud(?:y|ies)|success stor\w+|customers? (?:in|that|of yours|like|i can)|existing customers?|who (?:else|uses|in)|already uses|your (?:other )?customers?|one of your customers|has it running|other (?:hospital|bakeries|customer)|a company of our size|name a customer|visit a site)\b/,
    zh: /案例|老客户|客户(?:在用|聊|电话|那里|名单)|同行|谁(?:在用|装了|用)|标杆|参观|像我们这|跟我们差不多|用过的|别的[^，。]{1,6}用得/,
  },
  {
    name: 'trial',
    en: /\b(?:trials?|try (?:it|that)|test (?:it|with|account|licence|one)|testing|tests? with|sandbox|demo|sample|proof of concept|evaluation licen[cs]e|borrow|poc|show it to|see a demo|run a test|small pilot|do pilots|pilot look|with our (?:own )?(?:data|files))\b/,
    zh: /试用|试试|试两|测(?:一下|试环境|试版|测)|样品|样机|演示|测试环境|体验|poc|评估版|借一台|先(?:在|从)[^，。]*试|小范围|先让|自己的数据/,
  },
  {
    name: 'time-to-go',
    en: /\b(?:how (?:long|soon|fast|quickly|many weeks)|when (?:could|can|would|will)|when's the earliest|go live|lead time|delivery time|timeline|time ?line|earliest|be ready before|finished by|installation take|project plan|next steps?|what's next|proceed|happens after the pilot|in stock|available|deliver to|implementation|onboarding|see results|minimum contract|notice period|contract length|how long is the contract|cancellation)\b/,
    zh: /多久|多长时间|最快|最早|什么时候(?:能|可以|进)|交期|上线(?!的)|几(?:周|天|月|年)|来得及|时间计划|下一步|后面的流程|下面怎么|试点做完|现货|库存|交货|周期|能送到|见效|实施都|解约|按月退|项目计划|暑假前|旺季之前/,
  },
  {
    name: 'send-me',
    en: /^(?:please |and |okay |so )*(?:send|give|email|put|make|draw|write|prepare|issue|ship|show|let me see|include|go ahead|start|book|reserve|switch|add|upgrade)\b/,
    zh: /发(?:我|过来|给我|一份|来)|给(?:个|我|我们)|寄到|准备(?:一下|好)?|出(?:个|一份|合同)|帮我们|报(?:个|价)/,
  },
  {
    name: 'refusal',
    en: /\b(?:too expensive|no thanks|not interested|over our budget|don't have budget|not (?:for us|convinced|planning|buying)|don't want to buy|won't sign|cheaper|not going to buy|don't need|happy with what|call me again next year|bad for us|impossible)\b/,
    zh: /太贵|没预算|超预算|不想买|不用了|没兴趣|不适合|不考虑|用不上|没打算|今年不会|别家便宜|现在用的挺好|明年再/,
  },
  {
    name: 'technical',
    en: /\b(?:api|protocol|linux|button|browser|pdf|sync|offline|backup|server|stored|password|colour|color|mount|icon|time zone|export|dashboard|format|battery|login|log in|supported|layout|screen|slide)\b/,
    zh: /接口|协议(?:是|有)?(?:啥|什么)|按钮|浏览器|同步|没网|备份|服务器|密码|颜色|图标|时区|格式|没电|登录|同时在线|刷卡机|报表|首页|布局|锁屏|页/,
  },
];

export const PAIN_CUES: readonly Cue[] = [
  ...SETTING,
  {
    name: 'loss',
    en: /\b(?:los(?:e|es|t|ing)|miss(?:es|ed|ing)?|wast(?:e|es|ed|ing)|write off|throw away|scrap|vanish\w*|fined?|penalt\w+|cost(?:s|ing)? us|leaks?|drops?|gaps?|fall through|doubled|shrinking|margins|bill has|returns|rework|turnover|quit|disappears?)\b/,
    zh: /丢|浪费|报废|扔|罚|漏|亏|流失|跑光|利润|赔|损耗|抢走|断货|断断续续|掉线|返工|退货/,
  },
  {
    name: 'slowness',
    en: /\b(?:slow|wait(?:s|ed|ing)?|late|delays?|delayed|hours?|forever|takes? (?:us |my |it |days|weeks|months|minutes|two|three|six|hours|forever|too)|half the morning|all (?:day|morning)|until ten|drags? on|stuck|overtime|weekends?|evenings?|night|weeks? to|minutes to|eats? up|too long|days a week|freez\w+|stands? still|shuts? us)\b/,
    zh: /慢|等(?!等)|晚(?!上见)|拖|延误|耗|折腾|半天|加班|卡|排(?:四十|一个|队)|要(?:录|翻|排|三|几|两|好几)|一上午|死机|停(?:产|一|了)|一周才|熬|几分钟|一小时|三个星期/,
  },
  {
    name: 'faults',
    en: /\b(?:errors?|mistakes?|wrong|crash\w*|breaks?|broken|goes down|outdated|out of date|never right|duplicate\w*|double book\w*|chaos|mess|not any|unreadable|impossible to|do not match|don't match|terrible|awful|nightmare|headache|pain(?:ful)?|problem|issues?|trouble|struggl\w+|mistakes creep|false alarm|confus\w+|defect\w*|all over the place|out of sync)\b/,
    zh: /错|乱|坏|出故障|过时|不准|没准过|对不上|重复|重了|崩|噩梦|头疼|麻烦|痛点|困扰|问题|难(?!道)|差(?!多|不)|旧的|不对|混乱|毛病|不通|扯皮|瘫|冲突/,
  },
  {
    name: 'hand-work',
    en: /\b(?:by hand|manual(?:ly)?|paper(?:s|work)?|twice|type everything|spreadsheets?|excel|fax(?:ing)?|copy(?:ing)?|handwritten|re-?enter|entered by|switch between|chasing|too many|too much|way too|phone all|double entry|retype|on paper)\b/,
    zh: /手工|人工|纸|两遍|手写|excel|表格|传真|搬数据|录入|来回切|什么都得|全靠|全指着|填表|打电话太|催人|一堆|太多|重新来|自己改/,
  },
  {
    name: 'blindness',
    en: /\b(?:nobody|no one|no idea|no clue|don't know|doesn't know|can't (?:see|tell|get|say|find|pick|scale|answer|leave)|cannot (?:say|see|tell|find)|couldn't|never know|no overview|no backup|only (?:notice|find out|one who)|without asking|guesswork|only i know|only one who|find out about)\b/,
    zh: /没人(?!意见)|不知道|不清楚|看不(?:到|见)|说不清|查不出|没数|没准|答不上|才(?:知道|发现|回)|拍脑袋|追溯不到|找不到|认不出|就没人|只有我会|一请假|不理人|不理|接不过来|没人接/,
  },
  {
    name: 'feelings',
    en: /\b(?:complain\w*|hate|fed up|drown\w*|killing us|crazy|embarrass\w*|nervous|awake|worse|worst|biggest|badly|overloaded|short of|run(?:ning)? out|ignores?|bad reviews?|frustrat\w+|annoy\w*|tired of|burn\w* out|unhappy|angry|real problem|exactly our problem|can't scale|constant)\b/,
    zh: /投诉|烦|累|意见(?:特别|很)大|不满|丢人|睡不着|紧张|最大的|最(?:头疼|麻烦|难)|受不了|撑不住|不够(?!买)|厉害|骂|太(?:慢|差|高|多|累|费|厉害)|根本|老(?:是|投诉|掉|丢|忘|骂|延)|动不动|天天|不愿意|宁可|不得了|费劲|老出/,
  },
  {
    name: 'purchase-talk',
    en: /\b(?:contract|sign|price|discount|budget|trial|reference|order form|quote|deposit|too expensive|pilot|approv\w+|decid\w+|would use|uses? it|responsible)\b/,
    zh: /合同|签|价|优惠|预算|试用|案例|定金|太贵|试点|拍板|审批(?!要过|卡)|批|决定|采购|你们|您/,
  },
];

export const DECISION_CUES: readonly Cue[] = [
  ...SETTING,
  {
    name: 'decides',
    en: /\b(?:decides?|decision|final (?:say|call|okay|decision)|last word|sign(?:s|ed)? (?:off|this|the contracts?|myself|it)|one who signs|signature of|approves?|approved by|green light|give(?:s)? (?:his|her|the) okay|without the say|authori[sz]ed|up to (?:our|the|my)|vote|makes? the (?:call|decision)|needs? (?:nobody|anybody)'s approval|above my head|above .* goes to|anything (?:above|under))\b/,
    zh: /拍板|说了算|做主|批(?!次)|签字|点头|定(?:$|就|。|了算|不归)|来定|能定|决定权|过会|上会|表决|投票|一句话|同意才|才算数|最终|最后|负责人|以[下内上](?:我|都|要)/,
  },
  {
    name: 'high-post',
    en: /\b(?:ceo|cfo|coo|board|managing director|general manager|owner|founder|president|partners|chairman|trustees|council|mayor|committee|director|bishop|headmaster|secretary|chief physician|vp|parent company|my (?:boss|father|wife))\b/,
    zh: /总经理|董事|老板|[一-龥]总(?!结|部)|总裁|财务总监|院长|校长|书记|局长|厂长|区长|理事会|创始人|合伙人|母公司|委员会|投决会|秘书长|主任|领导|两口子|住持/,
  },
  {
    name: 'money-in-hand',
    en: /\bbudget\b|\b(?:thousand|hundred thousand|\d+k)\b|\binvestments?\b|\bmoney\b/,
    zh: /预算|[万千]|这笔钱|投资(?!回报)|权限/,
  },
  {
    name: 'backs',
    en: /\b(?:push(?:ing|ed)?|fight|advocate|convince\w*|recommend you|fan of|loves? your|campaign\w*|lobby\w*|behind (?:this|it)|good word|back you|driving (?:this|force)|believe in (?:this|it)|sell it internally|make the case|supports? (?:it|this|you)|all for it|on your side|put in a|brought you in|want (?:us to get|it here)|been telling|keeps asking|i'll push|initiative|idea came)\b/,
    zh: /推(?:动|这|的|$|，)|在推|争取|说(?:好话|服)|看好|认可|赞成|支持|推荐|引荐|帮(?:你|你们)(?:说话|争取)|站(?:在)?你|挺你|做工作|发起|催老板|希望上|特别想|喜欢你们/,
  },
  {
    name: 'judges',
    en: /\b(?:evaluat\w+|assess\w*|test(?:s|ed)? (?:it|and|before)|technical (?:evaluation|side|part|point)|recommendation|compar(?:e|ing)|shortlist|validat\w+|scores?|reviews?|requirements|advis\w+|opinion|checks?|check whether|selection|judge|specifications|interfaces|selection team|integrated|architecture|fits?)\b/,
    zh: /评估|评审|选型|把关|测(?!试麦)|比(?:较)?(?:几|三)|短名单|验证|打分|意见|参谋|检测|技术(?!参数有)|参数|需求的|能不能对接|合不合|规格|报告|判断|建议/,
  },
  {
    name: 'uses',
    en: /\b(?:us(?:e|es|ing|ed) (?:it|this)|end user|users?|work(?:s|ing)? with (?:it|the tool|this)|operate|every day|every shift|daily|all day|sit in front|carry|at the counter|in their hands|live in|enters? the|on their phones|on the road|have to (?:use|work)|it's for our|use the thing|night shift)\b/,
    zh: /(?:天天|每天|每个班)[^，。]{0,6}(?:用|盯|泡)|在用|来?用(?:的|它|这个|$)|操作|使用者|用户|录单|拿的|带着|带平板|用的人|会用|要用|上课用|上用/,
  },
  {
    name: 'gate',
    en: /\b(?:procurement|purchasing|legal|lawyer|counsel|tender|compliance|works council|vendor|suppliers?|sourcing|data protection|assistant|buyer|calendar|appointments|go(?:es)? through|pass|portal|approved suppliers|information security|clear the|three offers|screen)\b/,
    zh: /采购|法务|律师|招标|合规|工会|供应商|数据(?:安全|保护)|助理|日程|时间都是我|名录|入库|比价|商务|要过|先审|一票否决|信息安全|注册|办公室在管|归.{0,3}管/,
  },
  {
    name: 'person-fact',
    en: /\b(?:on (?:holiday|vacation)|is new|was elected|is called|sits on|join later|says hello|has (?:nine|\w+) members|meets on|another site|work in|work at|deputy|responsible for|in the other building|spread over|is at)\b/,
    zh: /休假|新来的|姓|在[一二三四]楼|另一栋|一会儿来|向您问好|在别的|上任|有[一二三四五六七八九十]+个人|副馆长|上班|在市场部|分布|我负责苏州|开会$/,
  },
];
