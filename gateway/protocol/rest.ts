// What the REST routes answer. Shapes only; who may ask for what is in docs/protocol.md.

import { z } from 'zod';
import { CallEvent, Participant, Role } from '../../engine/events.ts';
import { CallId, ParticipantId } from '../../engine/ids.ts';
import { TimelineCard } from './timeline.ts';

export const RoleName = z.enum(['ingest', 'rep', 'coach', 'analyst', 'operator']);
export type RoleName = z.infer<typeof RoleName>;

export const Identity = z.object({
  personId: z.string(),
  name: z.string(),
  roles: z.array(RoleName),
  /** True for the identity that a loopback address offers without configuration. */
  isDevelopment: z.boolean(),
});
export type Identity = z.infer<typeof Identity>;

export const CallSummary = z.object({
  callId: CallId,
  title: z.string().nullable(),
  accountName: z.string().nullable(),
  industry: z.string().nullable(),
  stage: z.string().nullable(),
  language: z.string(),
  startedAt: z.iso.datetime({ offset: true }),
  durationMs: z.number().min(0),
  isLive: z.boolean(),
  lastSeq: z.number().int().min(0),
  participants: z.array(Participant),
  /** Figures for the list; null until they are known. */
  questions: z.number().int().nullable(),
  cards: z.number().int().nullable(),
  competitorMentions: z.number().int().nullable(),
  talkRatio: z.number().nullable(),
});
export type CallSummary = z.infer<typeof CallSummary>;

export const CallList = z.object({ calls: z.array(CallSummary), nextCursor: z.string().nullable() });
export type CallList = z.infer<typeof CallList>;

