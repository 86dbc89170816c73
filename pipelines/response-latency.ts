// How long a customer question waits. In: customer questions, voices, partial and final words, clock ticks.
// Out: question.extended, response.overdue (during the silence, on the clock), response.measured. Source: docs/metrics.md.
// Latency: an answer is sure 1.4 s after its voice began, a short one when its words are there (at most 1.5 s).
// Where our side's speech is not seen as it happens (no audio, no activity, no partial words), its segment comes only when
// it ends, so that a silence on the clock may be a rep who is talking. There response.overdue waits until a later segment
// of ours proves the silence, or until `unseenAnswerGraceMs` beyond the threshold has passed without words of ours.
// `filled` and `answerSegmentId` tell what was known of the words when the answer was sure.

import { z } from 'zod';
import type { Machine, Step } from '../engine/machine.ts';
import { type MediaMs, mediaMs } from '../engine/media-time.ts';
import type { SignalOf } from '../engine/observations.ts';
import { participantsOf } from '../engine/participants.ts';
import { type CallContext, machinePipeline, type PipelineDefinition } from '../engine/pipeline.ts';
import { type Asked, outcomeOf, type Waiting } from './question-answer.ts';
import { extended, measured, type Open, overdue, type ResponseDraft } from './question-response.ts';
import {
  emptyTimeline,
  foldTimeline,
  seesOurSide,
  stretchesIn,
  TIMELINE_INPUTS,
  type Timeline,
} from './question-timeline.ts';

export const ResponseLatencyOptions = z.strictObject({
  /** Waiting that makes a question overdue, ms, > 0. Default: the playbook's `thresholds.responseLatencyMs` (seed 4,200). */
  thresholdMs: z.number().positive().optional(),
  /** From this length on speech is an answer whatever it says, ms, 200…3,000. Default 1,000 (metrics.md, backchannel). */
  backchannelMaxMs: z.number().min(200).max(3_000).default(1_000),
  /** Short wordless speech this close to the customer's is a backchannel, ms, 0…2,000. Default 300 (metrics.md). */
  backchannelNearMs: z.number().min(0).max(2_000).default(300),
  /** How long the words of a short speech are waited for, ms, 0…5,000. Default 1,500: what a streaming transcriber takes. */
  wordsWaitMs: z.number().min(0).max(5_000).default(1_500),
  /** See the header, ms, 0…60,000. Default 10,000: nine in ten transcript segments are shorter. */
  unseenAnswerGraceMs: z.number().min(0).max(60_000).default(10_000),
});
export type ResponseLatencyOptions = z.output<typeof ResponseLatencyOptions>;

const CONSUMES = [...TIMELINE_INPUTS, 'question.asked', 'clock.ticked'] as const;
type Input = SignalOf<(typeof CONSUMES)[number]>;

interface LatencyState {
  readonly timeline: Timeline;
  // Invariants: in order of start; all wait for the same answer, unless one that is not yet sure parts them.
  readonly open: readonly Asked[];
  /** The end that viewers know of the open question. */
  readonly saidEndMs: number;
  /** The end for which response.overdue has been put out; null where none has. */
  readonly overdueEndMs: number | null;
  /** The answered question before: what was asked within it belongs to it, however late its words come. */
  readonly closed: { readonly fromMs: number; readonly toMs: number };
  readonly nowMs: MediaMs;
}

interface Settings extends ResponseLatencyOptions {
  readonly thresholdMs: number;
  readonly language: string;
}

function take(state: LatencyState, input: Input, settings: Settings): LatencyState {
  if (input.type === 'clock.ticked') return state;
  if (input.type !== 'question.asked') {
    const keepFromMs = state.open[0]?.startMs ?? Number.POSITIVE_INFINITY;
    return { ...state, timeline: foldTimeline(state.timeline, input, settings.language, keepFromMs) };
  }
  const { fromMs, toMs } = state.closed;
  const belongsToClosed = input.startMs >= fromMs && input.startMs < toMs;
  if (input.role !== 'customer' || belongsToClosed) return state;
  const open = [...state.open, input].sort((a, b) => a.startMs - b.startMs);
  return { ...state, open, saidEndMs: state.open.length === 0 ? input.endMs : state.saidEndMs };
}

