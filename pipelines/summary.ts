// The call in figures. In: what the other pipelines found. Out: call.summarized, once, when the call ends.
// A figure that nothing is known for is left out: no answers, no median. Adds no latency.

import { z } from 'zod';
import type { EventDraft, EventOf, Role } from '../engine/events.ts';
import type { SegmentId } from '../engine/ids.ts';
import type { Machine } from '../engine/machine.ts';
import { type MediaMs, mediaMs } from '../engine/media-time.ts';
import type { SignalOf } from '../engine/observations.ts';
import { foldParticipants, type Participants, participantsOf, roleOf } from '../engine/participants.ts';
import { type CallContext, machinePipeline, type PipelineDefinition } from '../engine/pipeline.ts';
import { median } from '../engine/quantile.ts';
import { foldSales, NO_SALES, type SalesCounts, salesFigures } from './summary-sales.ts';

const SummaryOptions = z.strictObject({});

const CONSUMES = [
  'call.started',
  'participant.joined',
  'participant.reassigned',
  'slide.shown',
  'utterance.finalized',
  'turn.ended',
  'backchannel.given',
  'interruption.made',
  'question.asked',
  'response.measured',
  'keyword.hit',
  'competitor.mentioned',
  'competitor.evidenced',
  'objection.raised',
  'commitment.made',
  'buying-signal.shown',
  'pain.named',
  'metric.sampled',
  'card.raised',
  'card.accepted',
  'card.dismissed',
  'clock.ticked',
] as const;
type Input = SignalOf<(typeof CONSUMES)[number]>;
type Output = Extract<EventDraft, { type: 'call.summarized' }>;

interface SummaryState {
  readonly participants: Participants;
  readonly counts: ReadonlyMap<string, number>;
  /** By question: a later measurement, with the answer's words, replaces the earlier. */
  readonly responses: ReadonlyMap<string, EventOf<'response.measured'>>;
  // Invariant: of the newest revision of each segment.
  readonly hits: ReadonlyMap<SegmentId, { readonly revision: number; readonly count: number }>;
  readonly mentions: ReadonlyMap<SegmentId, { readonly revision: number; readonly ids: readonly string[] }>;
  readonly evidenced: ReadonlySet<string>;
  readonly sales: SalesCounts;
  /** The last value of the talk metrics that the summary repeats. */
  readonly talk: ReadonlyMap<string, number>;
  readonly nowMs: MediaMs;
}

const plus = (state: SummaryState, name: string): SummaryState => {
  return { ...state, counts: new Map(state.counts).set(name, (state.counts.get(name) ?? 0) + 1) };
};

const ROLE_NAMES: Partial<Record<Role, string>> = { rep: 'Rep', customer: 'Customer' };

function takeQuestion(state: SummaryState, { role, isOpen }: EventOf<'question.asked'>): SummaryState {
  const who = role === 'customer' ? 'customer' : role === 'rep' ? 'rep' : null;
  if (who === null) return state;
  const asked = plus(state, `${who}Questions`);
  return isOpen ? plus(asked, `${who}OpenQuestions`) : asked;
}

/** Overdue is whatever waited for longer than the threshold, whether or not anybody could be told of it in time. */
function responseFigures({ responses }: SummaryState): Record<string, number> {
  const all = [...responses.values()];
  const latencies = all.flatMap(({ latencyMs }) => latencyMs ?? []);
  return {
    answeredQuestions: all.filter(({ outcome }) => outcome === 'answered').length,
    unansweredQuestions: all.filter(({ outcome }) => outcome === 'unanswered').length,
    overdueQuestions: all.filter(({ crossedAtMs }) => crossedAtMs !== null).length,
    ...(latencies.length === 0
      ? {}
      : { medianResponseLatencyMs: median(latencies) ?? 0, longestResponseLatencyMs: Math.max(...latencies) }),
  };
}

function takeHit(state: SummaryState, { segmentId, revision }: EventOf<'keyword.hit'>): SummaryState {
  const known = state.hits.get(segmentId);
  const count = known?.revision === revision ? known.count + 1 : 1;
  return { ...state, hits: new Map(state.hits).set(segmentId, { revision, count }) };
}

function takeMention(state: SummaryState, event: EventOf<'competitor.mentioned'>): SummaryState {
  const { segmentId, revision, mentionId } = event;
  const known = state.mentions.get(segmentId);
  const ids = known?.revision === revision ? [...known.ids, mentionId] : [mentionId];
  return { ...state, mentions: new Map(state.mentions).set(segmentId, { revision, ids }) };
}

