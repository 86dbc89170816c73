// Lines of sales talk, labelled by hand before the rules were written: does the line want an answer? About half are
// written as a recogniser without punctuation gives them. `dev` was looked at while rules were tuned, `heldOut` was not.

export interface LabelledLine {
  readonly text: string;
  readonly isQuestion: boolean;
}
export interface LabelledLines {
  readonly dev: readonly LabelledLine[];
  readonly heldOut: readonly LabelledLine[];
}

/** One line of text per line; `?|` before a question, `.|` before anything else. */
const lines = (source: string): LabelledLine[] =>
  source
    .trim()
    .split('\n')
    .map((line) => ({ text: line.trim().slice(2), isQuestion: line.trim().startsWith('?|') }));

const devEn = lines(`
?|How long does the rollout usually take?
?|does it work with our existing badge readers
?|And nobody has to touch the firewall?
?|and nobody has to touch the firewall
?|so the data stays in frankfurt
?|Could you walk me through the onboarding?
?|walk me through what happens when a sensor fails
?|is it per seat or per site
?|What would the price look like for three hundred users?
?|we have about forty sites and how long does one of them take
?|You support single sign-on, right?
?|it runs on our own servers right
?|That includes support, doesn't it?
?|you haven't raised the prices since last year have you
?|I'd like to understand how the pricing works
?|can you tell me who else in healthcare uses this
?|who owns the data if we leave
?|why is the second tier so much more expensive
?|What about offline mode?
?|and what about training for the night shift
?|any chance of a pilot before the summer
?|I was wondering whether you have a reference in logistics.
?|So you bill once a year?
?|so you don't need an agent on every machine
?|which of these modules do we really need
?|okay that's clear but do you also cover weekends
?|Okay. And the renewal, is that automatic?
?|would you be able to sign our data processing agreement
?|how much would it be without the analytics
?|Tell me a bit more about the security side.
?|do we have to buy the hardware from you
?|Sorry, what was that?
?|what if we go over the limit
?|Have you done this with a bank before?
?|when could you start
?|Isn't that what your competitor does as well?
?|my question is whether it scales to ten thousand devices
?|give me an example of a customer like us
.|I'll find out what it costs and come back to you.
.|I don't know how long that would take on our side
.|Let me check when the board meets next
.|we have forty sites across three countries
.|Thanks, that's very helpful.
.|How are you doing today?
.|hi good morning how are you
.|We looked at two other vendors last month.
.|that's right
.|All right, sounds good
.|What we need is something simple
.|what I like about it is the reporting
.|I know what you mean.
.|so that's basically our situation
.|so we went with the cheaper one in the end
.|You can send the quote to my colleague.
.|I asked him why they left and he just laughed
.|it depends on how many people we hire
.|Okay, let's look at the next slide.
.|my boss wants to know what it costs so I'll ask for a quote
.|And that is exactly the problem we have.
.|we can do that
.|Who knows, maybe next year.
.|I have to talk to finance before we can sign anything
.|the last time we tried this it took nine months
.|nobody here has the time to maintain it
.|and nobody told us about the downtime
.|You know what, let's just do it.
.|That would be great, thank you.
.|I'm not sure if we can do it this quarter
.|have a nice weekend
.|The question is not the price, it's the timing.
.|We'll see how the pilot goes.
.|as you can see the numbers went down
.|No, not at the moment.
.|Do let me know when the contract is ready.
.|what a mess that was
.|so do we
`);

const heldOutEn = lines(`
?|How do you handle updates?
?|are there any setup fees
?|What's the difference between the two plans?
?|so we would keep our phone numbers
?|And the installation is included?
?|and it still works when the internet is down
?|can we cancel after the first year
?|Could you send me the security white paper?
?|talk me through the migration please
?|is there an api or do we have to export files
?|Monthly or annually?
?|You've got people on the ground in Spain, correct?
?|that also covers the mobile app doesn't it
?|it won't slow down the machines will it
?|I'd love to hear how others solved that
?|can you explain what happens to the old data
?|where are your servers
?|whose responsibility is the backup
?|how come the setup costs more than the licence
?|How about a discount for two years?
?|what about the warranty
?|any idea how long approval takes on your side
?|I'm curious how you compare with Northwind.
?|so you also do the training
?|You mean we pay for every user, even inactive ones?
?|you mean we pay for inactive users too
?|what kind of support do we get at night
?|yeah that makes sense and who would be our contact
?|I see. So what happens after the trial?
?|Would it be possible to talk to one of your customers?
?|how many people do we need on our side
?|Show me how a manager would see that.
?|can it read our old spreadsheets
?|Did you say thirty days?
?|what's the catch
?|Is that a hard limit?
?|help me understand where the savings come from
?|let me ask you something how do you make money with the free tier
?|hasn't that been a problem for other customers
?|Do you have that in writing?
.|I'll ask them what they paid.
.|we still don't know who will own this internally
.|I need to see if there is budget left
.|Our contract with them runs until March.
.|Great, thank you so much for your time.
.|How's it going?
.|Nice to meet you, how have you been?
.|We've been using spreadsheets for years.
.|Right, exactly.
.|yeah that sounds right
.|What matters to us is uptime.
.|how it works internally is not so important to me
.|That's why we called you.
.|so it's mostly the warehouse team
.|and then we had the outage in may
.|You should talk to Maria about that.
.|she told me how you helped them last year
.|whatever you think is best
.|Let's move on to the contract.
.|they asked whether we could wait until autumn
.|And this is where it gets difficult.
.|I would say about two hundred
.|Who cares, it's only a test system.
.|we have to do a security review first
.|our current tool does that already
.|no one on my team has used it yet
.|I have no questions at this point.
.|Why not, let's try it.
.|I guess that could work.
.|I wonder, but never mind, go on.
.|We want to know our numbers before we decide.
.|when we started we were only five people
.|if you can do that we have a deal
.|Not really, no.
.|can't complain
.|You won't believe how slow the old one was.
.|I'll let you know when I hear back.
.|what a great demo
.|it is what it is
.|neither do we
`);

