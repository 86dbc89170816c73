// What was found in the words: phrases, competitors, objections, topics, scripts. Part of events.ts. Definitions: docs/metrics.md.

import { z } from 'zod';
import { ParticipantId, SegmentId } from '../ids.ts';
import { MediaMs } from '../media-time.ts';
import { Role } from '../role.ts';
import { probability, span, text } from './fields.ts';

/** A playbook phrase was said. */
const KeywordHit = z.object({
  type: z.literal('keyword.hit'),
  participantId: ParticipantId,
  role: Role,
  segmentId: SegmentId,
  revision: z.number().int().min(0),
  phrase: z.string(),
  category: z.string(),
  matched: z.string(),
  /** UTF-16 offset of the match in the utterance's text. */
  startChar: z.number().int().min(0),
  endChar: z.number().int().min(0),
  /** When it was said: word times, else in proportion to the place in the text. */
  saidAtMs: MediaMs,
  /** To the letter, by the sound (pinyin), or by sound and spelling (English). */
  match: z.enum(['exact', 'sound', 'spelling']).default('exact'),
  /** That this phrase was said, uncalibrated; lower where it only sounds like it. */
  confidence: probability,
});
/** A competitor was named. */
const CompetitorMentioned = z.object({
  type: z.literal('competitor.mentioned'),
  mentionId: z.string(),
  name: z.string(),
  matched: z.string(),
  participantId: ParticipantId,
  role: Role,
  segmentId: SegmentId,
  revision: z.number().int().min(0),
  startChar: z.number().int().min(0),
  endChar: z.number().int().min(0),
  saidAtMs: MediaMs,
  context: text,
  /** To the letter, by the sound (pinyin), or by sound and spelling (English). */
  match: z.enum(['exact', 'sound', 'spelling']).default('exact'),
  /** That this competitor was named, uncalibrated; lower where it only sounds like it. */
  confidence: probability.default(0.95),
  /** "We don't use Acme": a mention all the same. */
  isNegated: z.boolean().default(false),
  /** How the speaker stands to it, by the words around. */
  stance: z.enum(['favourable', 'unfavourable', 'neutral']).default('neutral'),
});
/** Whether the rep backed a mention with differentiated evidence, known when its window has passed. */
const CompetitorEvidenced = z.object({
  type: z.literal('competitor.evidenced'),
  mentionId: z.string(),
  name: z.string(),
  evidence: z.boolean(),
  kind: z.enum(['case', 'number', 'certificate', 'demo']).nullable(),
  evidenceSegmentId: SegmentId.nullable(),
  evidenceText: text.nullable(),
  /** That it is so, as `evidence` says; 0.5 where nothing was measured. */
  confidence: probability.default(0.5),
  /** Whether the confidence was calibrated on held-out lines. */
  isCalibrated: z.boolean().default(false),
});

/** An utterance that objects. */
const ObjectionRaised = z.object({
  type: z.literal('objection.raised'),
  participantId: ParticipantId,
  segmentId: SegmentId,
  objection: z.enum(['price', 'budget-process', 'timing', 'authority', 'need', 'trust', 'competitor', 'technical-fit']),
  ...span,
  text,
  confidence: probability,
  /** False where the confidence was not measured on labelled lines. */
  isCalibrated: z.boolean(),
});

/** What an utterance of a rep is about: a topic of the playbook, or `other`. A correction says it again. */
const TopicIdentified = z.object({
  type: z.literal('topic.identified'),
  participantId: ParticipantId,
  segmentId: SegmentId,
  revision: z.number().int().min(0),
  topic: z.string(),
  ...span,
  confidence: probability,
  /** False where the confidence was not measured on labelled lines. */
  isCalibrated: z.boolean(),
});
/**
 * How well the rep's reply covers the best script for an objection, so far; the last one of an objection has `isFinal`,
 * when 30 s have passed since the objection. The later one of an objection replaces the earlier.
 */
const ScriptMatched = z.object({
  type: z.literal('script.matched'),
  objectionSegmentId: SegmentId,
  objection: z.string(),
  /** The rep who replies. */
  participantId: ParticipantId,
  replySegmentIds: z.array(SegmentId),
  scriptId: z.string(),
  title: text,
  matchRatio: probability,
  /** Key points of the script, in its order, that were said, and those that were not yet. */
  matchedPoints: z.array(text),
  missedPoints: z.array(text),
  isFinal: z.boolean(),
  confidence: probability,
  isCalibrated: z.boolean(),
});

export const WORD_EVENT_SCHEMAS = [
  KeywordHit,
  CompetitorMentioned,
  CompetitorEvidenced,
  ObjectionRaised,
  TopicIdentified,
  ScriptMatched,
] as const;
