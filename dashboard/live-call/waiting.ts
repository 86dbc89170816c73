// Which customer question waits for an answer, and for how long by now. Time line and media time in, figures out.

import type { Timeline, TimelineQuestion } from '../state/wire.ts';

/** From here on the waiting is worth acting on. */
export const WORTH_ACTING_MS = 3_000;

export interface Waiting {
  readonly question: TimelineQuestion;
  readonly waitedMs: number;
  readonly isWorthActing: boolean;
  /** The rep's voice is heard since the question; whether it answers is not known yet. The clock stands still. */
  readonly isRepSpeaking: boolean;
}

/** The newest customer question that nobody has answered; null where none is open. */
export function openQuestion(timeline: Timeline): TimelineQuestion | null {
  if (timeline.isEnded) return null;
  for (let at = timeline.questions.length - 1; at >= 0; at -= 1) {
    const question = timeline.questions[at];
    if (question?.role === 'customer' && question.outcome === null) return question;
  }
  return null;
}

export function waitingAt(timeline: Timeline, nowMs: number): Waiting | null {
  const question = openQuestion(timeline);
  if (!question) return null;
  const reps = new Set(timeline.participants.filter((each) => each.role === 'rep').map((each) => each.participantId));
  const voice = timeline.speaking.find(
    (each) => reps.has(each.participantId as never) && each.startMs >= question.endMs,
  );
  const waitedMs = Math.max(0, Math.min(nowMs, voice?.startMs ?? nowMs) - question.endMs);
  return { question, waitedMs, isWorthActing: waitedMs >= WORTH_ACTING_MS, isRepSpeaking: voice !== undefined };
}
