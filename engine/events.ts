// The vocabulary: everything a call can say, one discriminated union. Events are wide, immutable and append-only.
// `atMs` is the media time at which the event became known; spans inside say when the thing itself happened.
// What comes from the feed is `FeedEvent`, what viewers send back is `ViewerEvent`, what we find is `FoundEvent`.

import { z } from 'zod';
import { CallId, CardId, ChannelIndex, ParticipantId, SegmentId } from './ids.ts';
import {
  AnnotationMade,
  AttentionMapped,
  FileOpened,
  GazeSampled,
  PageFlipped,
  SlideShown,
  SlidesHidden,
  SlideViewed,
} from './material-events.ts';
import { Role } from './role.ts';
import { BuyingSignalShown, CommitmentMade, DecisionRoleRevealed, PainNamed } from './sales-events.ts';

export { Role };

import { MediaMs } from './media-time.ts';
import { PERSONAL_KINDS } from './personal-data/personal-span.ts';

const probability = z.number().min(0).max(1);
const text = z.string().max(20_000);
const name = z.string().max(200);
const span = { startMs: MediaMs, endMs: MediaMs };

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

/** BCP 47, for example `en`, `en-GB`, `zh`, `zh-CN`. */
export const LanguageTag = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);

/** Where a figure or finding comes from. */
export const Basis = z.enum(['voice', 'words', 'segment', 'turn']);

// ---- what the feed says -------------------------------------------------------------------------------------------

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

const Word = z.object({ text: z.string().max(200), ...span });
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

// ---- what viewers say ---------------------------------------------------------------------------------------------

const by = { personId: z.string().max(128).optional() };
/** The rep's page put the card before the rep's eyes. */
const CardShown = z.object({ type: z.literal('card.shown'), cardId: CardId, ...by });
/** The rep took the offer. */
const CardAccepted = z.object({ type: z.literal('card.accepted'), cardId: CardId, ...by });
/** The rep put the offer aside. */
const CardDismissed = z.object({ type: z.literal('card.dismissed'), cardId: CardId, ...by });
/** The rep wants no more cards of this rule until `untilMs`. */
const CardSnoozed = z.object({
  type: z.literal('card.snoozed'),
  ruleId: z.string().max(128),
  untilMs: MediaMs,
  ...by,
});
export const VIEWER_EVENT_SCHEMAS = [CardShown, CardAccepted, CardDismissed, CardSnoozed] as const;

// ---- what happened to the audio -----------------------------------------------------------------------------------

/** Audio that never came; the span was analysed as silence so that nothing shifts. */
const AudioMissed = z.object({
  type: z.literal('audio.missed'),
  channel: ChannelIndex,
  ...span,
  reason: z.enum(['lost', 'late-start', 'silent']),
});
/** Audio that came twice or too late and was not used. */
const AudioDropped = z.object({
  type: z.literal('audio.dropped'),
  channel: ChannelIndex,
  ...span,
  reason: z.enum(['duplicate', 'late', 'overlap', 'implausible']),
});
/** Audio that no model could take in time; figures over this span are blind to it. */
const AnalysisSkipped = z.object({
  type: z.literal('analysis.skipped'),
  channel: ChannelIndex,
  ...span,
  code: z.string(),
});
/** Words of this span will not come: the transcriber could not take them in time, or failed on them. */
const TranscriptionSkipped = z.object({
  type: z.literal('transcription.skipped'),
  participantId: ParticipantId,
  ...span,
  code: z.string(),
});
/** The transcriber of this participant’s voice is gone; the call goes on without its words until it is back. */
const TranscriptionLost = z.object({
  type: z.literal('transcription.lost'),
  participantId: ParticipantId,
  code: z.string(),
  message: z.string(),
  /** False where it will not be tried again. */
  isRetried: z.boolean(),
});
/** The transcriber is back; what was said meanwhile is transcribed as far as it was kept. */
const TranscriptionRestored = z.object({ type: z.literal('transcription.restored'), participantId: ParticipantId });
/** Another channel’s voice leaked into this one over this span; where it did, it is not taken for speech. */
const CrosstalkRemoved = z.object({
  type: z.literal('crosstalk.removed'),
  channel: ChannelIndex,
  sourceChannel: ChannelIndex,
  ...span,
});
/** A pipeline stopped for this call; the call goes on without its figures. */
const PipelineDegraded = z.object({
  type: z.literal('pipeline.degraded'),
  pipeline: z.string(),
  code: z.string(),
  message: z.string(),
});

// ---- what we find -------------------------------------------------------------------------------------------------

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

