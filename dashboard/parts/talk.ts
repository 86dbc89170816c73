// Who speaks and how the talk is shared. Time line in, figures out. Talk ratio as docs/metrics.md has it: the rep's
// speech ÷ (rep's + customer's); colleagues of the rep and unknown voices are left out.

import type { Role, Timeline } from '../state/wire.ts';

export interface TalkShare {
  readonly repMs: number;
  readonly customerMs: number;
  /** Null until somebody has spoken. */
  readonly repRatio: number | null;
}

export interface Speaker {
  readonly participantId: string;
  readonly role: Role;
  readonly name: string | null;
  readonly isSpeaking: boolean;
}

/** The band in which calls that went well mostly lie; shown as a mark, never as a verdict. */
export const USUAL_BAND = { fromRatio: 0.35, toRatio: 0.55 } as const;

export function rolesOf(timeline: Timeline): ReadonlyMap<string, Role> {
  return new Map(timeline.participants.map((each) => [each.participantId as string, each.role]));
}

export function talkShare(timeline: Timeline, nowMs: number): TalkShare {
  const roles = rolesOf(timeline);
  const spoken = { rep: 0, customer: 0, colleague: 0, unknown: 0 };
  for (const { participantId, startMs, endMs } of timeline.speech) {
    spoken[roles.get(participantId) ?? 'unknown'] += endMs - startMs;
  }
  for (const { participantId, startMs } of timeline.speaking) {
    spoken[roles.get(participantId) ?? 'unknown'] += Math.max(0, nowMs - startMs);
  }
  const both = spoken.rep + spoken.customer;
  return { repMs: spoken.rep, customerMs: spoken.customer, repRatio: both > 0 ? spoken.rep / both : null };
}

const ORDER: Readonly<Record<Role, number>> = { customer: 0, rep: 1, colleague: 2, unknown: 3 };

export function speakers(timeline: Timeline): readonly Speaker[] {
  const speaking = new Set(timeline.speaking.map((each) => each.participantId));
  return timeline.participants
    .map(({ participantId, role, name }) => {
      return { participantId, role, name: name ?? null, isSpeaking: speaking.has(participantId) };
    })
    .sort((a, b) => ORDER[a.role] - ORDER[b.role]);
}

export interface CategoryCount {
  readonly category: string;
  readonly rep: number;
  readonly customer: number;
}

/** Hits by category, most first; colleagues count with the rep, unknown voices with nobody. */
export function keywordCounts(timeline: Timeline): readonly CategoryCount[] {
  const roles = rolesOf(timeline);
  const counts = new Map<string, { category: string; rep: number; customer: number }>();
  for (const { category, participantId } of timeline.keywords) {
    const count = counts.get(category) ?? { category, rep: 0, customer: 0 };
    const role = roles.get(participantId);
    if (role === 'customer') count.customer += 1;
    else if (role !== undefined && role !== 'unknown') count.rep += 1;
    counts.set(category, count);
  }
  return [...counts.values()].sort((a, b) => b.rep + b.customer - (a.rep + a.customer));
}
