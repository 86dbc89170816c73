// A short call with an event of every kind that has a table, for the tests of the store.

import { CallEvent, type EventBody } from '../../engine/events.ts';
import { CallId } from '../../engine/ids.ts';
import { TEST_NOW_MS } from './clickhouse-clock.ts';

export interface CallOptions {
  readonly callId: string;
  /** Wall time of the start. Default one day before TEST_NOW_MS. */
  readonly startedAtMs?: number;
  readonly industry?: string;
  readonly language?: string;
  readonly title?: string;
  readonly accountName?: string;
  readonly repPersonId?: string;
  readonly stage?: string;
}

type Body = { readonly type: EventBody['type']; readonly atMs: number } & Readonly<Record<string, unknown>>;

/** Gives bodies their place in the log and checks them against the schema. */
export function logOf(callId: string, bodies: readonly Body[], firstSeq = 1): readonly CallEvent[] {
  return bodies.map((body, index) => CallEvent.parse({ callId: CallId.parse(callId), seq: firstSeq + index, ...body }));
}

export function callLog(options: CallOptions): readonly CallEvent[] {
  return logOf(options.callId, [started(options), ...SPOKEN, ...CARDS, ...ENDING]);
}

export function started(options: CallOptions): Body {
  const {
    startedAtMs = TEST_NOW_MS - 86_400_000,
    industry = 'manufacturing',
    language = 'en',
    stage = 'discovery',
  } = options;
  return {
    type: 'call.started',
    atMs: 0,
    startedAt: new Date(startedAtMs).toISOString(),
    language,
    industry,
    stage,
    title: options.title ?? 'Discovery with Harbour Mills',
    accountName: options.accountName ?? 'Harbour Mills',
    dealId: 'deal-9',
    participants: [
      { participantId: 'rep', role: 'rep', name: 'Ada Rep', channel: 0, personId: options.repPersonId ?? 'ada' },
      { participantId: 'cust', role: 'customer', name: 'Cy Customer', channel: 1 },
    ],
  };
}

const rep = { participantId: 'rep', role: 'rep' };
const cust = { participantId: 'cust', role: 'customer' };
const words = { language: 'en', tokens: 6 };
const promised = {
  segmentId: 'g2',
  revision: 1,
  startMs: 4_000,
  endMs: 5_000,
  text: "I'll send the seat list by Friday",
  confidence: 0.8,
  isCalibrated: true,
};

