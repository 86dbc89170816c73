// A call's event log in, what `sotto analyze --json` prints out. Every figure is a fold of the log and nothing else.

import type { CallEvent, EventOf, EventType, Participant } from '../../engine/events.ts';
import { foldParticipants, NOBODY } from '../../engine/participants.ts';
import { median } from '../../engine/quantile.ts';

export type CallSummaryReport = ReturnType<typeof summarizeLog>;

export function summarizeLog(log: readonly CallEvent[]) {
  const superseded = supersededRevisions(log);
  const isCurrent = (event: { segmentId: string; revision: number }) =>
    event.revision >= (superseded.get(event.segmentId) ?? 0);
  return {
    callId: log[0]?.callId ?? null,
    durationMs: log.at(-1)?.atMs ?? 0,
    participants: participantFigures(log),
    responseLatencies: newestMeasurements(log).map((event) => ({
      questionSegmentIds: event.questionSegmentIds,
      questionEndMs: event.questionEndMs,
      answerSegmentId: event.answerSegmentId,
      answerStartMs: event.answerStartMs,
      latencyMs: event.latencyMs,
      crossedAtMs: event.crossedAtMs,
      filled: event.filled,
      basis: event.basis,
    })),
    keywords: ofType(log, 'keyword.hit')
      .filter(isCurrent)
      .map(({ phrase, category, participantId, segmentId, saidAtMs }) => ({
        phrase,
        category,
        participantId,
        segmentId,
        atMs: saidAtMs,
      })),
    competitors: ofType(log, 'competitor.mentioned')
      .filter(isCurrent)
      .map(({ mentionId, name, participantId, segmentId, saidAtMs }) => ({
        name,
        participantId,
        segmentId,
        atMs: saidAtMs,
        evidence: evidenceOf(log, mentionId),
      })),
    transfers: ofType(log, 'floor.transferred').map(({ fromParticipantId, toParticipantId, offsetMs }) => ({
      fromParticipantId,
      toParticipantId,
      offsetMs,
    })),
    interruptions: ofType(log, 'interruption.made').map((event) => ({
      byParticipantId: event.byParticipantId,
      interruptedParticipantId: event.interruptedParticipantId,
      startMs: event.startMs,
      endMs: event.endMs,
    })),
    emotion: ofType(log, 'emotion.sampled').map(({ participantId, atMs, valence, arousal, confidence }) => ({
      participantId,
      atMs,
      valence,
      arousal,
      confidence,
    })),
    cards: ofType(log, 'card.raised').map(({ cardId, ruleId, atMs, confidence, reason }) => ({
      cardId,
      ruleId,
      atMs,
      confidence,
      reason,
    })),
  };
}

export function ofType<T extends EventType>(log: readonly CallEvent[], type: T): EventOf<T>[] {
  return log.filter((event) => event.type === type) as EventOf<T>[];
}

/** One measurement a question, in the order in which they were first made: a later one, with words, replaces. */
export function newestMeasurements(log: readonly CallEvent[]): EventOf<'response.measured'>[] {
  return [...new Map(ofType(log, 'response.measured').map((event) => [event.questionId, event])).values()];
}

/** The highest revision of each segment's words: what was found in lower ones no longer counts. */
function supersededRevisions(log: readonly CallEvent[]): Map<string, number> {
  const latest = new Map<string, number>();
  for (const { segmentId, revision } of ofType(log, 'utterance.finalized')) {
    latest.set(segmentId, Math.max(revision, latest.get(segmentId) ?? 0));
  }
  return latest;
}

function evidenceOf(log: readonly CallEvent[], mentionId: string): boolean | null {
  return ofType(log, 'competitor.evidenced').findLast((event) => event.mentionId === mentionId)?.evidence ?? null;
}

function participantFigures(log: readonly CallEvent[]) {
  const everybody = [...log.reduce(foldParticipants, NOBODY).byId.values()];
  const speechMs = (participantId: string) =>
    ofType(log, 'speech.ended')
      .filter((event) => event.participantId === participantId)
      .reduce((sum, event) => sum + event.endMs - event.startMs, 0);
  const ofBothSides = everybody
    .filter(({ role }) => role === 'rep' || role === 'customer')
    .reduce((sum, { participantId }) => sum + speechMs(participantId), 0);
  return everybody.map(({ participantId, role }) => {
    const turns = ofType(log, 'turn.ended').filter((event) => event.participantId === participantId);
    const spoken = speechMs(participantId);
    const counts = ofBothSides > 0 && (role === 'rep' || role === 'customer');
    return {
      participantId,
      role,
      speechMs: spoken,
      talkShareRatio: counts ? spoken / ofBothSides : null,
      turns: turns.length,
      longestMonologueMs: Math.max(0, ...turns.map((turn) => turn.endMs - turn.startMs)),
      patienceMs: role === 'rep' ? patienceOf(log, participantId, everybody) : null,
    };
  });
}

/** Median floor transfer offset of this rep's turns that follow a customer's; null where there is none. */
function patienceOf(log: readonly CallEvent[], repId: string, everybody: readonly Participant[]): number | null {
  const customers = everybody.filter(({ role }) => role === 'customer').map(({ participantId }) => participantId);
  const offsets = ofType(log, 'floor.transferred')
    .filter(
      ({ fromParticipantId, toParticipantId }) => toParticipantId === repId && customers.includes(fromParticipantId),
    )
    .map(({ offsetMs }) => offsetMs);
  return median(offsets);
}
