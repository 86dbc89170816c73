// The shapes that come over the wire, named once for the page. Everything is derived from the wire contract.

import type { CardFeedback, LiveReply, LiveRequest } from '../../gateway/protocol/live.ts';
import type { CallList, CallSummary, ErrorBody, Identity, RoleName, SampleCall } from '../../gateway/protocol/rest.ts';
import type { Timeline, TimelineCard, TimelineQuestion } from '../../gateway/protocol/timeline.ts';

export type {
  CallList,
  CallSummary,
  ErrorBody,
  Identity,
  LiveReply,
  LiveRequest,
  RoleName,
  SampleCall,
  Timeline,
  TimelineCard,
  TimelineQuestion,
};

export type CallEvent = Extract<LiveReply, { type: 'event' }>['event'];
export type CallId = CallSummary['callId'];
export type CardId = ReturnType<typeof CardFeedback.parse>['cardId'];
export type Participant = Timeline['participants'][number];
export type Role = Participant['role'];
export type Utterance = Timeline['utterances'][number];
export type Competitor = Timeline['competitors'][number];
export type Objection = Timeline['objections'][number];
export type CardAction = 'shown' | 'accepted' | 'dismissed';

/** Who a loopback address without configuration lets you be. */
export interface DevelopmentIdentity {
  readonly personId: string;
  readonly name: string;
  readonly roles: readonly RoleName[];
}

/** `GET /v1/session`. */
export interface SessionAnswer {
  readonly identity: Identity | null;
  readonly developmentIdentities: readonly DevelopmentIdentity[];
}
