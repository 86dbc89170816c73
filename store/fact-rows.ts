// One event → the row of its own table, without its place in the log; null for events that have no table of their own.
// Empty text stands for "not there" in columns that are not Nullable; see the comments of the tables.

import type { CallEvent, EventOf, EventType } from '../engine/events.ts';
import { card, cardAct, cardExpiry, snooze } from './card-rows.ts';
import { attention, materialStep, slideView } from './material-rows.ts';
import { objection, scriptMatch } from './objection-rows.ts';
import { commitment, salesSignal } from './sales-rows.ts';
import type { Row } from './tables.ts';

type Fact<T extends EventType> = (event: EventOf<T>) => Row;

const FACTS: { readonly [T in EventType]?: Fact<T> } = {
  'utterance.finalized': utterance,
  'turn.ended': turn,
  'metric.sampled': metricSample,
  'keyword.hit': keywordHit,
  'competitor.mentioned': mention,
  'competitor.evidenced': evidenceOfMention,
  'commitment.made': commitment,
  'buying-signal.shown': salesSignal,
  'pain.named': salesSignal,
  'decision-role.revealed': salesSignal,
  'emotion.sampled': emotionSample,
  'slide.shown': materialStep,
  'page.flipped': materialStep,
  'slides.hidden': materialStep,
  'file.opened': materialStep,
  'annotation.made': materialStep,
  'slide.viewed': slideView,
  'attention.mapped': attention,
  'interest.declined': interestChange,
  'interest.recovered': interestChange,
  'question.asked': question,
  'question.extended': questionExtension,
  'response.overdue': overdueResponse,
  'response.measured': response,
  'objection.raised': objection,
  'script.matched': scriptMatch,
  'card.raised': card,
  'card.updated': card,
  'card.shown': cardAct,
  'card.accepted': cardAct,
  'card.dismissed': cardAct,
  'card.snoozed': snooze,
  'card.expired': cardExpiry,
};

export function factRow(event: CallEvent): Row | null {
  const fact = FACTS[event.type] as ((event: CallEvent) => Row) | undefined;
  return fact === undefined ? null : fact(event);
}

function utterance(event: EventOf<'utterance.finalized'>): Row<'segments'> {
  const { segmentId, revision, participantId, role, startMs, endMs, language, tokens, text } = event;
  return {
    table: 'segments',
    cells: {
      segment_id: segmentId,
      revision,
      participant_id: participantId,
      role,
      start_ms: startMs,
      end_ms: endMs,
      language,
      tokens,
      text,
    },
  };
}

function turn(event: EventOf<'turn.ended'>): Row<'turns'> {
  const { turnId, participantId, role, startMs, endMs, speechMs, segmentIds } = event;
  const cells = { turn_id: turnId, participant_id: participantId, role, start_ms: startMs, end_ms: endMs };
  return { table: 'turns', cells: { ...cells, speech_ms: speechMs, segment_ids: segmentIds } };
}

function metricSample(event: EventOf<'metric.sampled'>): Row<'metric_samples'> {
  const { metric, dimension, participantId, value, unit, windowMs, confidence } = event;
  const series = { metric, dimension: dimension ?? '', participant_id: participantId ?? '' };
  return { table: 'metric_samples', cells: { ...series, value, unit, window_ms: windowMs ?? 0, confidence } };
}

function keywordHit(event: EventOf<'keyword.hit'>): Row<'keyword_hits'> {
  return {
    table: 'keyword_hits',
    cells: {
      category: event.category,
      said_at_ms: event.saidAtMs,
      participant_id: event.participantId,
      role: event.role,
      segment_id: event.segmentId,
      revision: event.revision,
      phrase: event.phrase,
      matched: event.matched,
      match: event.match,
      start_char: event.startChar,
      end_char: event.endChar,
      confidence: event.confidence,
    },
  };
}

