// 中文通话：李晓向一家机械厂的周明推介车间报工系统。A discovery and demonstration call in Chinese.

import type { CallScript, Line } from './script.ts';

const OPENING: readonly Line[] = [
  {
    id: 'r1',
    by: 'rep',
    pauseMs: 0,
    text: '周总您好。今天的通话会录音，也会做分析，您看可以吗？',
  },
  { id: 'c1', by: 'customer', pauseMs: 450, text: '可以的，您说。' },
  { id: 'r2', by: 'rep', pauseMs: 400, text: '上次聊到车间报工，现在最卡的是哪一段？' },
  {
    id: 'c2',
    by: 'customer',
    pauseMs: 620,
    text: '主要是夜班。工人先记在纸上，第二天统计员再手工录入，一个车间要录两个小时。月底最头疼，三张表的数据对不上。',
    keywords: [
      { category: 'pain', phrase: '手工录入' },
      { category: 'pain', phrase: '月底最头疼' },
      { category: 'pain', phrase: '数据对不上' },
    ],
  },
  { id: 'rb1', by: 'rep', after: 'c2', pauseMs: -3_000, text: '嗯，对。', isBackchannel: true },
  {
    id: 'r3',
    by: 'rep',
    after: 'c2',
    pauseMs: 480,
    text: '明白。我们是工人在机台旁边扫码，数量当场进系统，统计员只看异常。',
  },
  { id: 'cb1', by: 'customer', pauseMs: -2_300, text: '嗯嗯。', isBackchannel: true },
];

const QUESTIONS: readonly Line[] = [
  { id: 'c3', by: 'customer', after: 'r3', pauseMs: 460, text: '没有网的时候也能扫吗？', asks: 'q1' },
  {
    id: 'r4',
    by: 'rep',
    pauseMs: 520,
    text: '能扫，先存在平板里，有网了自动补传。',
    answers: 'q1',
  },
  { id: 'c4', by: 'customer', pauseMs: 380, text: '那手机上不用另外装软件吧。', asks: 'q2' },
  { id: 'r5', by: 'rep', pauseMs: 340, text: '不用，打开链接就行。', answers: 'q2' },
  {
    id: 'c5',
    by: 'customer',
    pauseMs: 640,
    text: '云帆通上周也来讲过，你们跟他们差别在哪儿？',
    asks: 'q3',
    mentions: [{ name: '云帆通', evidence: 'r6' }],
  },
  {
    id: 'r6',
    by: 'rep',
    pauseMs: 1_200,
    text: '嗯……这个，我们有个客户，也是做机加工的，去年从他们那边换过来，月结从五天缩短到一天半。',
    answers: 'q3',
    isFilled: true,
  },
  {
    id: 'c6',
    by: 'customer',
    pauseMs: 560,
    text: '锐迅达也找过我们，说两周就能用起来。',
    firstHeard: '瑞迅答也找过我们，说两周就能用起来。',
    mentions: [{ name: '锐迅达', evidence: 'r7' }],
  },
  {
    id: 'r7',
    by: 'rep',
    pauseMs: 700,
    text: '我们有一家客户两边都试过，实测下来，我们这边漏报降低了四成。我放两页图。',
  },
];

const PRESENTING: readonly Line[] = [
  {
    id: 'r8',
    by: 'rep',
    pauseMs: 950,
    text: '第一页是交接班。班长一眼看到哪台机床停了，不用再来回打电话。',
  },
  { id: 'cb2', by: 'customer', pauseMs: -2_200, text: '哦，好。', isBackchannel: true },
  {
    id: 'r9',
    by: 'rep',
    after: 'r8',
    pauseMs: 520,
    text: '第二页是月底结账，财务打开就是一张表，每一笔都能追到机台和',
  },
  {
    id: 'c7',
    by: 'customer',
    pauseMs: -640,
    text: '打断一下，老系统里的单子能带过来吗？',
    asks: 'q4',
    interrupts: 'r9',
    keywords: [{ category: 'integration', phrase: '老系统' }],
  },
  {
    id: 'r10',
    by: 'rep',
    pauseMs: 760,
    text: '能，数据迁移由我们来做。',
    answers: 'q4',
    keywords: [{ category: 'integration', phrase: '数据迁移' }],
  },
  { id: 'c8', by: 'customer', pauseMs: 480, text: '整个做下来要多长时间？', asks: 'q5' },
  { id: 'c9', by: 'customer', pauseMs: 950, text: '我是说三个车间一起。', addsTo: 'q5' },
  { id: 'r11', by: 'rep', pauseMs: 660, text: '八周左右，一个一个来。', answers: 'q5' },
  { id: 'c10', by: 'customer', pauseMs: 430, text: '您讲讲第一周怎么安排。', asks: 'q6' },
  { id: 'rb2', by: 'rep', pauseMs: 140, text: '嗯，好。', isBackchannel: true },
  {
    id: 'r12',
    by: 'rep',
    after: 'c10',
    pauseMs: 1_950,
    text: '前两天先在车间里跟班，把流程画出来。周四开始，让两个班组真的扫起来。',
    answers: 'q6',
  },
];

