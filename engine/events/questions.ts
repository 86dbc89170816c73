// Questions and how long they waited. Part of events.ts. Definitions: docs/metrics.md.

import { z } from 'zod';
import { ParticipantId, SegmentId } from '../ids.ts';
import { MediaMs } from '../media-time.ts';
import { Role } from '../role.ts';
import { Basis, probability, span, text } from './fields.ts';

/** An utterance that wants an answer, or any customer turn where there are no words (`basis: turn`). */
const QuestionAsked = z.object({
  type: z.literal('question.asked'),
  questionId: z.string(),
  participantId: ParticipantId,
  role: Role,
  segmentId: SegmentId.optional(),
  ...span,
  text,
  form: z.enum(['yes-no', 'alternative', 'wh', 'declarative', 'tag', 'request', 'turn']),
  isOpen: z.boolean(),
  confidence: probability,
  basis: Basis,
});
/** The customer added something before the rep answered: the waiting counts from the end of that. */
const QuestionExtended = z.object({
  type: z.literal('question.extended'),
  questionId: z.string(),
  segmentId: SegmentId.optional(),
  endMs: MediaMs,
});
/** A question has waited `thresholdMs` and nobody has begun to answer. */
const ResponseOverdue = z.object({
  type: z.literal('response.overdue'),
  questionId: z.string(),
  questionSegmentIds: z.array(SegmentId),
  questionEndMs: MediaMs,
  thresholdMs: z.number().min(0),
  /** questionEndMs + thresholdMs; `atMs` is the tick that noticed. */
  crossedAtMs: MediaMs,
  text,
  confidence: probability,
  basis: Basis,
});
/**
 * How long a customer question waited; `unanswered` only at the end of the call. Measured by the voice, it is said again
 * with `answerSegmentId` and `filled` when the words are there: the later one of a question replaces the earlier.
 */
const ResponseMeasured = z.object({
  type: z.literal('response.measured'),
  questionId: z.string(),
  questionSegmentIds: z.array(SegmentId),
  questionEndMs: MediaMs,
  outcome: z.enum(['answered', 'unanswered']),
  answerSegmentId: SegmentId.nullable(),
  answerParticipantId: ParticipantId.nullable(),
  answerStartMs: MediaMs.nullable(),
  /** Answer start − question end, ms; negative where the answer began early; null when unanswered. */
  latencyMs: z.number().nullable(),
  /** The answer began with a filled pause. */
  filled: z.boolean(),
  crossedAtMs: MediaMs.nullable(),
  basis: Basis,
  confidence: probability,
});

export const QUESTION_EVENT_SCHEMAS = [QuestionAsked, QuestionExtended, ResponseOverdue, ResponseMeasured] as const;