function mention(event: EventOf<'competitor.mentioned'>): Row<'competitor_mentions'> {
  return {
    table: 'competitor_mentions',
    cells: {
      event: 'mentioned',
      mention_id: event.mentionId,
      name: event.name,
      participant_id: event.participantId,
      role: event.role,
      segment_id: event.segmentId,
      revision: event.revision,
      said_at_ms: event.saidAtMs,
      start_char: event.startChar,
      end_char: event.endChar,
      matched: event.matched,
      match: event.match,
      context: event.context,
      confidence: event.confidence,
      is_negated: event.isNegated,
      stance: event.stance,
    },
  };
}

function evidenceOfMention(event: EventOf<'competitor.evidenced'>): Row<'competitor_mentions'> {
  return {
    table: 'competitor_mentions',
    cells: {
      event: 'evidenced',
      mention_id: event.mentionId,
      name: event.name,
      evidence: event.evidence,
      confidence: event.confidence,
      evidence_kind: event.kind ?? '',
      evidence_segment_id: event.evidenceSegmentId ?? '',
      evidence_text: event.evidenceText ?? '',
    },
  };
}

function emotionSample(event: EventOf<'emotion.sampled'>): Row<'emotion_samples'> {
  const { participantId, role, valence, arousal, smoothedValence, smoothedArousal, confidence } = event;
  const raw = { participant_id: participantId, role, valence, arousal, confidence };
  const smoothed = { smoothed_valence: smoothedValence, smoothed_arousal: smoothedArousal };
  return { table: 'emotion_samples', cells: { ...raw, ...smoothed, is_held: event.isHeld, evidence: event.evidence } };
}

function interestChange(event: EventOf<'interest.declined' | 'interest.recovered'>): Row<'interest_changes'> {
  const { participantId, sinceMs, fromScore, toScore, confidence, isCalibrated } = event;
  const change = event.type === 'interest.declined' ? 'declined' : 'recovered';
  const scores = { from_score: fromScore, to_score: toScore, confidence, is_calibrated: isCalibrated };
  return {
    table: 'interest_changes',
    cells: { participant_id: participantId, since_ms: sinceMs, event: change, ...scores },
  };
}

function question(event: EventOf<'question.asked'>): Row<'questions'> {
  return {
    table: 'questions',
    cells: {
      event: 'asked',
      question_id: event.questionId,
      participant_id: event.participantId,
      role: event.role,
      segment_id: event.segmentId ?? '',
      start_ms: event.startMs,
      end_ms: event.endMs,
      form: event.form,
      is_open: event.isOpen,
      text: event.text,
      basis: event.basis,
      confidence: event.confidence,
    },
  };
}

function questionExtension(event: EventOf<'question.extended'>): Row<'questions'> {
  const { questionId, segmentId, endMs } = event;
  const cells = { event: 'extended', question_id: questionId, segment_id: segmentId ?? '', end_ms: endMs };
  return { table: 'questions', cells };
}

function overdueResponse(event: EventOf<'response.overdue'>): Row<'questions'> {
  return {
    table: 'questions',
    cells: {
      event: 'overdue',
      question_id: event.questionId,
      end_ms: event.questionEndMs,
      threshold_ms: event.thresholdMs,
      crossed_at_ms: event.crossedAtMs,
      basis: event.basis,
      confidence: event.confidence,
    },
  };
}

function response(event: EventOf<'response.measured'>): Row<'questions'> {
  return {
    table: 'questions',
    cells: {
      event: 'measured',
      question_id: event.questionId,
      end_ms: event.questionEndMs,
      crossed_at_ms: event.crossedAtMs,
      outcome: event.outcome,
      answer_segment_id: event.answerSegmentId ?? '',
      answer_participant_id: event.answerParticipantId ?? '',
      answer_start_ms: event.answerStartMs,
      latency_ms: event.latencyMs,
      filled: event.filled,
      basis: event.basis,
      confidence: event.confidence,
    },
  };
}
