// Who spoke when, and in which words: speech, utterances, turns, and how the floor passes. Part of events.ts.

import { z } from 'zod';
import { ParticipantId, SegmentId } from '../ids.ts';
import { MediaMs } from '../media-time.ts';
import { Role } from '../role.ts';
import { Basis, LanguageTag, span, text, Word } from './fields.ts';

/** A voice begins. `startMs` is where it really began. */
const SpeechStarted = z.object({
  type: z.literal('speech.started'),
  participantId: ParticipantId,
  speechId: z.string(),
  startMs: MediaMs,
  basis: Basis,
});
/** A voiced stretch is over; hangover is put back. `basis: segment` where only a transcript tells of it. */
const SpeechEnded = z.object({
  type: z.literal('speech.ended'),
  participantId: ParticipantId,
  speechId: z.string(),
  ...span,
  basis: Basis,
  /** Words of the stretch when the basis is a transcript segment. */
  text: text.optional(),
  segmentId: SegmentId.optional(),
});

/**
 * Somebody speaks on a channel that several people share, by its voice activity; `participantId` stands for the channel.
 * It is nobody's speech: whose it was, `speech.*` of the voices themselves say (docs/decisions/0006).
 */
const VoicesStarted = z.object({
  type: z.literal('voices.started'),
  participantId: ParticipantId,
  speechId: z.string(),
  startMs: MediaMs,
});
/** Nobody speaks there any more; hangover is put back. */
const VoicesEnded = z.object({
  type: z.literal('voices.ended'),
  participantId: ParticipantId,
  speechId: z.string(),
  ...span,
});

/** A segment's settled words; a higher `revision` of the same segment replaces the lower. */
const UtteranceFinalized = z.object({
  type: z.literal('utterance.finalized'),
  participantId: ParticipantId,
  role: Role,
  segmentId: SegmentId,
  revision: z.number().int().min(0),
  ...span,
  text,
  language: LanguageTag,
  /** Word segments of the text (Intl.Segmenter), without punctuation. */
  tokens: z.number().int().min(0),
  words: z.array(Word).optional(),
});

const BackchannelGiven = z.object({
  type: z.literal('backchannel.given'),
  participantId: ParticipantId,
  ...span,
});
/** Consecutive speech of one participant, gaps under 700 ms joined. */
const TurnEnded = z.object({
  type: z.literal('turn.ended'),
  turnId: z.string(),
  participantId: ParticipantId,
  role: Role,
  ...span,
  /** Speech within the turn, pauses left out, ms. */
  speechMs: z.number().min(0),
  segmentIds: z.array(SegmentId),
});
/** FTO: start of the next speaker's turn − end of the previous speaker's; negative where they overlap. */
const FloorTransferred = z.object({
  type: z.literal('floor.transferred'),
  fromParticipantId: ParticipantId,
  toParticipantId: ParticipantId,
  fromTurnId: z.string(),
  toTurnId: z.string(),
  fromSegmentId: SegmentId.optional(),
  toSegmentId: SegmentId.optional(),
  offsetMs: z.number(),
});
/** Two participants speak at the same time. */
const OverlapHeard = z.object({
  type: z.literal('overlap.heard'),
  ...span,
  byParticipantId: ParticipantId,
  overParticipantId: ParticipantId,
});
/** An overlap begun while the other held the turn, after which the other stopped within 1 s. */
const InterruptionMade = z.object({
  type: z.literal('interruption.made'),
  ...span,
  byParticipantId: ParticipantId,
  interruptedParticipantId: ParticipantId,
  segmentId: SegmentId.optional(),
  interruptedSegmentId: SegmentId.optional(),
});

export const TALK_EVENT_SCHEMAS = [
  SpeechStarted,
  SpeechEnded,
  VoicesStarted,
  VoicesEnded,
  UtteranceFinalized,
  BackchannelGiven,
  TurnEnded,
  FloorTransferred,
  OverlapHeard,
  InterruptionMade,
] as const;
