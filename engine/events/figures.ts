// Figures of a call as it runs and at its end: emotion, metrics, interest, the summary. Part of events.ts. Definitions: docs/metrics.md.

import { z } from 'zod';
import { ParticipantId } from '../ids.ts';
import { MediaMs } from '../media-time.ts';
import { Role } from '../role.ts';
import { probability } from './fields.ts';

/** One second of somebody's emotion curve, relative to their own baseline. */
const EmotionSampled = z.object({
  type: z.literal('emotion.sampled'),
  participantId: ParticipantId,
  role: Role,
  /** Pleasantness in [−1, 1]. */
  valence: z.number().min(-1).max(1),
  /** Activation in [0, 1]. */
  arousal: z.number().min(0).max(1),
  /** The same, smoothed for display (exponential, half-life 6 s). */
  smoothedValence: z.number().min(-1).max(1),
  smoothedArousal: z.number().min(0).max(1),
  confidence: probability,
  /** True while the participant is silent and the last value is held. */
  isHeld: z.boolean(),
  evidence: z.enum(['voice', 'words', 'both', 'none']),
});

/** One figure at one moment. `metric` names are listed in docs/metrics.md. */
const MetricSampled = z.object({
  type: z.literal('metric.sampled'),
  metric: z.string().max(80),
  value: z.number(),
  unit: z.string().max(24),
  participantId: ParticipantId.nullable(),
  /** Length of the sliding window, ms; null where the figure covers the call so far. */
  windowMs: z.number().nullable(),
  /** A further dimension: a category, a topic, a competitor. */
  dimension: z.string().max(200).nullable(),
  confidence: probability,
});

const interestFields = {
  participantId: ParticipantId,
  /** When the change began, as estimated. */
  sinceMs: MediaMs,
  /** Interest before and now, 0…100. */
  fromScore: z.number().min(0).max(100),
  toScore: z.number().min(0).max(100),
  /** P(the behaviour of this customer has changed); not of what they think. */
  confidence: probability,
  isCalibrated: z.boolean(),
  /** What the confidence was measured on. */
  calibratedOn: z.string().max(80),
};
/** A customer talks, asks and answers less than before: a change point, not a low value. */
const InterestDeclined = z.object({ type: z.literal('interest.declined'), ...interestFields });
/** After a decline: more again. */
const InterestRecovered = z.object({ type: z.literal('interest.recovered'), ...interestFields });

/** The call in figures, once, just before `call.ended`. */
const CallSummarized = z.object({
  type: z.literal('call.summarized'),
  durationMs: z.number().min(0),
  figures: z.record(z.string(), z.number()),
});

export const FIGURE_EVENT_SCHEMAS = [
  EmotionSampled,
  MetricSampled,
  InterestDeclined,
  InterestRecovered,
  CallSummarized,
] as const;
