// The sample calls through the whole engine, with the real voice model, against what is true of them by their scripts.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CallEvent } from '../../engine/events.ts';
import type { EmotionModel, VoiceModel } from '../../engine/ports.ts';
import { analyzeCall } from '../../gateway/calls/analyze-call.ts';
import { callContext } from '../../gateway/calls/call-context.ts';
import { type CallSummaryReport, ofType, summarizeLog } from '../../gateway/calls/summarize-log.ts';
import { loadPlaybook } from '../../gateway/playbooks/load.ts';
import { readRecordedCall } from '../../gateway/recorded/read-recorded-call.ts';
import { createEmotionModel } from '../../models/emotion-model.ts';
import { loadTextModels } from '../../models/text/shipped-weights.ts';
import { createVoiceModel } from '../../models/voice-model.ts';
import { ALL_PIPELINES } from '../../pipelines/index.ts';

const SAMPLES = join(import.meta.dirname, '../../samples');
const PLAYBOOKS = join(import.meta.dirname, '../../playbooks/b2b');

const ms = z.number();
const Span = z.object({ startMs: ms, endMs: ms });
const Truth = z.object({
  durationMs: ms,
  questions: z.array(
    z.object({
      questionSegmentIds: z.array(z.string()),
      questionEndMs: ms,
      answerSegmentId: z.string().nullable(),
      answerStartMs: ms.nullable(),
      latencyMs: ms.nullable(),
      filled: z.boolean(),
      crossedAtMs: ms.nullable(),
      overdueAtMs: z.array(ms),
    }),
  ),
  segments: z.array(Span.extend({ segmentId: z.string(), participantId: z.string() })),
  keywordHits: z.array(
    z.object({
      segmentId: z.string(),
      participantId: z.string(),
      category: z.string(),
      phrase: z.string(),
      count: z.number(),
    }),
  ),
  competitorMentions: z.array(
    z.object({ segmentId: z.string(), name: z.string(), by: z.string(), evidence: z.boolean() }),
  ),
  expectedCards: z.array(
    z.object({ ruleId: z.string(), reasonSegmentId: z.string().optional(), atMsFrom: ms, atMsTo: ms }),
  ),
  talkRatio: z.number(),
  angry: Span.extend({ calmFromMs: ms, calmToMs: ms }),
  slideViews: z.array(Span.extend({ slideId: z.string(), gazeShare: z.number(), keyReception: z.number() })),
  backchannels: z.array(Span.extend({ participantId: z.string() })),
  interruptions: z.array(Span.extend({ byParticipantId: z.string(), interruptedParticipantId: z.string() })),
});
type Truth = z.infer<typeof Truth>;

const SampleIndex = z.array(
  z.object({ name: z.string(), language: z.string(), title: z.string(), durationMs: ms, file: z.string() }),
);
const samples = SampleIndex.parse(JSON.parse(readFileSync(join(SAMPLES, 'samples.json'), 'utf8')));

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Each thing that was found beside the one that is true; both must be in the same order and equally many. */
function paired<True, Found>(truth: readonly True[], found: readonly Found[]): [True, Found][] {
  expect(found).toHaveLength(truth.length);
  return truth.flatMap((each, index) => {
    const other = found[index];
    return other === undefined ? [] : [[each, other] as [True, Found]];
  });
}

let voice: VoiceModel;
let emotion: EmotionModel;
beforeAll(async () => {
  [voice, emotion] = await Promise.all([createVoiceModel(), createEmotionModel()]);
});
afterAll(() => Promise.all([voice.close(), emotion.close()]));

