// A discovery and demonstration call in English: Alex sells dispatch software to Dana, who runs a haulier's operations.

import type { CallScript, Line } from './script.ts';

const OPENING: readonly Line[] = [
  {
    id: 'r1',
    by: 'rep',
    pauseMs: 0,
    text: 'Hi Dana, good to see you again. As I wrote, this call is recorded and analysed. Is that okay with you?',
  },
  { id: 'c1', by: 'customer', pauseMs: 420, text: "Yes, that's fine. Thanks for making the time." },
  {
    id: 'r2',
    by: 'rep',
    pauseMs: 380,
    text: 'Last time we spoke about the handover from dispatch to the warehouse. Where does it hurt most today?',
  },
  {
    id: 'c2',
    by: 'customer',
    pauseMs: 640,
    text: 'Mostly in the morning. The drivers send us photos of their papers, and two people type everything in again. We lose track of about ten orders a week. And at month end, nobody knows who changed what.',
    keywords: [
      { category: 'pain', phrase: 'we lose track of' },
      { category: 'pain', phrase: 'nobody knows who' },
    ],
  },
  { id: 'rb1', by: 'rep', after: 'c2', pauseMs: -2_700, text: 'Right.', isBackchannel: true },
  {
    id: 'r3',
    by: 'rep',
    after: 'c2',
    pauseMs: 520,
    text: 'That fits what I saw at your site. With us the driver scans the paper, and a minute later the warehouse has its pick list.',
  },
  { id: 'cb1', by: 'customer', pauseMs: -2_200, text: 'Okay.', isBackchannel: true },
];

const QUESTIONS: readonly Line[] = [
  { id: 'c3', by: 'customer', after: 'r3', pauseMs: 450, text: 'Does that work without a signal as well?', asks: 'q1' },
  {
    id: 'r4',
    by: 'rep',
    pauseMs: 480,
    text: 'Yes, it does. The phone keeps everything and sends it later.',
    answers: 'q1',
  },
  {
    id: 'c4',
    by: 'customer',
    pauseMs: 350,
    text: 'And nobody has to install anything on the phones.',
    asks: 'q2',
  },
  { id: 'r5', by: 'rep', pauseMs: 330, text: 'No. They open a link and sign in once.', answers: 'q2' },
  {
    id: 'c5',
    by: 'customer',
    pauseMs: 700,
    text: 'Nimbuswork showed us something similar last week. How is yours different?',
    asks: 'q3',
    mentions: [{ name: 'Nimbuswork' }],
  },
  {
    id: 'r6',
    by: 'rep',
    pauseMs: 1_250,
    text: 'Um, well, I think we are simply easier to work with, and our people pick up the phone.',
    spoken: 'Umm, well, I think we are simply easier to work with, and our people pick up the phone.',
    answers: 'q3',
    isFilled: true,
  },
  {
    id: 'c6',
    by: 'customer',
    pauseMs: 560,
    text: 'I see. Our other branch already has Nimbuswork. And Corvanta offered us a free year.',
    firstHeard: 'I see. Our other branch already has Nimbuswork. And core Wanda offered us a free year.',
    mentions: [{ name: 'Nimbuswork' }, { name: 'Corvanta' }],
    objection: 'competitor',
  },
  { id: 'r7', by: 'rep', pauseMs: 400, text: 'Understood. Let me put up two slides.' },
];

const ONE_LIST = { regionId: 'one-list', x: 0.1, y: 0.25, width: 0.5, height: 0.3 };
const CHANGES = { regionId: 'changes', x: 0.1, y: 0.2, width: 0.6, height: 0.25 };

