// The event of a question, from words or from a turn that waited. In: what was held, where voices end. Out: question.asked.

import type { EventDraft, EventOf } from '../engine/events.ts';
import { type MediaMs, mediaMs } from '../engine/media-time.ts';
import type { QuestionJudgement } from './question-classifier.ts';
import { type Voices, voiceEndMs } from './question-voices.ts';

export type QuestionAsked = Extract<EventDraft, { type: 'question.asked' }>;

export interface HeldWords {
  readonly utterance: EventOf<'utterance.finalized'>;
  readonly judgement: QuestionJudgement;
  readonly untilMs: number;
}
export interface HeldTurn {
  readonly turn: EventOf<'turn.ended'>;
  readonly untilMs: number;
}

/** Said in words: it ends where the voice does, or where the words do when no voice was heard. */
export function askedInWords(
  { utterance, judgement }: HeldWords,
  voices: Voices,
  nowMs: MediaMs,
  questionId: string,
): QuestionAsked {
  const { participantId, role, segmentId, startMs, text, seq } = utterance;
  const { form, isOpen, confidence } = judgement;
  const endMs = voiceEndMs(voices, participantId, utterance, nowMs) ?? utterance.endMs;
  return {
    type: 'question.asked',
    atMs: nowMs,
    causedBy: [seq],
    questionId,
    participantId,
    role,
    segmentId,
    startMs,
    endMs: mediaMs(Math.max(startMs, endMs)),
    text,
    form,
    isOpen,
    confidence,
    basis: 'words',
  };
}

/** A turn of which no words are known. */
export function askedByTurn({ turn }: HeldTurn, nowMs: MediaMs, questionId: string, confidence: number): QuestionAsked {
  const { participantId, role, startMs, endMs, seq } = turn;
  const span = { startMs, endMs };
  const kind = { text: '', form: 'turn', isOpen: false, confidence, basis: 'turn' } as const;
  return {
    type: 'question.asked',
    atMs: nowMs,
    causedBy: [seq],
    questionId,
    participantId,
    role,
    ...span,
    ...kind,
  };
}