/** A revision takes back the hits and mentions of the one before; what it holds itself follows after it. */
function takeUtterance(state: SummaryState, { segmentId }: EventOf<'utterance.finalized'>): SummaryState {
  if (!state.hits.has(segmentId) && !state.mentions.has(segmentId)) return state;
  const hits = new Map(state.hits);
  const mentions = new Map(state.mentions);
  hits.delete(segmentId);
  mentions.delete(segmentId);
  return { ...state, hits, mentions };
}

function takeMetric(state: SummaryState, { metric, value, participantId }: EventOf<'metric.sampled'>): SummaryState {
  if (metric === 'talk-ratio') return { ...state, talk: new Map(state.talk).set('talkRatio', value) };
  const role = participantId === null ? undefined : ROLE_NAMES[roleOf(state.participants, participantId)];
  if (metric !== 'longest-monologue-ms' || role === undefined) return state;
  const name = `longest${role}MonologueMs`;
  return { ...state, talk: new Map(state.talk).set(name, Math.max(value, state.talk.get(name) ?? 0)) };
}

function take(state: SummaryState, input: Input): SummaryState {
  switch (input.type) {
    case 'call.started':
    case 'participant.joined':
    case 'participant.reassigned':
      return { ...state, participants: foldParticipants(state.participants, input) };
    case 'question.asked':
      return takeQuestion(state, input);
    case 'response.measured':
      return { ...state, responses: new Map(state.responses).set(input.questionId, input) };
    case 'keyword.hit':
      return takeHit(state, input);
    case 'competitor.mentioned':
      return takeMention(state, input);
    case 'competitor.evidenced':
      return input.evidence ? { ...state, evidenced: new Set(state.evidenced).add(input.mentionId) } : state;
    case 'utterance.finalized':
      return takeUtterance(input.revision === 0 ? plus(state, 'utterances') : state, input);
    case 'metric.sampled':
      return takeMetric(state, input);
    case 'commitment.made':
    case 'buying-signal.shown':
    case 'pain.named':
    case 'clock.ticked':
      return state;
    default:
      return plus(state, COUNTED[input.type]);
  }
}

const COUNTED = {
  'slide.shown': 'slidesShown',
  'turn.ended': 'turns',
  'backchannel.given': 'backchannels',
  'interruption.made': 'interruptions',
  'objection.raised': 'objections',
  'card.raised': 'cardsRaised',
  'card.accepted': 'cardsAccepted',
  'card.dismissed': 'cardsDismissed',
} as const;
const QUESTIONS = ['customerQuestions', 'customerOpenQuestions', 'repQuestions', 'repOpenQuestions'];
const ALWAYS = [...Object.values(COUNTED), ...QUESTIONS, 'utterances'];

function figuresOf(state: SummaryState): Record<string, number> {
  const mentionIds = [...state.mentions.values()].flatMap(({ ids }) => ids);
  return {
    ...Object.fromEntries(ALWAYS.map((name) => [name, state.counts.get(name) ?? 0])),
    keywordHits: [...state.hits.values()].reduce((sum, { count }) => sum + count, 0),
    competitorMentions: mentionIds.length,
    competitorMentionsWithEvidence: mentionIds.filter((id) => state.evidenced.has(id)).length,
    ...salesFigures(state.sales),
    ...responseFigures(state),
    ...Object.fromEntries(state.talk),
  };
}

export function summaryMachine(context: CallContext): Machine<SummaryState, Input, Output> {
  const initial: SummaryState = {
    participants: participantsOf(context.started.participants),
    counts: new Map(),
    responses: new Map(),
    hits: new Map(),
    mentions: new Map(),
    evidenced: new Set(),
    sales: NO_SALES,
    talk: new Map(),
    nowMs: mediaMs(0),
  };
  return {
    initial,
    step: (state, input) => [take({ ...state, sales: foldSales(state.sales, input), nowMs: input.atMs }, input), []],
    flush: (state) => [
      { type: 'call.summarized', atMs: state.nowMs, durationMs: state.nowMs, figures: figuresOf(state) },
    ],
  };
}

export const summaryPipeline: PipelineDefinition = machinePipeline({
  name: 'summary',
  consumes: CONSUMES,
  produces: ['call.summarized'] as const,
  latencyMs: 0,
  options: SummaryOptions,
  machine: (context) => summaryMachine(context),
});