const PRESENTING: readonly Line[] = [
  {
    id: 'r8',
    by: 'rep',
    pauseMs: 900,
    text: 'This is a normal working day. When an order comes in, dispatch has it on one list, and the driver gets the stop without a call.',
  },
  { id: 'cb2', by: 'customer', pauseMs: -2_600, text: 'Mm-hm.', spoken: 'Umhum.', isBackchannel: true },
  {
    id: 'r9',
    by: 'rep',
    after: 'r8',
    pauseMs: 500,
    text: 'And this is what month end looks like. Every change has a name and a time, so instead of calling around',
  },
  {
    id: 'c7',
    by: 'customer',
    pauseMs: -620,
    text: 'Sorry, one thing. Could you take over the orders from our legacy system?',
    asks: 'q4',
    interrupts: 'r9',
    keywords: [{ category: 'integration', phrase: 'legacy system' }],
  },
  {
    id: 'r10',
    by: 'rep',
    pauseMs: 780,
    text: 'Yes. The data migration is part of the first week.',
    answers: 'q4',
    keywords: [{ category: 'integration', phrase: 'data migration' }],
  },
  { id: 'c8', by: 'customer', pauseMs: 500, text: 'How long would it take until everyone works with it?', asks: 'q5' },
  { id: 'c9', by: 'customer', pauseMs: 950, text: 'For all three sites, I mean.', addsTo: 'q5' },
  { id: 'r11', by: 'rep', pauseMs: 640, text: 'About six weeks, one site after the other.', answers: 'q5' },
  { id: 'c10', by: 'customer', pauseMs: 420, text: 'Walk me through the first week, please.', asks: 'q6' },
  { id: 'rb2', by: 'rep', pauseMs: 140, text: 'Mm-hm.', spoken: 'Umhum.', isBackchannel: true },
  {
    id: 'r12',
    by: 'rep',
    after: 'c10',
    pauseMs: 1_900,
    text: 'On Monday we bring over your routes. From Wednesday on, four drivers try it for real.',
    answers: 'q6',
  },
];

const DOUBTS: readonly Line[] = [
  {
    id: 'c11',
    by: 'customer',
    pauseMs: 600,
    text: 'Our IT people will want papers. When was your last penetration test?',
    asks: 'q7',
    keywords: [{ category: 'security', phrase: 'penetration test' }],
  },
  {
    id: 'r13',
    by: 'rep',
    pauseMs: 6_200,
    text: 'It was in March. You will have the summary today. One moment, I am opening my calendar.',
    answers: 'q7',
  },
  { id: 'r14', by: 'rep', pauseMs: 8_600, text: 'Here it is. We could begin in June.' },
  {
    id: 'c12',
    by: 'customer',
    pauseMs: 520,
    text: 'Honestly, the budget approval is what worries me. Anything above fifty thousand goes through three levels of approval.',
    keywords: [
      { category: 'budget-process', phrase: 'budget approval' },
      { category: 'budget-process', phrase: 'levels of approval' },
    ],
  },
  { id: 'r15', by: 'rep', pauseMs: 560, text: 'That is common. Many teams begin with a small pilot.' },
  {
    id: 'c13',
    by: 'customer',
    pauseMs: 300,
    style: 'angry',
    text: 'No, listen. The last supplier told us exactly the same! We signed, we paid, and then nobody picked up the phone for three months! My people worked every single weekend, and I had to stand up and explain it! We are not doing that again! I will not put my name on a thing like that a second time!',
    objection: 'trust',
  },
  { id: 'r16', by: 'rep', pauseMs: 700, text: 'I hear you. That must not happen again.' },
  {
    id: 'c14',
    by: 'customer',
    pauseMs: 600,
    text: 'All right. Sorry, that was a hard year for all of us. I would just like one person I can call when something stops.',
  },
  { id: 'r17', by: 'rep', pauseMs: 380, text: 'That is fair.' },
];

