// A call as lanes over one time axis, folded from its event log: the same fold serves the live page, the review page
// and `GET /v1/calls/:id/timeline`. Append one event at a time, in order of `seq`.

import { z } from 'zod';
import { Evidence, Pack, Participant, Role } from '../../engine/events.ts';
import { EVIDENCE_KINDS } from '../../engine/playbook.ts';
import { emptyMaterial, TIMELINE_MATERIAL } from './timeline-material.ts';
import { emptySales, TIMELINE_SALES } from './timeline-sales.ts';

const ms = z.number();
const spanOf = { participantId: z.string(), startMs: ms, endMs: ms };

const Fate = z.enum(['raised', 'shown', 'accepted', 'dismissed', 'expired']);

export const TimelineCard = z.object({
  cardId: z.string(),
  ruleId: z.string(),
  kind: z.string(),
  severity: z.enum(['info', 'act-now']),
  pack: Pack,
  evidence: z.array(Evidence),
  reason: z.array(z.number()),
  confidence: z.number(),
  isCalibrated: z.boolean(),
  raisedAtMs: ms,
  expiresAtMs: ms,
  fate: Fate,
  fateAtMs: ms,
});
export type TimelineCard = z.infer<typeof TimelineCard>;

export const TimelineQuestion = z.object({
  questionId: z.string(),
  /** Segments of the question and of what was added or asked again before the answer. */
  segmentIds: z.array(z.string()),
  participantId: z.string(),
  role: Role,
  text: z.string(),
  startMs: ms,
  endMs: ms,
  confidence: z.number(),
  basis: z.string(),
  isOverdue: z.boolean(),
  /** Null while nobody has answered. */
  outcome: z.enum(['answered', 'unanswered']).nullable(),
  answerStartMs: ms.nullable(),
  latencyMs: z.number().nullable(),
  crossedAtMs: ms.nullable(),
});
export type TimelineQuestion = z.infer<typeof TimelineQuestion>;

/** How well the rep's reply covers the best script, so far. */
export const ScriptMatch = z.object({
  scriptId: z.string(),
  title: z.string(),
  /** 0…1 */
  matchRatio: z.number(),
  matchedPoints: z.array(z.string()),
  missedPoints: z.array(z.string()),
  /** Nothing more counts: the reply window is over. */
  isFinal: z.boolean(),
});
export type ScriptMatch = z.infer<typeof ScriptMatch>;

export const TimelineObjection = z.object({
  /** Place in the log: cards name it as their evidence. */
  seq: z.number(),
  segmentId: z.string(),
  objection: z.string(),
  text: z.string(),
  ...spanOf,
  confidence: z.number(),
  isCalibrated: z.boolean(),
  /** Null while the rep has not replied, and where the playbook has no script. */
  match: ScriptMatch.nullable(),
});
export type TimelineObjection = z.infer<typeof TimelineObjection>;

/** Columns of equal length: one entry a sample. */
export const EmotionCurve = z.object({
  participantId: z.string(),
  role: Role,
  atMs: z.array(ms),
  valence: z.array(z.number()),
  arousal: z.array(z.number()),
  confidence: z.array(z.number()),
  isHeld: z.array(z.boolean()),
  /** What each sample rests on: `words` where the voice was not read. */
  evidence: z.array(z.enum(['voice', 'words', 'both', 'none'])),
});
export type EmotionCurve = z.infer<typeof EmotionCurve>;

