// A live call in one line for lists, folded from its events. Pure.

import type { CallEvent } from '../../engine/events.ts';
import type { CallId } from '../../engine/ids.ts';
import { withReassigned } from '../../engine/participants.ts';
import type { CallSummary } from '../protocol/rest.ts';

/** Rep speech ÷ (rep + customer speech), over the call so far. */
const TALK_RATIO_METRIC = 'talk-ratio';

export function emptySummary(callId: CallId): CallSummary {
  return {
    callId,
    title: null,
    accountName: null,
    industry: null,
    stage: null,
    language: 'en',
    startedAt: new Date(0).toISOString(),
    durationMs: 0,
    isLive: true,
    lastSeq: 0,
    participants: [],
    questions: 0,
    cards: 0,
    competitorMentions: 0,
    talkRatio: null,
  };
}

export function foldSummary(before: CallSummary, event: CallEvent): CallSummary {
  const summary = { ...before, lastSeq: event.seq, durationMs: Math.max(before.durationMs, event.atMs) };
  switch (event.type) {
    case 'call.started':
      return {
        ...summary,
        title: event.title ?? null,
        accountName: event.accountName ?? null,
        industry: event.industry ?? null,
        stage: event.stage ?? null,
        language: event.language,
        startedAt: event.startedAt,
        participants: event.participants,
      };
    case 'participant.joined': {
      const { participant } = event;
      const others = before.participants.filter((each) => each.participantId !== participant.participantId);
      return { ...summary, participants: [...others, participant] };
    }
    case 'participant.reassigned':
      return { ...summary, participants: withReassigned(before.participants, event) };
    case 'stage.changed':
      return { ...summary, stage: event.stage };
    case 'question.asked':
      return event.role === 'customer' ? { ...summary, questions: (before.questions ?? 0) + 1 } : summary;
    case 'card.raised':
      return { ...summary, cards: (before.cards ?? 0) + 1 };
    case 'competitor.mentioned':
      return { ...summary, competitorMentions: (before.competitorMentions ?? 0) + 1 };
    case 'metric.sampled':
      return event.metric === TALK_RATIO_METRIC && event.windowMs === null && event.dimension === null
        ? { ...summary, talkRatio: event.value }
        : summary;
    case 'call.ended':
      return { ...summary, isLive: false };
    default:
      return summary;
  }
}

/** Events after which the line in a list reads differently; figures that tick along are not among them. */
const LISTED = new Set<CallEvent['type']>([
  'call.started',
  'participant.joined',
  'participant.reassigned',
  'stage.changed',
  'question.asked',
  'card.raised',
  'competitor.mentioned',
  'call.ended',
]);

export function changesListing(event: CallEvent): boolean {
  return LISTED.has(event.type);
}
