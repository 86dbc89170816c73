// What was promised in a call, and what customers let show: their part of the time line, and its fold.

import { z } from 'zod';
import { DECISION_PARTS } from '../../engine/events/sales.ts';
import type { EventOf } from '../../engine/events.ts';
import { Role } from '../../engine/role.ts';

const saidIn = {
  segmentId: z.string(),
  participantId: z.string(),
  startMs: z.number(),
  endMs: z.number(),
  text: z.string(),
  confidence: z.number(),
  isCalibrated: z.boolean(),
};

export const TimelineCommitment = z.object({
  commitmentId: z.string(),
  ...saidIn,
  /** Null where the other side has several people. */
  ownerParticipantId: z.string().nullable(),
  ownerRole: Role,
  action: z.string(),
  /** Calendar date; null where no day was named. */
  dueDate: z.string().nullable(),
  dateText: z.string().nullable(),
});
export type TimelineCommitment = z.infer<typeof TimelineCommitment>;

export const TimelineSalesSignal = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('buying-signal'), ...saidIn, strength: z.enum(['weak', 'strong']) }),
  z.object({ kind: z.literal('pain'), ...saidIn }),
  z.object({
    kind: z.literal('decision-role'),
    ...saidIn,
    part: z.enum(DECISION_PARTS),
    isSpeaker: z.boolean(),
    who: z.string().nullable(),
  }),
]);
export type TimelineSalesSignal = z.infer<typeof TimelineSalesSignal>;

export const TIMELINE_SALES = {
  commitments: z.array(TimelineCommitment),
  salesSignals: z.array(TimelineSalesSignal),
};

interface SalesTimeline {
  commitments: TimelineCommitment[];
  salesSignals: TimelineSalesSignal[];
}

export const emptySales = (): SalesTimeline => ({ commitments: [], salesSignals: [] });

type Said = EventOf<'commitment.made'> | EventOf<'buying-signal.shown'> | EventOf<'pain.named'>;
const said = ({ segmentId, participantId, startMs, endMs, text, confidence, isCalibrated }: Omit<Said, 'type'>) => {
  return { segmentId, participantId, startMs, endMs, text, confidence, isCalibrated };
};

export function foldCommitment(timeline: SalesTimeline, event: EventOf<'commitment.made'>): void {
  const { commitmentId, ownerParticipantId, ownerRole, action, dueDate, dateText } = event;
  const what = { ownerParticipantId, ownerRole, action, dueDate, dateText };
  timeline.commitments.push({ commitmentId, ...said(event), ...what });
}

export function foldBuyingSignal(timeline: SalesTimeline, event: EventOf<'buying-signal.shown'>): void {
  timeline.salesSignals.push({ kind: 'buying-signal', ...said(event), strength: event.strength });
}

export function foldPain(timeline: SalesTimeline, event: EventOf<'pain.named'>): void {
  timeline.salesSignals.push({ kind: 'pain', ...said(event) });
}

export function foldDecisionRole(timeline: SalesTimeline, event: EventOf<'decision-role.revealed'>): void {
  const { part, isSpeaker, who } = event;
  timeline.salesSignals.push({ kind: 'decision-role', ...said(event), part, isSpeaker, who });
}

/** A newer revision of a segment says anew what is in it. */
export function dropSales(timeline: SalesTimeline, segmentId: string): void {
  timeline.commitments = timeline.commitments.filter((each) => each.segmentId !== segmentId);
  timeline.salesSignals = timeline.salesSignals.filter((each) => each.segmentId !== segmentId);
}