/** True where the silence has lasted for the threshold, as far as anybody can know. */
function isOverdue(waiting: Waiting, state: LatencyState, settings: Settings): boolean {
  const crossedAtMs = waiting.questionEndMs + settings.thresholdMs;
  if (waiting.isHeard || state.nowMs < crossedAtMs || state.overdueEndMs === waiting.questionEndMs) return false;
  if (seesOurSide(state.timeline)) return true;
  const ours = stretchesIn(state.timeline, state.nowMs, false).filter(({ side }) => side === 'ours');
  if (ours.some(({ startMs }) => startMs > crossedAtMs)) return true;
  const lastOfOursMs = Math.max(crossedAtMs, ...ours.map(({ sureEndMs }) => sureEndMs));
  return state.nowMs >= lastOfOursMs + settings.unseenAnswerGraceMs;
}

/** Closes what has been answered, then tells of the question that still waits. */
function settle(
  state: LatencyState,
  mayCross: boolean,
  isOver: boolean,
  settings: Settings,
): Step<LatencyState, ResponseDraft> {
  const [first, ...rest] = state.open;
  if (first === undefined) return [state, []];
  const open: Open = [first, ...rest];
  const outcome = outcomeOf(open, state.timeline, state.nowMs, isOver, settings);
  if (outcome.kind === 'answered') {
    const toMs = outcome.answer.startMs;
    const answered: Open = [first, ...rest.filter(({ startMs }) => startMs < toMs)];
    const after = rest.filter(({ startMs }) => startMs >= toMs);
    const closed = { fromMs: first.startMs, toMs };
    const next = { ...state, open: after, closed, saidEndMs: after[0]?.endMs ?? 0, overdueEndMs: null };
    const [settled, outputs] = settle(next, mayCross, isOver, settings);
    return [settled, [measured(answered, outcome.questionEndMs, outcome, state, settings.thresholdMs), ...outputs]];
  }
  const endMs = outcome.questionEndMs;
  const moved = endMs > state.saidEndMs ? [extended(open, endMs, state)] : [];
  const known = { ...state, saidEndMs: Math.max(endMs, state.saidEndMs) };
  if (isOver) return [{ ...known, open: [] }, [...moved, measured(open, endMs, null, state, settings.thresholdMs)]];
  if (!mayCross || !isOverdue(outcome, known, settings)) return [known, moved];
  return [{ ...known, overdueEndMs: endMs }, [...moved, overdue(open, endMs, known, settings.thresholdMs)]];
}

export function responseLatencyMachine(
  context: CallContext,
  options: ResponseLatencyOptions,
): Machine<LatencyState, Input, ResponseDraft> {
  const thresholdMs = options.thresholdMs ?? context.playbook.thresholds.responseLatencyMs;
  const settings: Settings = { ...options, thresholdMs, language: context.started.language };
  const timeline = emptyTimeline(participantsOf(context.started.participants));
  // Words prove a silence as well as the clock does; a voice that has just begun or ended proves none.
  const mayCross = ({ type }: Input) =>
    type === 'clock.ticked' || type === 'question.asked' || type === 'utterance.finalized';
  return {
    initial: {
      timeline,
      open: [],
      saidEndMs: 0,
      overdueEndMs: null,
      closed: { fromMs: 0, toMs: 0 },
      nowMs: mediaMs(0),
    },
    step: (state, input) =>
      settle({ ...take(state, input, settings), nowMs: input.atMs }, mayCross(input), false, settings),
    flush: (state) => settle(state, false, true, settings)[1],
  };
}

export const responseLatencyPipeline: PipelineDefinition = machinePipeline({
  name: 'response-latency',
  consumes: CONSUMES,
  produces: ['question.extended', 'response.overdue', 'response.measured'] as const,
  latencyMs: 1_500,
  options: ResponseLatencyOptions,
  machine: responseLatencyMachine,
});
