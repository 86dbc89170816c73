// What the HTTP routes need from the rest of the house, as interfaces; compose.ts fills them, tests bring fakes.

import type { CallEvent, FeedEvent, Unstamped, ViewerEvent } from '../../engine/events.ts';
import type { CallId, CardId } from '../../engine/ids.ts';
import type { WallMs } from '../../engine/media-time.ts';
import type { Development } from '../auth/development.ts';
import type { Authenticator } from '../auth/identity.ts';
import type { People } from '../auth/people.ts';
import type { SeenAs } from '../auth/visibility.ts';
import type { Eraser } from '../calls/erase-calls.ts';
import type { OperatorReport } from '../protocol/operator.ts';
import type {
  CallFilter,
  CallList,
  CallSummary,
  EraseRequest,
  ErasureReport,
  FeedbackAction,
  Identity,
  ReadyPart,
  SampleCall,
  ViewInfo,
} from '../protocol/rest.ts';
import type { RecordingFile, RecordingSheet } from '../recordings/stored-recordings.ts';
import type { WhipRoutesOptions } from '../whip/whip-routes.ts';

/** Which finished calls to list; all conditions must hold. */
export interface CallQuery extends Omit<CallFilter, 'purpose' | 'state'> {
  /** Only calls of which one of these is a rep. Never empty. */
  readonly repPersonIds: readonly string[];
}

/** One row of the audit log: who read what, as whom, for which purpose. */
export interface AuditEntry {
  readonly at: WallMs;
  readonly personId: string;
  readonly role: SeenAs | 'analyst';
  readonly purpose: string;
  /** `list`, `call`, `timeline`, `events`, `cards`, `live`, `view:<name>`. */
  readonly resource: string;
  /** Null where it was no single call. */
  readonly callId: CallId | null;
}

export interface CardFeedbackAfterCall {
  readonly callId: CallId;
  readonly cardId: CardId;
  readonly action: FeedbackAction;
  readonly personId: string;
  readonly at: WallMs;
}

/** What was stored. Every method rejects with `store.unavailable` (or another code of the store) when it cannot. */
export interface CallReads {
  /** Newest first; `cursor` and `nextCursor` are the store's own. */
  listCalls(query: CallQuery): Promise<CallList>;
  /** Participants as they were known last. */
  getCall(callId: CallId): Promise<CallSummary | undefined>;
  /** Events with `seq` > afterSeq, in order, at most `limit`. */
  readEvents(callId: CallId, afterSeq: number, limit: number): Promise<readonly CallEvent[]>;
  /** Resolves when the row is durable (spool or database); what it is about is not answered before. */
  addAudit(entry: AuditEntry): Promise<void>;
  cardFeedbackAfterCall(feedback: CardFeedbackAfterCall): Promise<void>;
  /** What was said of this call's cards after it had ended, oldest first. */
  listFeedbackAfterCall(callId: CallId): Promise<readonly CardFeedbackAfterCall[]>;
  /** De-identified views only. */
  listViews(): Promise<readonly ViewInfo[]>;
  /** Undefined where there is no such view. */
  analystView(name: string, limit: number): Promise<readonly Record<string, unknown>[] | undefined>;
}

/** Live calls as this process has heard them; LiveHub is one. */
export interface LiveCalls {
  /** Of a live call, or of one that ended a moment ago. */
  summaryOf(callId: CallId): CallSummary | undefined;
  /** Those that are live, newest first. */
  live(): readonly CallSummary[];
  /** Those that ended a moment ago: the store may not have them yet. In the order in which they ended. */
  ended(): readonly CallSummary[];
  /** Events after `afterSeq` that are in memory; undefined where memory does not reach back that far. */
  recent(callId: CallId, afterSeq: number, limit: number): readonly CallEvent[] | undefined;
  hasCard(callId: CallId, cardId: CardId): boolean;
}

/** The way into a live call; CallRegistry is one. */
export interface LiveSessions {
  find(callId: CallId): LiveSession | undefined;
}
/** What of a feed's events people may say over REST. */
type SaidOverRest = Extract<FeedEvent, { type: 'participant.reassigned' | 'notice.given' }>;
export interface LiveSession {
  readonly isLive: boolean;
  /** Media time received so far, ms. */
  readonly receivedMs: number;
  receiveEvent(event: Unstamped<ViewerEvent> | Unstamped<SaidOverRest>): unknown;
}

export interface Samples {
  list(): Promise<readonly SampleCall[]>;
  /** Undefined where there is no such sample. */
  play(name: string, identity: Identity): Promise<{ readonly callId: CallId } | undefined>;
}

/** What was recorded; StoredRecordings is one. Methods reject with a code of `recording`. */
export interface RecordingReads {
  /** Null where there is no recording of this call. */
  sheetOf(callId: CallId): Promise<RecordingSheet | null>;
  /** `channel` null: all voices together. */
  file(callId: CallId, channel: number | null): Promise<RecordingFile | null>;
}

export interface HttpLog {
  warn(facts: Readonly<Record<string, unknown>>, message: string): void;
  error(facts: Readonly<Record<string, unknown>>, message: string): void;
}

export interface HttpDeps {
  readonly authenticator: Authenticator;
  readonly people: () => People;
  /** Present only where start-check.ts said `development`. */
  readonly development?: Development | undefined;
  /** Name of the transcriber; absent where none is set. */
  readonly transcriber?: string | undefined;
  readonly reads: CallReads;
  readonly live: LiveCalls;
  readonly sessions: LiveSessions;
  readonly samples: Samples;
  /** WebRTC feeds; absent where none are taken. */
  readonly whip?: WhipRoutesOptions | undefined;
  readonly recordings: RecordingReads;
  /** Takes calls away for good. */
  readonly erase: (request: EraseRequest, by: Eraser) => Promise<ErasureReport>;
  /** Store, models, draining: each part and whether it is ready. */
  readonly readiness: () => Promise<readonly ReadyPart[]>;
  /** What the operator's page shows. */
  readonly operatorReport: () => Promise<OperatorReport>;
  /** A prom-client Registry. */
  readonly metrics: { readonly contentType: string; metrics(): Promise<string> };
  readonly log: HttpLog;
  readonly now: () => WallMs;
}