const devZh = lines(`
?|这个系统支持单点登录吗？
?|你们支持私有化部署吗
?|上线大概要多久
?|价格是按人头算还是按站点算
?|麻烦您讲一下实施流程。
?|麻烦您讲一下数据迁移怎么做
?|能不能先试用一个月
?|那防火墙就不用动了？
?|也就是说我们不用换硬件
?|您的意思是数据都放在我们自己机房
?|我想了解一下你们的售后服务
?|我想问一下合同一般签几年
?|有没有同行业的案例
?|是不是包含培训费用
?|这个是可以定制的，对吧？
?|你们在上海有团队对吧
?|这个价格含税是吧
?|为什么比去年贵了这么多
?|谁来负责后期的维护
?|那价格呢
?|如果网络断了呢
?|什么时候能给我们报价
?|请问你们有等保证书吗
?|能介绍一下你们的客户吗
?|我们有四十个站点，一个站点装下来要几天
?|好的明白了那数据怎么备份
?|您能给我们演示一下报表吗
?|跟金蝶比有什么优势
?|这个行不行
?|可不可以分期付款
?|下个月能上线吧
?|说说你们的安全措施
?|不知道你们能不能支持国产数据库
?|怎么收费
?|一套下来多少钱
?|是三年质保还是五年质保
?|合同到期以后数据归谁
?|你刚才说的是三百个用户？
.|我去问问多少钱
.|我回头跟领导确认一下什么时候能批
.|我也不知道他们用的是什么系统
.|你好，最近怎么样？
.|你好吗
.|好的，谢谢您。
.|我们有几个分公司都在用
.|没什么问题
.|没有什么特别的要求
.|不管怎么样我们都要先走流程
.|那就这样吧
.|我们先看一下演示吧
.|好吧
.|对，没错。
.|我们现在用的是一套老系统
.|这个要看领导怎么决定
.|预算的话要到年底才能定
.|我知道你们做得不错
.|他问我为什么要换系统
.|什么都可以谈
.|下周我把合同发给你
.|嗯，我明白了
.|谁知道呢，再说吧
.|去年我们试过一次花了九个月
.|其实关键不是价格
.|我们需要的是简单好用
.|多少有点担心安全
.|你把资料发给我就行
.|怎么说呢，还是有点复杂
.|我还在考虑呢
.|这个功能我们早就有了
.|几乎每个部门都要用
.|辛苦了，您吃饭了吗
.|我看看能不能争取到预算
.|是的，就是这个意思
.|哪里哪里
.|取决于能招到多少人
.|行，那你说吧
`);

const heldOutZh = lines(`
?|你们的服务器放在哪里？
?|这个需要另外付费吗
?|两个版本有什么区别
?|安装费是包含在里面的？
?|那我们原来的号码可以保留吧
?|一年以后可以退吗
?|能把安全白皮书发我一份吗
?|请您说明一下升级的流程
?|有接口还是要导出文件
?|按月还是按年
?|你们在深圳有办事处，是吗？
?|手机端也能用对不对
?|不会影响现有系统吧
?|我想知道别人是怎么解决的
?|可以解释一下老数据怎么处理吗
?|贵公司成立多长时间了
?|备份由哪一方负责
?|签两年有优惠没有
?|那质保呢
?|审批一般要走多久
?|也就是说不活跃的用户也要付钱
?|那你们也做培训
?|晚上有什么样的支持
?|嗯有道理那以后谁跟我们对接
?|试用期结束以后怎么办
?|方不方便让我们跟你们的客户聊聊
?|我们这边需要配几个人
?|给我看看管理员的界面是什么样的
?|能读我们原来的表格吗
?|你是说三十天？
?|最多支持多少并发
?|这是硬性限制吗
?|省钱具体省在哪儿
?|有书面的承诺吗
?|能便宜点不
?|出了故障你们多长时间能到现场
?|你们跟用友是什么关系
?|想请教一下国产化适配的情况
?|为啥要单独买授权
?|这边有没有本地的实施团队啊
.|我去问一下他们当时付了多少
.|我们内部还没定谁来负责
.|我得看看今年还有没有预算
.|我们跟他们的合同到三月份
.|非常感谢您的时间
.|好久不见，最近忙不忙
.|我们一直用表格管理
.|对对对，是这样
.|好的好的
.|我们最看重的是稳定性
.|怎么实现的对我来说不重要
.|所以我们才找到你们
.|主要是仓库那边的同事在用
.|五月份的时候出过一次故障
.|你可以跟李经理聊一下
.|她跟我说过你们是怎么帮他们的
.|你们看着办
.|我们先谈合同吧
.|他们问能不能等到秋天
.|难点就在这里
.|大概两百个左右
.|无所谓，反正只是测试系统
.|要先过安全评审
.|现在的系统也能做到
.|我们团队还没有人用过
.|我暂时没有问题了
.|行，那试试吧
.|应该也可以
.|没事，您继续
.|我们要先弄清楚自己有多少设备再决定
.|刚开始的时候只有五个人
.|如果能做到我们就签
.|不是很急
.|还行吧
.|你不知道以前那个有多慢
.|有消息我告诉你
.|讲得非常好
.|随便哪一天都行
.|我们也是
.|什么时候都可以
`);

export const QUESTION_LINES: Readonly<Record<'en' | 'zh', LabelledLines>> = {
  en: { dev: devEn, heldOut: heldOutEn },
  zh: { dev: devZh, heldOut: heldOutZh },
};