const CLOSING: readonly Line[] = [
  { id: 'c15', by: 'customer', pauseMs: 450, text: 'So who would be our contact?', asks: 'q8' },
  { id: 'c16', by: 'customer', pauseMs: 5_000, text: 'Is it you, or somebody else?', asks: 'q8' },
  {
    id: 'r18',
    by: 'rep',
    pauseMs: 620,
    text: 'It is me for the first year. I will send you the proposal by Friday, and we talk again next week.',
    answers: 'q8',
    keywords: [
      { category: 'next-step', phrase: 'send you the proposal' },
      { category: 'next-step', phrase: 'talk again next week' },
    ],
  },
  { id: 'c17', by: 'customer', pauseMs: 480, text: 'Friday is good. Put the pilot in as a separate line.' },
  { id: 'r19', by: 'rep', pauseMs: 350, text: 'I will. Thank you, Dana.' },
  { id: 'c18', by: 'customer', pauseMs: 300, text: 'Thanks, bye.' },
];

export const ENGLISH: CallScript = {
  callId: 'sample-en',
  language: 'en',
  title: 'Harlow Freight: dispatch for three sites',
  accountName: 'Harlow Freight',
  dealId: 'harlow-dispatch',
  industry: 'logistics',
  stage: 'discovery',
  startedAt: '2026-05-12T14:00:00Z',
  timeZone: 'Europe/London',
  people: {
    rep: { participantId: 'alex', name: 'Alex Rivera', personId: 'alex-rivera' },
    customer: { participantId: 'dana', name: 'Dana Whitfield' },
  },
  voices: {
    rep: {
      tool: 'flite',
      neutral: ['-voice', 'rms', '--setf', 'duration_stretch=0.92'],
      angry: [],
      neutralEffects: ['highpass', '90', 'equalizer', '250', '1q', '-2', 'pitch', '-30'],
      angryEffects: [],
      neutralDb: -25,
      angryDb: -25,
    },
    customer: {
      tool: 'flite',
      neutral: ['-voice', 'slt', '--setf', 'duration_stretch=0.98'],
      angry: ['-voice', 'slt', '--setf', 'duration_stretch=0.9'],
      neutralEffects: ['highpass', '120', 'treble', '-3', '4000'],
      angryEffects: ['highpass', '120', 'tempo', '-s', '1.12', 'pitch', '320', 'treble', '5', '2500'],
      neutralDb: -26,
      angryDb: -17,
    },
  },
  lines: [...OPENING, ...QUESTIONS, ...PRESENTING, ...DOUBTS, ...CLOSING],
  events: [
    {
      line: 'c1',
      edge: 'end',
      offsetMs: 100,
      body: { type: 'notice.given', text: 'This call is recorded and analysed.' },
    },
    {
      line: 'r8',
      edge: 'start',
      offsetMs: -300,
      body: {
        type: 'slide.shown',
        slideId: 'working-day',
        participantId: 'alex',
        index: 0,
        title: 'A normal working day',
        outline: ['Orders come in', 'One list for dispatch', 'The driver gets the stop'],
        keyRegions: [ONE_LIST],
      },
    },
    {
      line: 'r9',
      edge: 'start',
      offsetMs: -200,
      body: {
        type: 'slide.shown',
        slideId: 'month-end',
        participantId: 'alex',
        index: 1,
        title: 'Month end',
        outline: ['Who changed what, and when', 'One bill for three sites'],
        keyRegions: [CHANGES],
      },
    },
    { line: 'c7', edge: 'end', offsetMs: 300, body: { type: 'slides.hidden' } },
    { line: 'c10', edge: 'start', offsetMs: 0, body: { type: 'stage.changed', stage: 'evaluation' } },
  ],
  gaze: [
    {
      slideId: 'working-day',
      region: ONE_LIST,
      looks: [
        { ms: 1_500, at: 'slide' },
        { ms: 4_000, at: 'region' },
        { ms: 800, at: 'away' },
        { ms: 1_000, at: 'region' },
      ],
    },
    {
      slideId: 'month-end',
      region: CHANGES,
      looks: [
        { ms: 2_500, at: 'region' },
        { ms: 3_000, at: 'slide' },
        { ms: 1_000, at: 'away' },
      ],
    },
  ],
  leadInMs: 1_200,
  leadOutMs: 1_600,
};
