// Interest of each customer, 0…100: 50 is as in their own first three minutes. In: speech, turns, floor, questions,
// backchannels, emotion curve. Out: metric.sampled `interest` every 15 s, interest.declined, interest.recovered.
// Latency: up to 15 s, plus what the change needs to show. Source: docs/metrics.md, interest; interest-split.ts.

import { z } from 'zod';
import type { EventDraft } from '../engine/events.ts';
import type { ParticipantId } from '../engine/ids.ts';
import { type Machine, type Step, stay } from '../engine/machine.ts';
import { mediaMs } from '../engine/media-time.ts';
import type { SignalOf } from '../engine/observations.ts';
import { participantsOf, roleOf } from '../engine/participants.ts';
import { type CallContext, machinePipeline } from '../engine/pipeline.ts';
import {
  addBins,
  BIN_MS,
  type Bin,
  closeBin,
  countIn,
  customerOf,
  EMPTY_BIN,
  type OpenBin,
  openBin,
  sumBins,
} from './interest-bins.ts';
import { type Change, type ChangeState, NO_CHANGE, stepChange } from './interest-change.ts';
import { difference } from './interest-evidence.ts';
import { interestConfidence, interestScore } from './interest-score.ts';
import { INTEREST_TRUST } from './interest-trust.ts';
import { foldTalkTime, silentTalk, TALK_INPUTS, type TalkTime } from './talk-time.ts';

export const InterestOptions = z.strictObject({
  /** Bins of 15 s that make a customer's baseline, 4…40. Default 12: their first three minutes (metrics.md). */
  baselineBins: z.number().int().min(4).max(40).default(12),
  /** Bins that a score looks at, 2…40. Default 6: 90 s (metrics.md). */
  windowBins: z.number().int().min(2).max(40).default(6),
  /** How sure the looks must make it that a change is told, 0.3…1. Default 0.6: surer takes minutes longer (docs/metrics.md). */
  leastProbability: z.number().min(0.3).max(1).default(0.6),
});
type Options = z.output<typeof InterestOptions>;

const CONSUMES = [...TALK_INPUTS, 'backchannel.given', 'emotion.sampled'] as const;
type Input = SignalOf<(typeof CONSUMES)[number]>;
export type InterestDraft = Extract<
  EventDraft,
  { type: 'metric.sampled' | 'interest.declined' | 'interest.recovered' }
>;

/** Invariant: `window` holds at most `windowBins`, `scores` the last twenty minutes. */
interface Customer {
  readonly open: OpenBin;
  /** Media time of the first bin: the first speech of this customer, put back to a multiple of 15 s. */
  readonly fromMs: number;
  readonly count: number;
  readonly baseline: Bin;
  readonly window: readonly Bin[];
  readonly change: ChangeState;
  readonly isDeclined: boolean;
  readonly scores: readonly number[];
}
export interface InterestState {
  readonly talk: TalkTime;
  readonly customers: ReadonlyMap<ParticipantId, Customer>;
  readonly binDueMs: number;
}

const SCORES_KEPT = 80;