/** Every error a route answers has this body, with the HTTP status of the catalogue (docs/errors.md). */
export const ErrorBody = z.object({
  code: z.string(),
  message: z.string(),
  retryable: z.boolean(),
  /** Where something is not allowed: who may. */
  whoCan: z.string().optional(),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

/** A call that ships with the program, to be played by the page. */
export const SampleCall = z.object({
  name: z.string(),
  language: z.string(),
  title: z.string(),
  durationMs: z.number(),
});
export type SampleCall = z.infer<typeof SampleCall>;

/** An identity that a loopback address offers without configuration. */
export const DevelopmentPerson = z.object({
  personId: z.string(),
  name: z.string(),
  roles: z.array(RoleName),
  language: z.string().nullable(),
});
export type DevelopmentPerson = z.infer<typeof DevelopmentPerson>;

/** Who is asking, and how to become somebody. */
export const SessionInfo = z.object({
  protocol: z.number().int(),
  /** Null without a token. */
  identity: Identity.nullable(),
  /** Identities to take by `POST /v1/session/development`; none unless the program runs on loopback without auth. */
  developmentIdentities: z.array(DevelopmentPerson),
  /** Who turns speech into words for calls whose feeds bring none; null: nobody does. */
  transcriber: z.string().nullable(),
});
export type SessionInfo = z.infer<typeof SessionInfo>;
export const TakeIdentity = z.object({ personId: z.string().min(1).max(128) });
export const TokenReply = z.object({ token: z.string() });

const instant = z.iso.datetime({ offset: true });
/** Which of the visible calls to list; all conditions must hold. */
export const CallFilter = z.object({
  /** Begun at or after. */
  from: instant.optional(),
  /** Begun before. */
  to: instant.optional(),
  /** `zh` also finds `zh-CN`. */
  language: z.string().max(35).optional(),
  industry: z.string().max(200).optional(),
  stage: z.string().max(200).optional(),
  state: z.enum(['live', 'ended']).optional(),
  /** Part of the title or of the account's name. */
  text: z.string().max(200).optional(),
  /** `nextCursor` of the page before. */
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Why this is read; goes to the audit log. The `X-Purpose` header says the same. */
  purpose: z.string().max(200).optional(),
});
export type CallFilter = z.infer<typeof CallFilter>;

export const PurposeQuery = CallFilter.pick({ purpose: true });
export const EventQuery = PurposeQuery.extend({
  /** Only events with a higher `seq`. */
  afterSeq: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(5_000).default(1_000),
});
/** One page of a call's event log; ask again with `afterSeq` = `nextAfterSeq` until it is null. */
export const EventPage = z.object({
  callId: CallId,
  events: z.array(CallEvent),
  nextAfterSeq: z.number().int().nullable(),
});
export type EventPage = z.infer<typeof EventPage>;
export const CardPage = z.object({ callId: CallId, cards: z.array(TimelineCard) });
export type CardPage = z.infer<typeof CardPage>;
export const FeedbackAction = z.enum(['shown', 'accepted', 'dismissed']);
export type FeedbackAction = z.infer<typeof FeedbackAction>;
export const GiveFeedback = z.object({ action: FeedbackAction });

/** Who somebody is, during the call; what is left out stays as it is. `personId`: feeds and operators only. */
export const CorrectParticipant = z.object({
  role: Role,
  name: z.string().max(200).optional(),
  personId: z.string().max(128).optional(),
});
export type CorrectParticipant = z.infer<typeof CorrectParticipant>;

/** Who was told that the call is analysed; left out: everybody in it. */
export const GiveNotice = z.object({ participantIds: z.array(ParticipantId).min(1).max(64).optional() });
export type GiveNotice = z.infer<typeof GiveNotice>;

export const SampleList = z.object({ samples: z.array(SampleCall) });
/** The sample plays as a live call of the identity that asked. */
export const SamplePlaying = z.object({ callId: CallId });

/** A de-identified view over finished calls, for analysts. */
export const ViewInfo = z.object({
  name: z.string(),
  description: z.string(),
  columns: z.array(z.object({ name: z.string(), type: z.string(), description: z.string() })),
});
export type ViewInfo = z.infer<typeof ViewInfo>;
export const ViewList = z.object({ views: z.array(ViewInfo) });
export const ViewQuery = PurposeQuery.extend({ limit: z.coerce.number().int().min(1).max(10_000).default(1_000) });
export const ViewRows = z.object({ name: z.string(), rows: z.array(z.record(z.string(), z.unknown())) });
export type ViewRows = z.infer<typeof ViewRows>;

/** One thing that must work before this process takes traffic. */
export const ReadyPart = z.object({ part: z.string(), isReady: z.boolean(), message: z.string() });
export type ReadyPart = z.infer<typeof ReadyPart>;
export const Readiness = z.object({ isReady: z.boolean(), parts: z.array(ReadyPart) });
export const Health = z.object({ status: z.literal('ok') });

/** `channel`: one voice by its channel; absent, all voices together. */
export const AudioQuery = PurposeQuery.extend({ channel: z.coerce.number().int().min(0).max(255).optional() });
/** What was recorded of a call. Spans of media time, ms: there the sound is silent because personal data was said. */
export const RecordingInfo = z.object({
  isRecorded: z.boolean(),
  durationMs: z.number().min(0),
  channels: z.array(z.object({ channel: z.number().int(), participantIds: z.array(z.string()) })),
  silenced: z.array(z.object({ startMs: z.number(), endMs: z.number() })),
});
export type RecordingInfo = z.infer<typeof RecordingInfo>;

const isTrial = z.boolean().optional();
/** What is to go for good; `isTrial`: only count it. `participantId`: as the feed named it, or the id in the people file. */
export const EraseRequest = z.union([
  z.strictObject({ callId: z.string().min(1).max(128), isTrial }),
  z.strictObject({ participantId: z.string().min(1).max(128), isTrial }),
]);
export type EraseRequest = z.infer<typeof EraseRequest>;
/** What went: calls, rows by table, files of recordings, lines that the spool had set aside. All empty the second time. */
export const ErasureReport = z.object({
  calls: z.array(z.string()),
  rows: z.record(z.string(), z.number().int()),
  recordingFiles: z.number().int(),
  spoolLines: z.number().int(),
});
export type ErasureReport = z.infer<typeof ErasureReport>;
