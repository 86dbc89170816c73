// Events of selling: what was promised, and what customers let show. Part of events.ts. Definitions: docs/metrics.md.

import { z } from 'zod';
import { ParticipantId, SegmentId } from '../ids.ts';
import { Role } from '../role.ts';
import { probability, span, text } from './fields.ts';

const saidIn = { participantId: ParticipantId, segmentId: SegmentId, revision: z.number().int().min(0), ...span };
/** The sentence that it was found in, and how sure it is. `isCalibrated` false: a rule of thumb, not measured. */
const found = { text, confidence: probability, isCalibrated: z.boolean() };

/** Somebody will do something: with a day it is a next step. Those of a newer revision replace the older one's. */
const CommitmentMade = z.object({
  type: z.literal('commitment.made'),
  commitmentId: z.string(),
  ...saidIn,
  role: Role,
  /** Who must act; null where the other side has several people. */
  ownerParticipantId: ParticipantId.nullable(),
  ownerRole: Role,
  /** What will be done, as it was said. */
  action: text,
  /** Calendar date in the call's time zone; null where no day was named. */
  dueDate: z.iso.date().nullable(),
  /** The words of time. */
  dateText: text.nullable(),
  ...found,
});

/** A customer shows intent: strong takes or asks for a step of buying, weak asks for price, references, trial, timeline. */
const BuyingSignalShown = z.object({
  type: z.literal('buying-signal.shown'),
  ...saidIn,
  strength: z.enum(['weak', 'strong']),
  ...found,
});
/** A customer says what hurts; `text` is the tag. */
const PainNamed = z.object({ type: z.literal('pain.named'), ...saidIn, ...found });
export const DECISION_PARTS = ['decision-maker', 'champion', 'evaluator', 'user', 'gatekeeper'] as const;
/** A line tells which part somebody plays in the decision: the speaker, or whom the words in `who` name. */
const DecisionRoleRevealed = z.object({
  type: z.literal('decision-role.revealed'),
  ...saidIn,
  part: z.enum(DECISION_PARTS),
  isSpeaker: z.boolean(),
  who: text.nullable(),
  ...found,
});

export const SALES_EVENT_SCHEMAS = [CommitmentMade, BuyingSignalShown, PainNamed, DecisionRoleRevealed] as const;