describe.each(samples)('the sample call $name', ({ name, language, durationMs, file }) => {
  let truth: Truth;
  let log: readonly CallEvent[];
  let report: CallSummaryReport;

  beforeAll(async () => {
    const path = join(SAMPLES, file);
    truth = Truth.parse(JSON.parse(readFileSync(path.replace('.jsonl', '.truth.json'), 'utf8')));
    const call = await readRecordedCall(path);
    const playbook = await loadPlaybook(join(PLAYBOOKS, language));
    const context = await callContext(call.started, {
      playbookFor: () => playbook,
      profile: 'default',
      textModels: loadTextModels(),
    });
    log = await analyzeCall({ call, context, definitions: ALL_PIPELINES, voice, emotion });
    report = summarizeLog(log);
  });

  it('is the call that the index names, and no pipeline stops over it', () => {
    expect(report.callId).toBe(name);
    expect(durationMs).toBe(truth.durationMs);
    expect(ofType(log, 'pipeline.degraded')).toEqual([]);
    expect(ofType(log, 'analysis.skipped')).toEqual([]);
  });

  it('hears every voice end within 60 ms of where it ends, in the mean', () => {
    const ended = ofType(log, 'speech.ended');
    const errorsMs = truth.segments.map((segment) => {
      const own = ended.filter(({ participantId }) => participantId === segment.participantId);
      return Math.min(...own.map(({ endMs }) => Math.abs(endMs - segment.endMs)));
    });
    expect(mean(errorsMs)).toBeLessThanOrEqual(60);
  });

  it('finds the proposal that the rep promises by Friday, and what the customer shows on the way', () => {
    const promised = ofType(log, 'commitment.made').filter(({ dateText }) => /Friday|周五/.test(dateText ?? ''));
    expect(promised).toMatchObject([{ role: 'rep', ownerRole: 'rep', dueDate: '2026-05-15', isCalibrated: true }]);
    const timeAsked = ofType(log, 'buying-signal.shown').filter(({ text }) => /How long|多长时间/.test(text));
    expect(timeAsked).toMatchObject([{ strength: 'weak' }]);
    expect(ofType(log, 'pain.named').some(({ text }) => /month end|月底/.test(text))).toBe(true);
  });

  it('measures every question, and each by the answer that was given, to 80 ms in the mean', () => {
    const byEnd = [...report.responseLatencies].sort((a, b) => a.questionEndMs - b.questionEndMs);
    const pairs = paired(truth.questions, byEnd);
    for (const [asked, found] of pairs) {
      expect(found).toMatchObject({
        questionSegmentIds: asked.questionSegmentIds,
        answerSegmentId: asked.answerSegmentId,
        filled: asked.filled,
      });
    }
    const errorsMs = pairs.flatMap(([asked, { latencyMs }]) =>
      asked.latencyMs === null ? [] : [Math.abs((latencyMs ?? Number.POSITIVE_INFINITY) - asked.latencyMs)],
    );
    expect(mean(errorsMs)).toBeLessThanOrEqual(80);
  });

  it('says so within 300 ms whenever a question has waited longer than the threshold, by an event and by a card', () => {
    const crossings = truth.questions.flatMap(({ overdueAtMs }) => overdueAtMs);
    expect(crossings.length).toBeGreaterThanOrEqual(2);
    for (const [trueMs, { atMs }] of paired(crossings, ofType(log, 'response.overdue'))) {
      expect(Math.abs(atMs - trueMs)).toBeLessThanOrEqual(300);
    }
    const cards = report.cards.filter(({ ruleId }) => ruleId === 'slow-answer');
    for (const [trueMs, { atMs }] of paired(crossings, cards)) expect(Math.abs(atMs - trueMs)).toBeLessThanOrEqual(300);
  });

  it('finds the keywords that were said and no others', () => {
    const said = truth.keywordHits.flatMap(({ count, segmentId, participantId, category, phrase }) =>
      Array.from({ length: count }, () => [segmentId, participantId, category, phrase].join(' / ')),
    );
    const found = report.keywords.map(({ segmentId, participantId, category, phrase }) =>
      [segmentId, participantId, category, phrase].join(' / '),
    );
    expect(found.sort()).toEqual(said.sort());
  });

  it('finds the competitors that were named, and whether evidence stood beside them', () => {
    const found = report.competitors.map(({ segmentId, name: named, participantId, evidence }) => {
      return { segmentId, name: named, by: participantId, evidence };
    });
    expect(found).toEqual(truth.competitorMentions);
  });

  it('raises every card that it should, when it should, and no other', () => {
    for (const [expected, card] of paired(truth.expectedCards, report.cards)) {
      expect(card.ruleId).toBe(expected.ruleId);
      expect(card.atMs).toBeGreaterThanOrEqual(expected.atMsFrom);
      expect(card.atMs).toBeLessThanOrEqual(expected.atMsTo);
    }
  });

  it('names the words that a card is about', () => {
    const segmentOf = (seq: number) => {
      const event = log.find((each) => each.seq === seq);
      return event && 'segmentId' in event ? event.segmentId : undefined;
    };
    for (const [{ reasonSegmentId }, card] of paired(truth.expectedCards, report.cards)) {
      if (reasonSegmentId !== undefined) expect(card.reason.map(segmentOf)).toContain(reasonSegmentId);
    }
  });

  it('puts the talk share within 2 points of the truth', () => {
    const rep = report.participants.find(({ role }) => role === 'rep');
    expect(Math.abs((rep?.talkShareRatio ?? Number.NaN) - truth.talkRatio)).toBeLessThanOrEqual(0.02);
  });

  it('takes every "mm-hm" for a backchannel, and the interruption for one', () => {
    const given = [...ofType(log, 'backchannel.given')].sort((a, b) => a.startMs - b.startMs);
    for (const [said, found] of paired(truth.backchannels, given)) {
      expect(found.participantId).toBe(said.participantId);
      expect(Math.abs(found.startMs - said.startMs)).toBeLessThanOrEqual(120);
    }
    for (const [made, found] of paired(truth.interruptions, report.interruptions)) {
      expect(found.byParticipantId).toBe(made.byParticipantId);
      expect(found.interruptedParticipantId).toBe(made.interruptedParticipantId);
      expect(Math.abs(found.startMs - made.startMs)).toBeLessThanOrEqual(120);
    }
  });

  it('tells for how much of each slide the customer’s eyes were on it, and on what matters of it', () => {
    const watched = ofType(log, 'slide.viewed').filter(({ gazeMs }) => gazeMs > 0);
    for (const [looked, found] of paired(truth.slideViews, watched)) {
      expect(found.slideId).toBe(looked.slideId);
      expect(Math.abs(found.startMs - looked.startMs)).toBeLessThanOrEqual(100);
      expect(Math.abs((found.gazeShare ?? Number.NaN) - looked.gazeShare)).toBeLessThanOrEqual(0.03);
      expect(Math.abs((found.keyReception ?? Number.NaN) - looked.keyReception)).toBeLessThanOrEqual(0.03);
    }
    const mapped = ofType(log, 'attention.mapped').reduce((sum, { observedMs }) => sum + observedMs, 0);
    expect(mapped > 0).toBe(truth.slideViews.length > 0);
  });

  it('sees the customer’s arousal rise within 3 s of loud, fast speech and fall within 6 s of calm speech', () => {
    const { startMs, endMs, calmFromMs, calmToMs } = truth.angry;
    const fresh = ofType(log, 'emotion.sampled').filter(({ role, isHeld }) => role === 'customer' && !isHeld);
    const arousals = (fromMs: number, toMs: number) =>
      fresh.filter(({ atMs }) => atMs >= fromMs && atMs < toMs).map(({ arousal }) => arousal);
    const neutral = arousals(0, startMs);
    const usual = mean(neutral);
    const spread = Math.sqrt(mean(neutral.map((value) => (value - usual) ** 2)));
    const clearlyAbove = usual + Math.max(0.15, spread);
    expect(Math.max(...arousals(startMs, startMs + 3_000))).toBeGreaterThan(clearlyAbove);
    expect(mean(arousals(startMs + 3_000, endMs))).toBeGreaterThan(clearlyAbove);
    expect(Math.min(...arousals(calmFromMs, calmFromMs + 6_000))).toBeLessThan(usual + 0.1);
    expect(mean(arousals(calmFromMs + 3_000, calmToMs))).toBeLessThan(usual + 0.1);
  });
});
