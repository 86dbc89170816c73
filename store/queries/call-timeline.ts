// A finished call at a glance: everything that the review page draws, on the clock of the call (media time, ms).

import type { CallEvent, EventOf } from '../../engine/events.ts';
import type { CallId } from '../../engine/ids.ts';
import type { Session } from '../session.ts';
import { type CardWithFate, readCards } from './call-cards.ts';
import * as sql from './call-timeline-sql.ts';

export interface SpeechSpan {
  readonly participantId: string;
  readonly startMs: number;
  readonly endMs: number;
}

export interface TurnSpan extends SpeechSpan {
  readonly turnId: string;
  readonly role: string;
  readonly speechMs: number;
}

export interface UtteranceText extends SpeechSpan {
  readonly segmentId: string;
  readonly role: string;
  readonly language: string;
  /** Empty once the retention of words is over. */
  readonly text: string;
}

export interface QuestionWithLatency extends SpeechSpan {
  readonly questionId: string;
  readonly role: string;
  readonly segmentId: string;
  readonly form: string;
  readonly isOpen: boolean;
  readonly text: string;
  readonly confidence: number;
  readonly basis: string;
  readonly outcome: 'open' | 'answered' | 'unanswered';
  readonly latencyMs: number | null;
  readonly answerStartMs: number | null;
  readonly answerParticipantId: string;
  readonly crossedAtMs: number | null;
  readonly filled: boolean;
}

export interface EmotionPoint {
  readonly participantId: string;
  readonly atMs: number;
  readonly valence: number;
  readonly arousal: number;
  readonly smoothedValence: number;
  readonly smoothedArousal: number;
  readonly confidence: number;
  readonly isHeld: boolean;
}

export interface KeywordMark {
  readonly participantId: string;
  readonly role: string;
  readonly atMs: number;
  readonly category: string;
  readonly phrase: string;
  readonly segmentId: string;
  readonly confidence: number;
}

export interface CompetitorMark {
  readonly mentionId: string;
  readonly participantId: string;
  readonly role: string;
  readonly atMs: number;
  readonly name: string;
  readonly segmentId: string;
  readonly context: string;
  readonly evidence: boolean | null;
  readonly evidenceKind: string;
  readonly evidenceText: string;
}

export interface SlideSpan {
  readonly slideId: string;
  readonly index: number | null;
  readonly title: string;
  readonly startMs: number;
  /** Start of the next slide or the end of the show; null where the log does not say. */
  readonly endMs: number | null;
}

/** One figure over time, columnar, as charts take it. */
export interface MetricSeries {
  readonly metric: string;
  /** Empty where there is none. */
  readonly dimension: string;
  /** Empty for the whole call. */
  readonly participantId: string;
  readonly unit: string;
  /** 0 where the figure covers the call so far. */
  readonly windowMs: number;
  readonly atMs: readonly number[];
  readonly values: readonly number[];
}

export interface Timeline {
  readonly speech: readonly SpeechSpan[];
  readonly turns: readonly TurnSpan[];
  readonly utterances: readonly UtteranceText[];
  readonly questions: readonly QuestionWithLatency[];
  readonly emotion: readonly EmotionPoint[];
  readonly keywords: readonly KeywordMark[];
  readonly competitors: readonly CompetitorMark[];
  readonly cards: readonly CardWithFate[];
  readonly slides: readonly SlideSpan[];
  readonly metrics: readonly MetricSeries[];
}

export async function readTimeline(session: Session, callId: CallId): Promise<Timeline> {
  const ask = <Row>(statement: string) => session.query<Row>(statement, { callId });
  const [logged, turns, utterances, questions, emotion, keywords, competitors, metrics, cards] = await Promise.all([
    ask<{ body: string }>(sql.SPEECH_AND_SLIDES),
    ask<TurnSpan>(sql.TURNS),
    ask<UtteranceText>(sql.UTTERANCES),
    ask<QuestionWithLatency>(sql.QUESTIONS),
    ask<EmotionPoint>(sql.EMOTION),
    ask<KeywordMark>(sql.KEYWORDS),
    ask<CompetitorMark>(sql.COMPETITORS),
    ask<MetricSeries>(sql.METRICS),
    readCards(session, callId),
  ]);
  const events = logged.map((row) => JSON.parse(row.body) as CallEvent);
  const speech = events.filter((event) => event.type === 'speech.ended').map(speechSpan);
  return {
    speech,
    turns,
    utterances,
    questions,
    emotion,
    keywords,
    competitors,
    cards,
    slides: slideSpans(events),
    metrics,
  };
}

function speechSpan({ participantId, startMs, endMs }: EventOf<'speech.ended'>): SpeechSpan {
  return { participantId, startMs, endMs };
}

/** A slide stays until the next one, the end of the show, or the end of the call. */
function slideSpans(events: readonly CallEvent[]): readonly SlideSpan[] {
  const flips = events.filter((event) => event.type !== 'speech.ended');
  return flips.flatMap((event, place) => {
    if (event.type !== 'slide.shown') return [];
    const { slideId, index = null, title = '', atMs: startMs } = event;
    return [{ slideId, index, title, startMs, endMs: flips[place + 1]?.atMs ?? null }];
  });
}
