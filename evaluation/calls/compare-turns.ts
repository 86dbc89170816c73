// Who spoke when in a call: talk time, turns, floor transfers, interruptions. In: the event log and the truth.
// Out: measurements, times in ms. Definitions: docs/metrics.md, speech and turns.

import type { CallEvent } from '../../engine/events.ts';
import { ofType, summarizeLog } from '../../gateway/calls/summarize-log.ts';
import type { CallTruth } from './call-truth.ts';
import { detection, type Measurement, match } from './measurement.ts';

export function compareTurns(log: readonly CallEvent[], truth: CallTruth): Measurement[] {
  return [
    ...compareTalkTime(log, truth),
    ...compareSpans(log, truth),
    ...compareTransfers(log, truth),
    ...compareInterruptions(log, truth),
  ];
}

function compareTalkTime(log: readonly CallEvent[], { talkTimeMs }: CallTruth): Measurement[] {
  if (!talkTimeMs) return [];
  const { participants } = summarizeLog(log);
  const foundMs = (id: string) => participants.find(({ participantId }) => participantId === id)?.speechMs ?? 0;
  const pairs = Object.entries(talkTimeMs).map(([id, ms]) => ({ ms, errorMs: Math.abs(foundMs(id) - ms) }));
  return [
    { kind: 'mean', name: 'talk time, absolute error', values: pairs.map(({ errorMs }) => errorMs), unit: 'ms' },
    {
      kind: 'mean',
      name: 'talk time, error by true talk time',
      values: pairs.flatMap(({ ms, errorMs }) => (ms > 0 ? [errorMs / ms] : [])),
      unit: 'ratio',
    },
  ];
}

interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** Common time by time of either, 0…1. */
function agreement(a: Span, b: Span): number {
  const commonMs = Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs);
  return Math.max(0, commonMs) / Math.max(1, Math.max(a.endMs, b.endMs) - Math.min(a.startMs, b.startMs));
}

/** Turns of one participant are the same when they have at least half of their time in common. */
const SAME_TURN = 0.5;

function compareSpans(log: readonly CallEvent[], { turns }: CallTruth): Measurement[] {
  if (!turns) return [];
  const matched = match(turns, ofType(log, 'turn.ended'), (truth, found) => {
    const common = truth.participantId === found.participantId ? agreement(truth, found) : 0;
    return common >= SAME_TURN ? common : null;
  });
  const errors = (of: (span: Span) => number) => matched.pairs.map(([truth, found]) => Math.abs(of(found) - of(truth)));
  return [
    detection('turn', matched),
    { kind: 'mean', name: 'turn start, absolute error', values: errors(({ startMs }) => startMs), unit: 'ms' },
    { kind: 'mean', name: 'turn end, absolute error', values: errors(({ endMs }) => endMs), unit: 'ms' },
  ];
}

function compareTransfers(log: readonly CallEvent[], { floorTransfers }: CallTruth): Measurement[] {
  if (!floorTransfers) return [];
  const matched = match(floorTransfers, ofType(log, 'floor.transferred'), (truth, found) =>
    truth.toSegmentId === found.toSegmentId ? Number(truth.fromSegmentId === found.fromSegmentId) : null,
  );
  return [
    detection('floor transfer', matched),
    {
      kind: 'share',
      name: 'floor transfer from the right segment',
      right: matched.pairs.map(([truth, found]) => truth.fromSegmentId === found.fromSegmentId),
    },
    {
      kind: 'mean',
      name: 'floor transfer offset, absolute error',
      values: matched.pairs.map(([{ ftoMs }, { offsetMs }]) => Math.abs(offsetMs - ftoMs)),
      unit: 'ms',
    },
  ];
}

function compareInterruptions(log: readonly CallEvent[], { interruptions }: CallTruth): Measurement[] {
  if (!interruptions) return [];
  const matched = match(interruptions, ofType(log, 'interruption.made'), (truth, found) =>
    truth.segmentId === found.segmentId && truth.by === found.byParticipantId
      ? Number(truth.interruptedSegmentId === found.interruptedSegmentId)
      : null,
  );
  return [detection('interruption', matched)];
}
