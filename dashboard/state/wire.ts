// The shapes that come over the wire, named once for the page. Everything is derived from the wire contract.

import type { LiveReply, LiveRequest } from '../../gateway/protocol/live.ts';
import type { OperatorReport } from '../../gateway/protocol/operator.ts';
import type {
  CallList,
  CallSummary,
  DevelopmentPerson,
  ErrorBody,
  Identity,
  RecordingInfo,
  RoleName,
  SampleCall,
  SessionInfo,
} from '../../gateway/protocol/rest.ts';
import type { ScriptMatch, Timeline, TimelineCard, TimelineQuestion } from '../../gateway/protocol/timeline.ts';

export type {
  CallList,
  CallSummary,
  DevelopmentPerson,
  ErrorBody,
  Identity,
  LiveReply,
  LiveRequest,
  OperatorReport,
  RecordingInfo,
  RoleName,
  SampleCall,
  ScriptMatch,
  SessionInfo,
  Timeline,
  TimelineCard,
  TimelineQuestion,
};

export type CallEvent = Extract<LiveReply, { type: 'event' }>['event'];
export type CallId = CallSummary['callId'];
export type Role = Timeline['participants'][number]['role'];
export type InterestChange = Timeline['interestChanges'][number];
export type Slide = Timeline['slides'][number];
export type Material = Timeline['materials'][number];
export type MaterialStep = Timeline['path'][number];
export type KeyRegion = Material['keyRegions'][number];
export type Attention = Timeline['attention'][number];
export type Utterance = Timeline['utterances'][number];
export type Competitor = Timeline['competitors'][number];
export type Objection = Timeline['objections'][number];
export type Commitment = Timeline['commitments'][number];
export type SalesSignal = Timeline['salesSignals'][number];
export type CardAction = 'shown' | 'accepted' | 'dismissed';
