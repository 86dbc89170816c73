// Every REST operation, once: method, path, who may ask, what it takes, what it answers. The routes are registered from
// this table and the OpenAPI document is made from it, so neither can say something else than the other.

import { z } from 'zod';
import type { ErrorCode } from '../../engine/errors.ts';
import { CallId, CardId, ParticipantId } from '../../engine/ids.ts';
import { OperatorReport } from './operator.ts';
import {
  AudioQuery,
  CallFilter,
  CallList,
  CallSummary,
  CardPage,
  CorrectParticipant,
  EraseRequest,
  ErasureReport,
  EventPage,
  EventQuery,
  GiveFeedback,
  GiveNotice,
  Health,
  PurposeQuery,
  Readiness,
  RecordingInfo,
  type RoleName,
  SampleList,
  SamplePlaying,
  SessionInfo,
  TakeIdentity,
  TokenReply,
  ViewList,
  ViewQuery,
  ViewRows,
} from './rest.ts';
import { Timeline } from './timeline.ts';

/** Roles that may ask at all; `person`: any valid token; `local-or-operator`: also this machine without a token. */
export type Access = 'public' | 'person' | 'local-or-operator' | readonly RoleName[];

export interface Operation {
  readonly method: 'GET' | 'POST';
  /** With `{name}` for parameters, as in OpenAPI. */
  readonly path: string;
  readonly summary: string;
  readonly tag: 'session' | 'calls' | 'samples' | 'views' | 'operations';
  readonly access: Access;
  /** True where who asks must also be the call's rep or the rep's direct manager, and the read is audited. */
  readonly opensCall?: boolean;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly replyStatus?: number;
  /** Absent: no body. */
  readonly reply?: z.ZodType;
  /** Where the reply is not JSON. */
  readonly replyType?: string;
  /** Statuses besides the reply's that have the reply's shape. */
  readonly alsoStatus?: readonly number[];
  readonly errors: readonly ErrorCode[];
  /** When the answer is 404 for something that is neither a call nor a card. */
  readonly absent?: string;
}

const operation = <const O extends Operation>(each: O): O => each;

const CALL_READERS = ['rep', 'coach'] as const;
const ofCall = { params: z.object({ callId: CallId }), access: CALL_READERS, opensCall: true, tag: 'calls' } as const;
const callErrors = ['input.schema', 'auth.forbidden', 'call.not-found', 'store.unavailable'] as const;
const Document = z.record(z.string(), z.unknown());