const DOUBTS: readonly Line[] = [
  {
    id: 'c11',
    by: 'customer',
    pauseMs: 600,
    text: '信息科肯定要问，数据存在哪里？',
    asks: 'q7',
    keywords: [{ category: 'security', phrase: '数据存在哪里' }],
  },
  {
    id: 'r13',
    by: 'rep',
    pauseMs: 5_700,
    text: '可以放在您自己的机房。您稍等，我把日历打开。',
    answers: 'q7',
  },
  { id: 'r14', by: 'rep', pauseMs: 8_500, text: '打开了，六月初能进场。' },
  {
    id: 'c12',
    by: 'customer',
    pauseMs: 540,
    text: '别的都好说，主要是预算审批太麻烦。二十万以上要层层审批，年度预算也定完了。',
    keywords: [
      { category: 'budget-process', phrase: '预算审批' },
      { category: 'budget-process', phrase: '层层审批' },
      { category: 'budget-process', phrase: '年度预算' },
    ],
  },
  { id: 'r15', by: 'rep', pauseMs: 560, text: '很多厂都这样，一般从小的试点做起。' },
  {
    id: 'c13',
    by: 'customer',
    pauseMs: 320,
    style: 'angry',
    text: '我跟您说实话！上一家也是这么讲的！签完合同人就不见了！三个月没有一个人接电话！工人天天加班，我在会上被点名两次！这种事情绝对不能再来一次！',
    objection: 'trust',
  },
  { id: 'r16', by: 'rep', pauseMs: 700, text: '周总，您生气是应该的，我记下了。' },
  {
    id: 'c14',
    by: 'customer',
    pauseMs: 620,
    text: '唉，也不是冲您，去年确实太难了。我就想要一个找得到的人，机器停了能马上打电话。',
  },
  { id: 'r17', by: 'rep', pauseMs: 400, text: '这个要求很合理。' },
];

const CLOSING: readonly Line[] = [
  { id: 'c15', by: 'customer', pauseMs: 450, text: '那以后是谁来跟我们对接？', asks: 'q8' },
  { id: 'c16', by: 'customer', pauseMs: 5_000, text: '是您本人，还是另外派人？', asks: 'q8' },
  {
    id: 'r18',
    by: 'rep',
    pauseMs: 640,
    text: '第一年就是我。周五前我把方案发给您，咱们下周再聊。',
    answers: 'q8',
    keywords: [
      { category: 'next-step', phrase: '方案发给您' },
      { category: 'next-step', phrase: '下周再聊' },
    ],
  },
  { id: 'c17', by: 'customer', pauseMs: 480, text: '行，周五可以，试点单独列出来。' },
  { id: 'r19', by: 'rep', pauseMs: 360, text: '好的，谢谢周总。' },
  { id: 'c18', by: 'customer', pauseMs: 320, text: '好，再见。' },
];

export const CHINESE: CallScript = {
  callId: 'sample-zh',
  language: 'zh',
  title: '恒远机械：三个车间的报工系统',
  accountName: '恒远机械',
  dealId: 'hengyuan-shop-floor',
  industry: 'manufacturing',
  stage: '需求沟通',
  startedAt: '2026-05-13T10:00:00+08:00',
  timeZone: 'Asia/Shanghai',
  people: {
    rep: { participantId: 'lixiao', name: '李晓', personId: 'li-xiao' },
    customer: { participantId: 'zhouming', name: '周明' },
  },
  voices: {
    rep: {
      tool: 'espeak-ng',
      neutral: ['-v', 'cmn+f5', '-s', '305', '-p', '52', '-a', '120'],
      angry: [],
      neutralEffects: ['highpass', '110', 'lowpass', '5000'],
      angryEffects: [],
      neutralDb: -28,
      angryDb: -28,
    },
    customer: {
      tool: 'espeak-ng',
      neutral: ['-v', 'cmn+m4', '-s', '285', '-p', '38', '-a', '110'],
      angry: ['-v', 'cmn+m4', '-s', '340', '-p', '58', '-a', '160'],
      neutralEffects: ['highpass', '90', 'lowpass', '4500', 'treble', '-3', '3000'],
      angryEffects: ['highpass', '90', 'lowpass', '4500', 'pitch', '120', 'treble', '5', '2500'],
      neutralDb: -29,
      angryDb: -20,
    },
  },
  lines: [...OPENING, ...QUESTIONS, ...PRESENTING, ...DOUBTS, ...CLOSING],
  events: [
    { line: 'c1', edge: 'end', offsetMs: 100, body: { type: 'notice.given', text: '本次通话会录音并做分析。' } },
    {
      line: 'r8',
      edge: 'start',
      offsetMs: -300,
      body: { type: 'slide.shown', slideId: 'shift-handover', participantId: 'lixiao', index: 0, title: '交接班' },
    },
    {
      line: 'r9',
      edge: 'start',
      offsetMs: -200,
      body: { type: 'slide.shown', slideId: 'month-end', participantId: 'lixiao', index: 1, title: '月底结账' },
    },
    { line: 'c7', edge: 'end', offsetMs: 300, body: { type: 'slides.hidden' } },
    { line: 'c10', edge: 'start', offsetMs: 0, body: { type: 'stage.changed', stage: '方案评估' } },
  ],
  leadInMs: 1_200,
  leadOutMs: 1_600,
};