export function interestMachine(
  { started }: Pick<CallContext, 'started'>,
  options: Options,
): Machine<InterestState, Input, InterestDraft> {
  const changing = { ...options, baselineLooks: options.baselineBins / options.windowBins };
  function onEvent(state: InterestState, input: Exclude<Input, { type: 'clock.ticked' }>): InterestState {
    if (input.type === 'speech.started' || input.type === 'speech.ended') return met(state, input.participantId);
    if (!isCounted(input)) return state;
    const id = customerOf(input);
    const customer = state.customers.get(id);
    if (!customer) return state;
    const counts = countIn(customer.open.counts, input, state.talk);
    return withCustomer(state, id, { ...customer, open: { ...customer.open, counts } });
  }

  /** A customer counts from their first speech on. */
  function met(state: InterestState, id: ParticipantId): InterestState {
    if (state.customers.has(id) || roleOf(state.talk.participants, id) !== 'customer') return state;
    const fromMs = state.binDueMs - BIN_MS;
    const fresh = { baseline: EMPTY_BIN, window: [], change: NO_CHANGE, isDeclined: false, scores: [], count: 0 };
    return withCustomer(state, id, { open: openBin(state.talk, id), fromMs, ...fresh });
  }

  function onBin(state: InterestState): Step<InterestState, InterestDraft> {
    const customers = new Map<ParticipantId, Customer>();
    const drafts: InterestDraft[] = [];
    for (const [id, customer] of state.customers) {
      if (roleOf(state.talk.participants, id) !== 'customer') continue;
      const [next, told] = closed(customer, id, state.talk);
      customers.set(id, next);
      drafts.push(...told);
    }
    return [{ ...state, customers, binDueMs: state.binDueMs + BIN_MS }, drafts];
  }

  function closed(customer: Customer, id: ParticipantId, talk: TalkTime): Step<Customer, InterestDraft> {
    const bin = closeBin(customer.open, talk, id);
    const count = customer.count + 1;
    const isBaseline = count <= options.baselineBins;
    const baseline = isBaseline ? addBins(customer.baseline, bin) : customer.baseline;
    const window = [...customer.window, bin].slice(-options.windowBins);
    // A look at a time: looks that overlap would count the same talk twice.
    const isLook = count % options.windowBins === 0;
    const looked = isLook ? stepChange(customer.change, sumBins(window), changing) : null;
    const change = looked?.state ?? customer.change;
    const score = isBaseline ? 50 : interestScore(difference(sumBins(window), baseline));
    const scores = [...customer.scores, score].slice(-SCORES_KEPT);
    const next: Customer = { ...customer, open: openBin(talk, id), count, baseline, window, change, scores };
    if (isBaseline) return stay(next);
    const confidence = interestConfidence(sumBins(window), baseline);
    const sample: InterestDraft = {
      type: 'metric.sampled',
      atMs: talk.nowMs,
      metric: 'interest',
      value: score,
      unit: 'score',
      participantId: id,
      windowMs: options.windowBins * BIN_MS,
      dimension: null,
      confidence,
    };
    return tellChange(next, sample, looked?.change ?? null, options.windowBins);
  }

  return {
    initial: { talk: silentTalk(participantsOf(started.participants)), customers: new Map(), binDueMs: BIN_MS },
    step(before, input) {
      const talk =
        input.type === 'backchannel.given' || input.type === 'emotion.sampled'
          ? before.talk
          : foldTalkTime(before.talk, input);
      const state = { ...before, talk };
      if (input.type !== 'clock.ticked') return stay(onEvent(state, input));
      return input.atMs >= state.binDueMs ? onBin(state) : stay(state);
    },
  };
}

type Counted = Parameters<typeof countIn>[1];
function isCounted(input: Input): input is Counted {
  return ['question.asked', 'backchannel.given', 'turn.ended', 'floor.transferred', 'emotion.sampled'].includes(
    input.type,
  );
}

/** A rise is told of only after a fall; without one it moves the reference and no more. */
function tellChange(
  customer: Customer,
  sample: Extract<InterestDraft, { type: 'metric.sampled' }>,
  change: Change | null,
  windowBins: number,
): Step<Customer, InterestDraft> {
  if (!change || (change.direction === 'up' && !customer.isDeclined)) return [customer, [sample]];
  const isDeclined = change.direction === 'down';
  const fromBin = customer.count - change.looks * windowBins;
  const firstKept = customer.count - customer.scores.length;
  const told: InterestDraft = {
    type: isDeclined ? 'interest.declined' : 'interest.recovered',
    atMs: sample.atMs,
    participantId: sample.participantId ?? ('' as ParticipantId),
    sinceMs: mediaMs(customer.fromMs + fromBin * BIN_MS),
    fromScore: customer.scores[Math.max(0, fromBin - 1 - firstKept)] ?? 50,
    toScore: sample.value,
    confidence: change.probability,
    ...INTEREST_TRUST,
  };
  return [{ ...customer, isDeclined }, [sample, told]];
}

function withCustomer(state: InterestState, id: ParticipantId, customer: Customer): InterestState {
  return { ...state, customers: new Map(state.customers).set(id, customer) };
}

export const interestPipeline = machinePipeline({
  name: 'interest',
  consumes: CONSUMES,
  produces: ['metric.sampled', 'interest.declined', 'interest.recovered'] as const,
  latencyMs: BIN_MS,
  options: InterestOptions,
  machine: interestMachine,
});
