// What the feed says of a call: who is in it, words, what is shown, notices, its end. Part of events.ts.

import { z } from 'zod';
import { ChannelIndex, ParticipantId, SegmentId } from '../ids.ts';
import { PERSONAL_KINDS } from '../personal-data/personal-span.ts';
import { Role } from '../role.ts';
import { LanguageTag, name, probability, span, text, Word } from './fields.ts';
import { AnnotationMade, FileOpened, GazeSampled, PageFlipped, SlideShown, SlidesHidden } from './material.ts';

export const Participant = z.object({
  participantId: ParticipantId,
  role: Role,
  name: name.optional(),
  /** The audio channel that carries this voice; absent in feeds without audio. */
  channel: ChannelIndex.optional(),
  /** Who this is in the people file: decides whose call it is. */
  personId: z.string().max(128).optional(),
});
export type Participant = z.infer<typeof Participant>;
/** The call begins; always seq 1. `startedAt` is the wall time of media time 0. */
const CallStarted = z.object({
  type: z.literal('call.started'),
  startedAt: z.iso.datetime({ offset: true }),
  language: LanguageTag.default('en'),
  title: name.optional(),
  industry: name.optional(),
  stage: name.optional(),
  dealId: z.string().max(128).optional(),
  accountName: name.optional(),
  timeZone: z.string().max(64).optional(),
  /** True asks for a recording, false refuses it; what is done is the installation's setting, see docs/privacy.md. */
  record: z.boolean().optional(),
  /**
   * Who tells the voices apart on a channel that several people share: the feed, by `activity.changed` or segments of
   * participants without a channel, or a diarizer, which the gateway fills in. Such a channel has `voices.*` instead of
   * `speech.*`. Absent: nobody, until the feed does.
   */
  speakers: z.enum(['feed', 'diarizer']).optional(),
  participants: z.array(Participant).max(64),
});
/** Somebody joins, or what is known of somebody (role, name, channel) is corrected from here on. */
const ParticipantJoined = z.object({ type: z.literal('participant.joined'), participant: Participant });
/**
 * Who somebody is was wrong or unknown, and is corrected during the call: what follows counts for `role`; what came before
 * stays as it was and is marked by this event. Holds against what the feed says of this participant later.
 */
const ParticipantReassigned = z.object({
  type: z.literal('participant.reassigned'),
  participantId: ParticipantId,
  role: Role,
  name: name.optional(),
  /** Who this is in the people file: decides whose call it is. */
  personId: z.string().max(128).optional(),
  /** The role until now; filled in by the engine. */
  fromRole: Role.optional(),
  /** Who corrected it, where a person did. */
  correctedBy: z.string().max(128).optional(),
});
/** The meeting tool's own word on who is speaking, for feeds without audio. */
const ActivityChanged = z.object({
  type: z.literal('activity.changed'),
  participantId: ParticipantId,
  isSpeaking: z.boolean(),
});

/** A place where personal data was said; the text has a mark like ‹phone› instead. */
const Redacted = z.object({ kind: z.enum([...PERSONAL_KINDS, 'number']), ...span });
const segmentFields = {
  participantId: ParticipantId,
  segmentId: SegmentId,
  ...span,
  text,
  language: LanguageTag.optional(),
  confidence: probability.optional(),
  words: z.array(Word).max(5_000).optional(),
  /** What was taken out of the words before the call took them in, and when it was said; see docs/privacy.md. */
  redactions: z.array(Redacted).max(1_000).optional(),
};
/** A transcriber's unit of text that will not change by itself any more. */
const SegmentFinalized = z.object({ type: z.literal('segment.finalized'), ...segmentFields });
/** A newer text of a segment: a partial result before the final one (`isFinal` false), or a correction after it. */
const SegmentRevised = z.object({
  type: z.literal('segment.revised'),
  ...segmentFields,
  revision: z.number().int().min(0).optional(),
  isFinal: z.boolean().default(true),
});
/** The deal or the conversation enters another stage. */
const StageChanged = z.object({ type: z.literal('stage.changed'), stage: name });
/** Participants were told that the call is analysed; some profiles allow emotion only from here on. */
const NoticeGiven = z.object({
  type: z.literal('notice.given'),
  participantIds: z.array(ParticipantId).max(64).optional(),
  text: text.optional(),
});
/** The call is over; always the last event of the log. */
const CallEnded = z.object({ type: z.literal('call.ended'), reason: name.optional() });

export const FEED_EVENT_SCHEMAS = [
  CallStarted,
  ParticipantJoined,
  ParticipantReassigned,
  ActivityChanged,
  SegmentFinalized,
  SegmentRevised,
  SlideShown,
  SlidesHidden,
  PageFlipped,
  AnnotationMade,
  FileOpened,
  StageChanged,
  NoticeGiven,
  CallEnded,
] as const;

/** What a feed sends and the log does not keep. */
export const FEED_READING_SCHEMAS = [GazeSampled] as const;
