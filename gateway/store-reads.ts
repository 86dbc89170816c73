// The store behind the interface that the HTTP and live sides ask: shapes only, no decisions.

import { CallId } from '../engine/ids.ts';
import { mediaMs } from '../engine/media-time.ts';
import type { CallFacts } from '../store/call-facts.ts';
import type { Store } from '../store/client.ts';
import { readFacts } from '../store/known-calls.ts';
import { analystViews, readAnalystView } from '../store/queries/analyst-views.ts';
import { addAuditEntry } from '../store/queries/audit-entry.ts';
import { readCall } from '../store/queries/call-detail.ts';
import { listCalls } from '../store/queries/call-list.ts';
import { addLateFeedback, readLateFeedback } from '../store/queries/late-feedback.ts';
import type { EventWriter } from '../store/writer.ts';
import type { CallReads } from './http/ports.ts';
import type { CallSummary } from './protocol/rest.ts';

export function storeReads(store: Store, writer: EventWriter): CallReads {
  return {
    async listCalls({ repPersonIds, from, to, language, industry, stage, text, cursor, limit }) {
      const page = await listCalls(store, {
        repPersonIds,
        ...(from === undefined ? {} : { fromMs: Date.parse(from) }),
        ...(to === undefined ? {} : { toMs: Date.parse(to) }),
        ...(language === undefined ? {} : { language }),
        ...(industry === undefined ? {} : { industry }),
        ...(stage === undefined ? {} : { stage }),
        ...(text === undefined ? {} : { text }),
        ...(cursor === undefined ? {} : { cursor }),
        limit,
      });
      const facts = await readFacts(
        store,
        page.calls.map(({ callId }) => callId),
      );
      const calls = page.calls.flatMap(({ callId }) => facts.get(callId) ?? []).map(summaryOf);
      return { calls, nextCursor: page.nextCursor };
    },
    async getCall(callId) {
      const facts = await readCall(store, callId);
      return facts === null ? undefined : summaryOf(facts);
    },
    readEvents: (callId, afterSeq, limit) => writer.read(callId, afterSeq, limit),
    addAudit: ({ personId, role, purpose, resource, callId }) =>
      addAuditEntry(store, { personId, role, purpose, resource, ...(callId === null ? {} : { callId }) }),
    cardFeedbackAfterCall: (feedback) => addLateFeedback(store, feedback),
    listFeedbackAfterCall: (callId) => readLateFeedback(store, callId),
    listViews: () => analystViews(store),
    analystView: (name, limit) => readAnalystView(store, name, limit),
  };
}

function summaryOf(facts: CallFacts): CallSummary {
  const { figures } = facts;
  const figure = (name: string): number | null => figures[name] ?? null;
  return {
    callId: CallId.parse(facts.callId),
    title: facts.title || null,
    accountName: facts.accountName || null,
    industry: facts.industry || null,
    stage: facts.stage || null,
    language: facts.language,
    startedAt: new Date(facts.startedAtMs).toISOString(),
    durationMs: mediaMs(facts.endedAtMs ?? 0),
    isLive: false,
    lastSeq: facts.version,
    participants: [...facts.participants],
    questions: figure('customerQuestions'),
    cards: figure('cardsRaised'),
    competitorMentions: figure('competitorMentions'),
    talkRatio: figure('talkRatio'),
  };
}
