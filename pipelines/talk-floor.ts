// How the floor passes. In: floor transfers, interruptions. Out: patience-ms, interactivity-per-min, interruptions.
// No latency of its own. Source: docs/metrics.md; medians, because gaps are right-skewed.

import type { ParticipantId } from '../engine/ids.ts';
import { type Step, stay } from '../engine/machine.ts';
import { roleOf } from '../engine/participants.ts';
import { median } from '../engine/quantile.ts';
import { type MetricDraft, sampled, type TalkInput, type TalkPart, type TalkTime } from './talk-time.ts';

/** Invariant: `offsetsMs` is in order of size. */
export interface FloorFigures {
  /** FTO of rep turns that follow a customer turn, ms. */
  readonly offsetsMs: readonly number[];
  readonly transfers: number;
  readonly interruptions: ReadonlyMap<ParticipantId, number>;
}

export const floorPart: TalkPart<FloorFigures> = {
  initial: { offsetsMs: [], transfers: 0, interruptions: new Map() },
  step(state, input, talk) {
    if (input.type === 'interruption.made') return onInterruption(state, input.byParticipantId, talk);
    return input.type === 'floor.transferred' ? onTransfer(state, input, talk) : stay(state);
  },
  flush(state, talk) {
    const counts = [...state.interruptions].map(([id, count]) => interruptionsOf(talk, id, count));
    return [...patience(state, talk), ...interactivity(state, talk), ...counts];
  },
};

function onTransfer(
  state: FloorFigures,
  transfer: TalkInput & { type: 'floor.transferred' },
  talk: TalkTime,
): Step<FloorFigures, MetricDraft> {
  const { fromParticipantId, toParticipantId, offsetMs } = transfer;
  const isAnswer =
    roleOf(talk.participants, fromParticipantId) === 'customer' && roleOf(talk.participants, toParticipantId) === 'rep';
  const offsetsMs = isAnswer ? [...state.offsetsMs, offsetMs].sort((a, b) => a - b) : state.offsetsMs;
  const next = { ...state, offsetsMs, transfers: state.transfers + 1 };
  return [next, [...interactivity(next, talk), ...(isAnswer ? patience(next, talk) : [])]];
}

function onInterruption(state: FloorFigures, by: ParticipantId, talk: TalkTime): Step<FloorFigures, MetricDraft> {
  const count = (state.interruptions.get(by) ?? 0) + 1;
  const interruptions = new Map(state.interruptions).set(by, count);
  return [{ ...state, interruptions }, [interruptionsOf(talk, by, count)]];
}

function patience({ offsetsMs }: FloorFigures, talk: TalkTime): MetricDraft[] {
  if (offsetsMs.length === 0) return [];
  // Five turns make a median that one slip does not move.
  const support = offsetsMs.length / 5;
  return [sampled(talk, { metric: 'patience-ms', value: median(offsetsMs) ?? 0, unit: 'ms', support })];
}

function interactivity({ transfers }: FloorFigures, talk: TalkTime): MetricDraft[] {
  if (talk.nowMs === 0) return [];
  const value = transfers / (talk.nowMs / 60_000);
  // Two minutes of call: before that a single change moves the rate by half a change per minute and more.
  return [sampled(talk, { metric: 'interactivity-per-min', value, unit: 'per-min', support: talk.nowMs / 120_000 })];
}

function interruptionsOf(talk: TalkTime, participantId: ParticipantId, value: number): MetricDraft {
  return sampled(talk, { metric: 'interruptions', value, unit: 'count', participantId });
}
