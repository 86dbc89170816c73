// A call's event log against its truth: what the demonstration and the golden test both print and judge by.

import type { CallEvent } from '../../engine/events.ts';
import { newestMeasurements, ofType, summarizeLog } from '../calls/summarize-log.ts';
import type { Truth } from './truth.ts';

/** Mean absolute error of response latency that still agrees, ms. */
export const MAX_LATENCY_MAE_MS = 80;
/** Media time a card may come after its threshold, ms. */
export const MAX_CARD_DELAY_MS = 300;
/** Difference of the talk ratio that still agrees. */
export const MAX_TALK_RATIO_ERROR = 0.02;

export type Comparison = ReturnType<typeof compareWithTruth>;

export function compareWithTruth(log: readonly CallEvent[], truth: Truth) {
  const latency = compareLatencies(log, truth);
  const keywords = compareCounts(foundKeywords(log), expectedKeywords(truth));
  const competitors = compareCounts(foundMentions(log), expectedMentions(truth));
  const cards = {
    expected: truth.expectedCards.map(({ ruleId }) => ruleId).sort(),
    raised: ofType(log, 'card.raised')
      .map(({ ruleId }) => ruleId)
      .sort(),
  };
  const talkShare = { truthRatio: truth.talkRatio, measuredRatio: measuredTalkRatio(log) };
  return { callId: truth.callId, language: truth.language, latency, keywords, competitors, cards, talkShare };
}

/** Empty where everything agrees; else one sentence for each thing that does not. */
export function disagreements({ latency, keywords, competitors, cards, talkShare }: Comparison): string[] {
  const { maeMs, questions, found, unanswered } = latency;
  const checks: readonly (readonly [boolean, string])[] = [
    [found === questions, `${found} of ${questions} questions were measured`],
    [maeMs !== null && maeMs <= MAX_LATENCY_MAE_MS, `response latency is ${maeMs} ms off on average`],
    [unanswered.raised === unanswered.expected, `${unanswered.raised} of ${unanswered.expected} waits raised a card`],
    [unanswered.worstDelayMs <= MAX_CARD_DELAY_MS, `a card came ${unanswered.worstDelayMs} ms after its threshold`],
    [isExact(keywords), `keyword hits differ: ${JSON.stringify(keywords)}`],
    [isExact(competitors), `competitor mentions differ: ${JSON.stringify(competitors)}`],
    [
      cards.expected.join() === cards.raised.join(),
      `cards raised: ${cards.raised.join()}; expected: ${cards.expected.join()}`,
    ],
    [
      Math.abs(talkShare.truthRatio - (talkShare.measuredRatio ?? 0)) <= MAX_TALK_RATIO_ERROR,
      `talk share is ${talkShare.measuredRatio}, truth ${talkShare.truthRatio}`,
    ],
  ];
  return checks.filter(([agrees]) => !agrees).map(([, sentence]) => sentence);
}

function compareLatencies(log: readonly CallEvent[], truth: Truth) {
  const measured = newestMeasurements(log);
  const pairs = truth.questions.map((question) => ({
    question,
    response: measured.find((each) => each.questionSegmentIds.some((id) => question.questionSegmentIds.includes(id))),
  }));
  const errors = pairs.flatMap(({ question, response }) =>
    question.latencyMs === null || response?.latencyMs == null
      ? []
      : [Math.abs(question.latencyMs - response.latencyMs)],
  );
  const missed = pairs.filter(
    ({ question, response }) => !response || (question.latencyMs === null) !== (response.latencyMs === null),
  );
  return {
    questions: truth.questions.length,
    found: truth.questions.length - missed.length,
    extra: measured.length - pairs.filter(({ response }) => response).length,
    maeMs: errors.length === 0 ? null : round(errors.reduce((sum, error) => sum + error, 0) / errors.length),
    unanswered: compareWaits(log, truth),
  };
}

/** Each moment at which a wait passed the threshold, and the card that came for it. */
function compareWaits(log: readonly CallEvent[], truth: Truth) {
  const expected = truth.questions.flatMap(({ overdueAtMs }) => overdueAtMs);
  const raisedAtMs = ofType(log, 'card.raised')
    .filter((card) => card.ruleId === 'slow-answer')
    .map((card) => card.atMs);
  const delays = expected.flatMap((crossedAtMs) => {
    const near = raisedAtMs.map((atMs) => Math.abs(atMs - crossedAtMs)).filter((delay) => delay < 2_000);
    return near.length === 0 ? [] : [Math.min(...near)];
  });
  return { expected: expected.length, raised: delays.length, worstDelayMs: round(Math.max(0, ...delays)) };
}

type Counts = ReadonlyMap<string, number>;

function compareCounts(found: Counts, expected: Counts) {
  const total = (counts: Counts) => [...counts.values()].reduce((sum, count) => sum + count, 0);
  const right = [...expected].reduce((sum, [key, count]) => sum + Math.min(count, found.get(key) ?? 0), 0);
  return { expected: total(expected), found: right, wrong: total(found) - right };
}

const isExact = ({ expected, found, wrong }: { expected: number; found: number; wrong: number }) =>
  found === expected && wrong === 0;

function counted(entries: readonly (readonly [string, number])[]): Counts {
  const counts = new Map<string, number>();
  for (const [key, count] of entries) counts.set(key, (counts.get(key) ?? 0) + count);
  return counts;
}

const foundKeywords = (log: readonly CallEvent[]) =>
  counted(summarizeLog(log).keywords.map((hit) => [`${hit.segmentId} ${hit.phrase}`, 1]));
const expectedKeywords = (truth: Truth) =>
  counted(truth.keywordHits.map((hit) => [`${hit.segmentId} ${hit.phrase}`, hit.count]));
const foundMentions = (log: readonly CallEvent[]) =>
  counted(
    summarizeLog(log).competitors.map((each) => [
      `${each.segmentId} ${each.name} ${each.participantId} ${each.evidence === true}`,
      1,
    ]),
  );
const expectedMentions = (truth: Truth) =>
  counted(truth.competitorMentions.map((each) => [`${each.segmentId} ${each.name} ${each.by} ${each.evidence}`, 1]));

function measuredTalkRatio(log: readonly CallEvent[]): number | null {
  const reps = summarizeLog(log).participants.filter(({ role }) => role === 'rep');
  const shares = reps.flatMap(({ talkShareRatio }) => talkShareRatio ?? []);
  return shares.length === 0 ? null : round(shares.reduce((sum, share) => sum + share, 0));
}

const round = (value: number) => Math.round(value * 1000) / 1000;