export const Timeline = z.object({
  callId: z.string(),
  title: z.string().nullable(),
  language: z.string(),
  startedAt: z.string(),
  stage: z.string().nullable(),
  accountName: z.string().nullable(),
  industry: z.string().nullable(),
  isEnded: z.boolean(),
  lastSeq: z.number(),
  /** Media time of the newest event. */
  durationMs: ms,
  participants: z.array(Participant),
  /** Whose role was corrected, and when: what is before it was made under `fromRole`. */
  corrections: z.array(z.object({ participantId: z.string(), atMs: ms, fromRole: Role, role: Role })),
  /** Closed stretches of voice; `speaking` holds those under way. */
  speech: z.array(z.object(spanOf)),
  speaking: z.array(z.object({ participantId: z.string(), startMs: ms })),
  turns: z.array(z.object({ turnId: z.string(), ...spanOf })),
  overlaps: z.array(z.object({ startMs: ms, endMs: ms })),
  interruptions: z.array(z.object({ byParticipantId: z.string(), startMs: ms, endMs: ms })),
  utterances: z.array(
    z.object({ segmentId: z.string(), revision: z.number(), ...spanOf, role: Role, text: z.string() }),
  ),
  questions: z.array(TimelineQuestion),
  keywords: z.array(
    z.object({ segmentId: z.string(), participantId: z.string(), category: z.string(), phrase: z.string(), atMs: ms }),
  ),
  competitors: z.array(
    z.object({
      mentionId: z.string(),
      segmentId: z.string(),
      participantId: z.string(),
      name: z.string(),
      /** As it was said. */
      matched: z.string(),
      match: z.enum(['exact', 'sound', 'spelling']),
      /** That this competitor was named. */
      confidence: z.number(),
      /** Named in a denial. */
      isNegated: z.boolean(),
      /** How the speaker stands to it. */
      stance: z.enum(['favourable', 'unfavourable', 'neutral']),
      context: z.string(),
      atMs: ms,
      /** Null until the evidence window has passed. */
      evidence: z.boolean().nullable(),
      /** Null where there is none. */
      evidenceKind: z.enum(EVIDENCE_KINDS).nullable(),
      evidenceText: z.string().nullable(),
    }),
  ),
  objections: z.array(TimelineObjection),
  emotion: z.array(EmotionCurve),
  cards: z.array(TimelineCard),
  ...TIMELINE_MATERIAL,
  /** One curve a customer, 0…100: columns of equal length. */
  interest: z.array(
    z.object({
      participantId: z.string(),
      atMs: z.array(ms),
      score: z.array(z.number()),
      confidence: z.array(z.number()),
    }),
  ),
  interestChanges: z.array(
    z.object({
      participantId: z.string(),
      direction: z.enum(['declined', 'recovered']),
      atMs: ms,
      sinceMs: ms,
      fromScore: z.number(),
      toScore: z.number(),
      confidence: z.number(),
      isCalibrated: z.boolean(),
    }),
  ),
  ...TIMELINE_SALES,
  /** Spans of `channel` in which a voice of `sourceChannel` was heard and not taken for speech there. */
  crosstalk: z.array(z.object({ channel: z.number(), sourceChannel: z.number(), startMs: ms, endMs: ms })),
  missedAudio: z.array(z.object({ channel: z.number(), startMs: ms, endMs: ms, reason: z.string() })),
  degraded: z.array(z.object({ pipeline: z.string(), atMs: ms })),
  /** The newest value of each figure, by `metric`, `metric:participantId` and `metric:participantId:dimension`. */
  figures: z.record(z.string(), z.number()),
});
export type Timeline = z.infer<typeof Timeline>;

export function emptyTimeline(callId: string): Timeline {
  return {
    callId,
    title: null,
    language: 'en',
    startedAt: '',
    stage: null,
    accountName: null,
    industry: null,
    isEnded: false,
    lastSeq: 0,
    durationMs: 0,
    participants: [],
    speech: [],
    corrections: [],
    speaking: [],
    turns: [],
    overlaps: [],
    interruptions: [],
    utterances: [],
    questions: [],
    keywords: [],
    competitors: [],
    objections: [],
    emotion: [],
    cards: [],
    ...emptyMaterial(),
    interest: [],
    interestChanges: [],
    ...emptySales(),
    crosstalk: [],
    missedAudio: [],
    degraded: [],
    figures: {},
  };
}