export const OPERATIONS = {
  getSession: operation({
    method: 'GET',
    path: '/v1/session',
    summary: 'Who is asking, and on loopback without auth which identities can be taken.',
    tag: 'session',
    access: 'public',
    reply: SessionInfo,
    errors: ['auth.invalid'],
  }),
  takeDevelopmentIdentity: operation({
    method: 'POST',
    path: '/v1/session/development',
    summary: 'A token of a development identity; 404 unless the program runs on loopback without auth.',
    tag: 'session',
    access: 'public',
    body: TakeIdentity,
    reply: TokenReply,
    errors: ['input.malformed', 'input.schema', 'auth.forbidden'],
    absent: 'Auth is configured, or the request comes from another machine.',
  }),
  listCalls: operation({
    method: 'GET',
    path: '/v1/calls',
    summary: 'The calls that this identity may see, newest first: its own, and those of its direct reports.',
    tag: 'calls',
    access: CALL_READERS,
    query: CallFilter,
    reply: CallList,
    errors: ['input.schema', 'auth.forbidden', 'store.unavailable'],
  }),
  getCall: operation({
    ...ofCall,
    method: 'GET',
    path: '/v1/calls/{callId}',
    summary: 'One call: facts, people, counts.',
    query: PurposeQuery,
    reply: CallSummary,
    errors: callErrors,
  }),
  getTimeline: operation({
    ...ofCall,
    method: 'GET',
    path: '/v1/calls/{callId}/timeline',
    summary: 'The call as lanes over one time axis; for a live call as far as it has come.',
    query: PurposeQuery,
    reply: Timeline,
    errors: callErrors,
  }),
  getEvents: operation({
    ...ofCall,
    method: 'GET',
    path: '/v1/calls/{callId}/events',
    summary: 'The event log of the call, in order, page by page.',
    query: EventQuery,
    reply: EventPage,
    errors: callErrors,
  }),
  getRecording: operation({
    ...ofCall,
    method: 'GET',
    path: '/v1/calls/{callId}/recording',
    summary: 'Whether the call was recorded, its channels, and where personal data was silenced.',
    query: PurposeQuery,
    reply: RecordingInfo,
    errors: [...callErrors, 'recording.unavailable', 'recording.damaged'],
  }),
  getAudio: operation({
    ...ofCall,
    method: 'GET',
    path: '/v1/calls/{callId}/audio',
    summary: 'The recording as FLAC: all voices together, or one channel. Takes a Range; media time is file time.',
    query: AudioQuery,
    reply: z.any(),
    replyType: 'audio/flac',
    alsoStatus: [206],
    errors: [...callErrors, 'recording.not-found', 'recording.range', 'recording.unavailable', 'recording.damaged'],
  }),
  getCards: operation({
    ...ofCall,
    method: 'GET',
    path: '/v1/calls/{callId}/cards',
    summary: 'The cards of the call, and what became of each.',
    query: PurposeQuery,
    reply: CardPage,
    errors: callErrors,
  }),
  giveFeedback: operation({
    ...ofCall,
    method: 'POST',
    path: '/v1/calls/{callId}/cards/{cardId}/feedback',
    summary: 'What the rep did with a card; only the rep of the call may say so.',
    access: ['rep'],
    params: z.object({ callId: CallId, cardId: CardId }),
    query: PurposeQuery,
    body: GiveFeedback,
    replyStatus: 204,
    errors: [...callErrors, 'input.malformed', 'card.not-found'],
  }),
  correctParticipant: operation({
    method: 'POST',
    path: '/v1/calls/{callId}/participants/{participantId}',
    summary: 'Who somebody in a live call is: what follows counts for that role, what came before is marked.',
    tag: 'calls',
    access: ['coach', 'ingest', 'operator'],
    params: z.object({ callId: CallId, participantId: ParticipantId }),
    body: CorrectParticipant,
    replyStatus: 204,
    errors: [...callErrors, 'input.malformed', 'call.ended'],
  }),
  giveNotice: operation({
    method: 'POST',
    path: '/v1/calls/{callId}/notices',
    summary: 'People in a live call were told of the analysis: some profiles read and keep a voice only from here on.',
    tag: 'calls',
    access: ['rep', 'coach', 'ingest', 'operator'],
    params: z.object({ callId: CallId }),
    body: GiveNotice,
    replyStatus: 204,
    errors: [...callErrors, 'input.malformed', 'call.ended'],
  }),
  listSamples: operation({
    method: 'GET',
    path: '/v1/samples',
    summary: 'Calls that ship with the program and can be played.',
    tag: 'samples',
    access: 'person',
    reply: SampleList,
    errors: [],
  }),
  playSample: operation({
    method: 'POST',
    path: '/v1/samples/{name}/play',
    summary: 'Plays a sample as a live call.',
    tag: 'samples',
    access: CALL_READERS,
    params: z.object({ name: z.string().min(1).max(128) }),
    replyStatus: 201,
    reply: SamplePlaying,
    errors: ['auth.forbidden', 'limit.calls', 'server.draining'],
    absent: 'There is no such sample.',
  }),
  listViews: operation({
    method: 'GET',
    path: '/v1/views',
    summary: 'The de-identified views, with the meaning of every column.',
    tag: 'views',
    access: ['analyst'],
    reply: ViewList,
    errors: ['auth.forbidden', 'store.unavailable'],
  }),
  readView: operation({
    method: 'GET',
    path: '/v1/views/{name}',
    summary: 'Rows of a de-identified view.',
    tag: 'views',
    access: ['analyst'],
    params: z.object({ name: z.string().min(1).max(128) }),
    query: ViewQuery,
    reply: ViewRows,
    errors: ['input.schema', 'auth.forbidden', 'store.unavailable'],
    absent: 'There is no such view.',
  }),
  getOpenapi: operation({
    method: 'GET',
    path: '/v1/openapi.json',
    summary: 'This document.',
    tag: 'operations',
    access: 'public',
    reply: Document,
    errors: [],
  }),
  getAsyncapi: operation({
    method: 'GET',
    path: '/v1/asyncapi.json',
    summary: 'The sockets, described in AsyncAPI 3.0.',
    tag: 'operations',
    access: 'public',
    reply: Document,
    errors: [],
  }),
  erase: operation({
    method: 'POST',
    path: '/v1/erasures',
    summary: 'Takes a call, or every call in which somebody took part, away for good, and says what went.',
    tag: 'operations',
    access: ['operator'],
    body: EraseRequest,
    reply: ErasureReport,
    errors: [
      'input.malformed',
      'input.schema',
      'auth.forbidden',
      'call.already-live',
      'store.unavailable',
      'recording.unavailable',
    ],
  }),
  getOperatorReport: operation({
    method: 'GET',
    path: '/v1/operator',
    summary: 'Health, latency by stage against its budget, what was left out, what waits for the store.',
    tag: 'operations',
    access: ['operator'],
    reply: OperatorReport,
    errors: ['auth.forbidden'],
  }),
  getHealth: operation({
    method: 'GET',
    path: '/healthz',
    summary: 'The process answers.',
    tag: 'operations',
    access: 'public',
    reply: Health,
    errors: [],
  }),
  getReadiness: operation({
    method: 'GET',
    path: '/readyz',
    summary: 'Whether this process takes traffic, and which part is not ready (503).',
    tag: 'operations',
    access: 'public',
    reply: Readiness,
    alsoStatus: [503],
    errors: [],
  }),
  getMetrics: operation({
    method: 'GET',
    path: '/metrics',
    summary: 'Figures of the process in the Prometheus text format.',
    tag: 'operations',
    access: 'local-or-operator',
    reply: z.string(),
    replyType: 'text/plain',
    errors: ['auth.missing', 'auth.forbidden'],
  }),
} as const satisfies Readonly<Record<string, Operation>>;