/** One part of a card's reason: the words or the figure, and the moment. */
export const Evidence = z.object({
  seq: z.number().int().positive(),
  atMs: MediaMs,
  text,
  participantId: ParticipantId.optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** What a card offers: never a reprimand. Every part is optional but the wording. */
export const Pack = z.object({
  title: text,
  wording: text,
  resource: z.object({ id: z.string(), title: text, url: z.string().optional(), body: text.optional() }).optional(),
  case: z.object({ id: z.string(), title: text, body: text.optional() }).optional(),
  script: z.object({ id: z.string(), title: text, keyPoints: z.array(text).optional() }).optional(),
});
export type Pack = z.infer<typeof Pack>;

/** A playbook rule's condition has held for as long as it asks: a card is wanted. */
const RuleMatched = z.object({
  type: z.literal('rule.matched'),
  ruleId: z.string(),
  /** What the rule matched about; one card per rule and reason key. */
  reasonKey: z.string(),
  pack: Pack,
  evidence: z.array(Evidence),
  confidence: probability,
  isCalibrated: z.boolean(),
});
/** The condition no longer holds. */
const RuleCleared = z.object({ type: z.literal('rule.cleared'), ruleId: z.string(), reasonKey: z.string() });

const cardFields = {
  cardId: CardId,
  ruleId: z.string(),
  kind: z.string(),
  severity: z.enum(['info', 'act-now']),
  pack: Pack,
  evidence: z.array(Evidence),
  /** Sequence numbers of the events that are the reason. */
  reason: z.array(z.number().int().positive()),
  confidence: probability,
  /** False where the confidence is a rule of thumb and not measured on labelled data. */
  isCalibrated: z.boolean(),
  expiresAtMs: MediaMs,
};
const CardRaised = z.object({ type: z.literal('card.raised'), ...cardFields });
/** The reason goes on: newer evidence, same card. */
const CardUpdated = z.object({ type: z.literal('card.updated'), ...cardFields });
/** The card can no longer help: its time has passed, or its reason has gone. */
const CardExpired = z.object({
  type: z.literal('card.expired'),
  cardId: CardId,
  ruleId: z.string(),
  cause: z.enum(['time', 'resolved', 'call-ended']),
});

/** The call in figures, once, just before `call.ended`. */
const CallSummarized = z.object({
  type: z.literal('call.summarized'),
  durationMs: z.number().min(0),
  figures: z.record(z.string(), z.number()),
});

export const FOUND_EVENT_SCHEMAS = [
  AudioMissed,
  AudioDropped,
  AnalysisSkipped,
  TranscriptionSkipped,
  TranscriptionLost,
  TranscriptionRestored,
  CrosstalkRemoved,
  PipelineDegraded,
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
  QuestionAsked,
  QuestionExtended,
  ResponseOverdue,
  ResponseMeasured,
  KeywordHit,
  CompetitorMentioned,
  CompetitorEvidenced,
  ObjectionRaised,
  CommitmentMade,
  BuyingSignalShown,
  PainNamed,
  DecisionRoleRevealed,
  TopicIdentified,
  ScriptMatched,
  EmotionSampled,
  MetricSampled,
  SlideViewed,
  AttentionMapped,
  InterestDeclined,
  InterestRecovered,
  RuleMatched,
  RuleCleared,
  CardRaised,
  CardUpdated,
  CardExpired,
  CallSummarized,
] as const;

// ---- the unions ---------------------------------------------------------------------------------------------------

/** What every logged event carries besides its own fields. */
export const Envelope = z.object({
  callId: CallId,
  /** Gapless per call, from 1. */
  seq: z.number().int().positive(),
  atMs: MediaMs,
  /** Sequence numbers of the events that led to this one. */
  causedBy: z.array(z.number().int().positive()).optional(),
});
export type Envelope = z.infer<typeof Envelope>;

/** The fields of one type of event, without its place in the log. */
export type BodyOf<T extends EventType> = Extract<EventBody, { type: T }>;

const FeedBody = z.discriminatedUnion('type', [...FEED_EVENT_SCHEMAS, ...FEED_READING_SCHEMAS]);
const ViewerBody = z.discriminatedUnion('type', VIEWER_EVENT_SCHEMAS);
export const EventBody = z.discriminatedUnion('type', [
  ...FEED_EVENT_SCHEMAS,
  ...VIEWER_EVENT_SCHEMAS,
  ...FOUND_EVENT_SCHEMAS,
]);
export type EventBody = z.infer<typeof EventBody>;
export type EventType = EventBody['type'];

export const CallEvent = z.intersection(Envelope, EventBody);
export type CallEvent = Envelope & EventBody;
/** The event of one type, envelope included. */
export type EventOf<T extends EventType> = Envelope & Extract<EventBody, { type: T }>;

/** What a feed may send: a body and its media time; the engine gives it a place in the log. */
export const FeedEvent = z.intersection(z.object({ atMs: MediaMs }), FeedBody);
export type FeedEvent = { atMs: MediaMs } & z.infer<typeof FeedBody>;
export type ViewerEvent = { atMs: MediaMs } & z.infer<typeof ViewerBody>;
/** What the gateway's own transcriber says of a call. */
export type WordsEvent = Extract<
  EventDraft,
  { type: 'segment.finalized' | 'segment.revised' | 'participant.joined' | `transcription.${string}` }
>;
/** An event that has not been given its media time yet; what it carries is the sender's own word for it. */
export type Unstamped<Event> = Event extends unknown ? Omit<Event, 'atMs'> & { atMs?: MediaMs } : never;
export type FeedEventType = z.infer<typeof FeedBody>['type'];
export type ViewerEventType = z.infer<typeof ViewerBody>['type'];

export const FEED_EVENT_TYPES: readonly FeedEventType[] = [...FEED_EVENT_SCHEMAS, ...FEED_READING_SCHEMAS].map(
  (schema) => schema.shape.type.value,
);
export const VIEWER_EVENT_TYPES: readonly ViewerEventType[] = VIEWER_EVENT_SCHEMAS.map((s) => s.shape.type.value);
export const EVENT_TYPES: readonly EventType[] = [
  ...FEED_EVENT_SCHEMAS.map((schema) => schema.shape.type.value),
  ...VIEWER_EVENT_TYPES,
  ...FOUND_EVENT_SCHEMAS.map((schema) => schema.shape.type.value),
];

// `Omit` and `Extract` over a union must be distributed, else the members lose their own fields.
type DraftOf<Body> = Body extends { type: EventType } ? { atMs: MediaMs; causedBy?: number[] } & Body : never;
/** What a machine puts out: an event without its place in the log. */
export type EventDraft = DraftOf<EventBody>;

export { Word };
export type Word = z.infer<typeof Word>;
