import { describe, expect, it } from 'vitest';
import type { EventDraft } from '../../../engine/events.ts';
import type { Observation, Signal } from '../../../engine/observations.ts';
import { Playbook } from '../../../engine/playbook.ts';
import { competitorsPipeline } from '../../../pipelines/competitors.ts';
import { ALL_PIPELINES } from '../../../pipelines/index.ts';
import { keywordsPipeline } from '../../../pipelines/keywords.ts';
import { questionsPipeline } from '../../../pipelines/questions.ts';
import { responseLatencyPipeline } from '../../../pipelines/response-latency.ts';
import { summaryPipeline } from '../../../pipelines/summary.ts';
import {
  CUSTOMER,
  callContext,
  merged,
  ofType,
  REP,
  runGraph,
  runPipeline,
  segmentFinalized,
  TWO_TEXTS,
  ticks,
  utterance,
} from '../../support/signals.ts';

const playbook = Playbook.parse({
  id: 'p',
  title: 'P',
  language: 'en',
  keywords: [{ id: 'price', title: 'Price', phrases: [{ text: 'price' }] }],
  competitors: [{ name: 'Acme' }],
});
const context = callContext({ playbook, participants: TWO_TEXTS });
const pipelines = [questionsPipeline, responseLatencyPipeline, keywordsPipeline, competitorsPipeline, summaryPipeline];
/** A graph takes what has no place in the log yet; these inputs have one, which it gives them anew. */
const inputs = (...sources: Signal[][]) => merged(...sources) as (EventDraft | Observation)[];
const CALL_LINES = [
  utterance(REP, 's1', 0, 2_000, 'how many sites do you have'),
  utterance(CUSTOMER, 's2', 3_000, 5_000, 'forty, how does the price work'),
  utterance(REP, 's3', 6_000, 15_000, 'per site and year, we cut costs by 20%'),
  utterance(CUSTOMER, 's4', 16_000, 18_000, 'is Acme the same'),
  utterance(REP, 's5', 21_000, 23_000, 'not quite'),
  utterance(CUSTOMER, 's6', 25_000, 26_000, 'why'),
];

describe('the summary of a call', () => {
  it('counts what was found, once, after everything else', () => {
    const log = runGraph(pipelines, inputs(CALL_LINES, ticks(0, 40_000)), context);
    expect(log.at(-1)?.type).toBe('call.summarized');
    const [summary, ...rest] = ofType(log, 'call.summarized');
    expect(rest).toEqual([]);
    expect(summary).toMatchObject({ atMs: 40_000, durationMs: 40_000 });
    expect(summary?.figures).toMatchObject({
      utterances: 6,
      repQuestions: 1,
      customerQuestions: 3,
      customerOpenQuestions: 2,
      answeredQuestions: 2,
      unansweredQuestions: 1,
      overdueQuestions: 1,
      medianResponseLatencyMs: 2_000,
      longestResponseLatencyMs: 3_000,
      keywordHits: 1,
      competitorMentions: 1,
      competitorMentionsWithEvidence: 1,
      cardsRaised: 0,
    });
  });

  it('does not count what a correction took back', () => {
    const corrected = utterance(CUSTOMER, 's4', 16_000, 18_000, 'is that the same price price', {
      revision: 1,
      atMs: 19_000,
    });
    const [summary] = ofType(runGraph(pipelines, inputs(CALL_LINES, [corrected]), context), 'call.summarized');
    expect(summary?.figures).toMatchObject({ utterances: 6, keywordHits: 3, competitorMentions: 0 });
  });

  it('does not count hits of which a correction leaves none', () => {
    const corrected = utterance(CUSTOMER, 's2', 3_000, 5_000, 'forty', { revision: 1, atMs: 5_500 });
    const [summary] = ofType(runGraph(pipelines, inputs(CALL_LINES, [corrected]), context), 'call.summarized');
    expect(summary?.figures).toMatchObject({ keywordHits: 0 });
  });

  it('leaves out the median where nothing was answered', async () => {
    const [summary] = ofType(await runPipeline(summaryPipeline, []), 'call.summarized');
    expect(summary?.figures).toMatchObject({ customerQuestions: 0, answeredQuestions: 0 });
    expect(summary?.figures).not.toHaveProperty('medianResponseLatencyMs');
  });

  it('comes last of all pipelines, with the talk metrics in it', () => {
    const segments = CALL_LINES.map(({ participantId, segmentId, startMs, endMs, text }) =>
      segmentFinalized(participantId, segmentId, startMs, endMs, text),
    );
    const log = runGraph(ALL_PIPELINES, inputs(segments, ticks(0, 40_000)), context);
    expect(log.filter(({ type }) => type === 'pipeline.degraded')).toEqual([]);
    expect(log.at(-1)?.type).toBe('call.summarized');
    const [summary] = ofType(log, 'call.summarized');
    expect(summary?.figures['talkRatio']).toBeCloseTo(13 / 18);
    expect(summary?.figures['longestRepMonologueMs']).toBe(9_000);
    expect(summary?.figures).toMatchObject({ customerQuestions: 3, answeredQuestions: 2, unansweredQuestions: 1 });
  });
});