const SPOKEN: readonly Body[] = [
  { type: 'slide.shown', atMs: 500, slideId: 's1', index: 0, title: 'Agenda' },
  {
    type: 'speech.ended',
    atMs: 3_320,
    participantId: 'cust',
    speechId: 'v1',
    startMs: 1_000,
    endMs: 3_000,
    basis: 'voice',
  },
  {
    type: 'utterance.finalized',
    atMs: 3_500,
    ...cust,
    ...words,
    segmentId: 'g1',
    revision: 0,
    startMs: 1_000,
    endMs: 3_000,
    text: "What's it cost? 多少钱 😀",
  },
  {
    type: 'keyword.hit',
    atMs: 3_500,
    ...cust,
    segmentId: 'g1',
    revision: 0,
    phrase: 'cost',
    category: 'price',
    matched: 'cost',
    startChar: 10,
    endChar: 14,
    saidAtMs: 2_500,
    match: 'exact',
    confidence: 0.9,
  },
  {
    type: 'question.asked',
    atMs: 3_500,
    ...cust,
    questionId: 'q1',
    segmentId: 'g1',
    startMs: 1_000,
    endMs: 3_000,
    text: "What's it cost?",
    form: 'wh',
    isOpen: true,
    confidence: 0.8,
    basis: 'words',
  },
  { type: 'question.extended', atMs: 4_000, questionId: 'q1', endMs: 3_600 },
  {
    type: 'response.overdue',
    atMs: 7_900,
    questionId: 'q1',
    questionSegmentIds: ['g1'],
    questionEndMs: 3_600,
    thresholdMs: 4_200,
    crossedAtMs: 7_800,
    text: "What's it cost?",
    confidence: 0.8,
    basis: 'words',
  },
  {
    type: 'utterance.finalized',
    atMs: 9_500,
    ...rep,
    ...words,
    segmentId: 'g2',
    revision: 0,
    startMs: 8_100,
    endMs: 9_300,
    text: 'Like Akme does, we charge.',
  },
  {
    type: 'competitor.mentioned',
    atMs: 9_500,
    ...rep,
    mentionId: 'm1',
    name: 'Acme',
    matched: 'Akme',
    segmentId: 'g2',
    revision: 0,
    startChar: 5,
    endChar: 9,
    saidAtMs: 8_500,
    context: 'Like Akme does',
    match: 'spelling',
    confidence: 0.8,
    isNegated: false,
    stance: 'favourable',
  },
  {
    type: 'response.measured',
    atMs: 9_600,
    questionId: 'q1',
    questionSegmentIds: ['g1'],
    questionEndMs: 3_600,
    outcome: 'answered',
    answerSegmentId: 'g2',
    answerParticipantId: 'rep',
    answerStartMs: 8_100.125,
    latencyMs: 4_500.125,
    filled: true,
    crossedAtMs: 7_800,
    basis: 'words',
    confidence: 0.8,
  },
  {
    type: 'utterance.finalized',
    atMs: 10_000,
    ...rep,
    ...words,
    segmentId: 'g2',
    revision: 1,
    startMs: 8_100,
    endMs: 9_300,
    text: 'Like Acme does, we charge per seat.',
  },
  {
    type: 'competitor.mentioned',
    atMs: 10_000,
    ...rep,
    mentionId: 'm2',
    name: 'Acme',
    matched: 'Acme',
    segmentId: 'g2',
    revision: 1,
    startChar: 5,
    endChar: 9,
    saidAtMs: 8_500,
    context: 'Like Acme does',
    match: 'exact',
    confidence: 0.95,
    isNegated: false,
    stance: 'favourable',
  },
  {
    type: 'objection.raised',
    atMs: 10_050,
    participantId: 'cust',
    segmentId: 'g1',
    startMs: 1_000,
    endMs: 3_000,
    objection: 'price',
    text: "What's it cost?",
    confidence: 0.75,
    isCalibrated: true,
  },
  {
    type: 'script.matched',
    atMs: 10_060,
    participantId: 'rep',
    objectionSegmentId: 'g1',
    objection: 'price',
    replySegmentIds: ['g2'],
    scriptId: 'price-value',
    title: 'From price to worth',
    matchRatio: 0.5,
    matchedPoints: ['ask what it is compared with'],
    missedPoints: ['put their own figures beside it'],
    isFinal: true,
    confidence: 0.5,
    isCalibrated: false,
  },
  {
    type: 'turn.ended',
    atMs: 10_100,
    ...cust,
    turnId: 't1',
    startMs: 1_000,
    endMs: 3_000,
    speechMs: 2_000,
    segmentIds: ['g1'],
  },
  {
    type: 'turn.ended',
    atMs: 10_200,
    ...rep,
    turnId: 't2',
    startMs: 8_100,
    endMs: 9_300,
    speechMs: 1_200,
    segmentIds: ['g2'],
  },
  {
    type: 'emotion.sampled',
    atMs: 11_000,
    ...cust,
    valence: -0.25,
    arousal: 0.5,
    smoothedValence: -0.125,
    smoothedArousal: 0.25,
    confidence: 0.75,
    isHeld: false,
    evidence: 'both',
  },
  {
    type: 'metric.sampled',
    atMs: 11_000,
    metric: 'talk.ratio',
    value: 0.375,
    unit: 'ratio',
    participantId: 'rep',
    windowMs: null,
    dimension: null,
    confidence: 1,
  },
  {
    type: 'metric.sampled',
    atMs: 12_000,
    metric: 'talk.ratio',
    value: 0.5,
    unit: 'ratio',
    participantId: 'rep',
    windowMs: null,
    dimension: null,
    confidence: 1,
  },
  {
    type: 'metric.sampled',
    atMs: 12_000,
    metric: 'keyword.density',
    value: 2,
    unit: 'perMinute',
    participantId: 'cust',
    windowMs: 60_000,
    dimension: 'price',
    confidence: 1,
  },
  { type: 'slide.shown', atMs: 20_000, slideId: 's2', index: 1 },
  {
    type: 'slide.viewed',
    atMs: 20_500,
    slideId: 's1',
    kind: 'slide',
    index: 0,
    showing: 1,
    startMs: 500,
    endMs: 20_000,
    move: 'first',
    isSkimmed: false,
    segmentIds: ['g1', 'g2'],
    gazeMs: 4_000,
    gazeShare: 0.75,
    regions: [{ regionId: 'r1', basis: 'words', observedMs: 2_000, onRegionMs: 500, reception: 0.25 }],
    keyReception: 0.25,
  },
  {
    type: 'attention.mapped',
    atMs: 20_500,
    participantId: 'cust',
    slideId: 's1',
    startMs: 600,
    endMs: 20_000,
    cells: [3, 40],
    dwellMs: [1_200, 1_800],
    observedMs: 4_000,
  },
  {
    type: 'commitment.made',
    atMs: 20_600,
    ...cust,
    ...promised,
    commitmentId: 'g2-1',
    ownerParticipantId: 'cust',
    ownerRole: 'customer',
    action: 'send the seat list by Friday',
    dueDate: '2026-07-03',
    dateText: 'Friday',
  },
  { type: 'buying-signal.shown', atMs: 20_600, ...promised, participantId: 'cust', strength: 'weak' },
];

const card = {
  cardId: 'k1',
  ruleId: 'slow-answer',
  kind: 'answer',
  severity: 'act-now',
  pack: { title: 'Price', wording: 'It starts at …', resource: { id: 'r1', title: 'Price list' } },
  evidence: [{ seq: 6, atMs: 3_500, text: "What's it cost?", participantId: 'cust' }],
  reason: [8],
  confidence: 0.8,
  isCalibrated: false,
  expiresAtMs: 40_000,
};

const CARDS: readonly Body[] = [
  { type: 'card.raised', atMs: 21_000, ...card },
  { type: 'card.shown', atMs: 21_200, cardId: 'k1', personId: 'ada' },
  { type: 'card.updated', atMs: 22_000, ...card, confidence: 0.9 },
  { type: 'card.accepted', atMs: 23_000, cardId: 'k1', personId: 'ada' },
  { type: 'card.raised', atMs: 24_000, ...card, cardId: 'k2' },
  { type: 'card.snoozed', atMs: 25_000, ruleId: 'slow-answer', untilMs: 60_000, personId: 'ada' },
  { type: 'card.expired', atMs: 40_000, cardId: 'k2', ruleId: 'slow-answer', cause: 'time' },
];

const ENDING: readonly Body[] = [
  {
    type: 'competitor.evidenced',
    atMs: 53_500,
    mentionId: 'm2',
    name: 'Acme',
    evidence: true,
    kind: 'number',
    evidenceSegmentId: 'g2',
    evidenceText: 'per seat',
    confidence: 0.9,
    isCalibrated: true,
  },
  { type: 'stage.changed', atMs: 54_000, stage: 'proposal' },
  { type: 'call.summarized', atMs: 55_000, durationMs: 55_000, figures: { 'talk.ratio': 0.375 } },
  { type: 'call.ended', atMs: 55_000, reason: 'hung up' },
];
