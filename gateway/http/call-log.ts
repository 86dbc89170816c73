// A call's event log wherever it is: in memory as far as the hub reaches back, else in the store.
// Of a live call it is the log so far, without a hole: what the store has not yet taken in ends it.

import type { CallEvent } from '../../engine/events.ts';
import type { CallId } from '../../engine/ids.ts';
import { emptyTimeline, type Timeline } from '../protocol/timeline.ts';
import { foldTimeline } from '../protocol/timeline-fold.ts';
import type { CallReads, LiveCalls } from './ports.ts';

export interface LogSources {
  readonly reads: Pick<CallReads, 'readEvents' | 'listFeedbackAfterCall'>;
  readonly live: Pick<LiveCalls, 'recent'>;
}

export async function readLog(
  { reads, live }: LogSources,
  callId: CallId,
  afterSeq: number,
  limit: number,
): Promise<readonly CallEvent[]> {
  return live.recent(callId, afterSeq, limit) ?? (await reads.readEvents(callId, afterSeq, limit));
}

/** Folded from the whole log; feedback that came after the call is laid over its cards. */
export async function readTimeline(sources: LogSources, callId: CallId, eventsPerRead: number): Promise<Timeline> {
  const timeline = emptyTimeline(callId);
  for (;;) {
    const events = await readLog(sources, callId, timeline.lastSeq, eventsPerRead);
    const before = timeline.lastSeq;
    for (const event of events) foldTimeline(timeline, event);
    if (timeline.lastSeq === before) break;
  }
  if (timeline.isEnded) {
    for (const { cardId, action } of await sources.reads.listFeedbackAfterCall(callId)) {
      const card = timeline.cards.find((each) => each.cardId === cardId);
      if (card) Object.assign(card, { fate: action, fateAtMs: timeline.durationMs });
    }
  }
  return timeline;
}
