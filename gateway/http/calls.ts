// Calls: the list, one call, its time line, its event log, its cards.

import { maySee, repsVisibleTo } from '../auth/visibility.ts';
import { OPERATIONS } from '../protocol/openapi-operations.ts';
import type { CallFilter, CallList, CallSummary } from '../protocol/rest.ts';
import type { CallAccess } from './call-access.ts';
import { readLog, readTimeline } from './call-log.ts';
import { giveNotice } from './notice.ts';
import type { HttpOptions } from './options.ts';
import { correctParticipant } from './participant-correction.ts';
import type { HttpDeps } from './ports.ts';
import type { AddRoute } from './route.ts';

export function addCallRoutes(add: AddRoute, deps: HttpDeps, access: CallAccess, options: HttpOptions): void {
  const { reads, live, people } = deps;

  add(OPERATIONS.listCalls, async ({ identity, query, purpose }) => {
    const visible = repsVisibleTo(identity, people());
    const roles = new Set(visible.values());
    for (const role of roles) await access.audit(identity, role, null, { resource: 'list', purpose });
    const isVisible = (call: CallSummary) => maySee(identity, people(), call).allowed;
    const inMemory = (calls: readonly CallSummary[]) => calls.filter((call) => isVisible(call) && matches(query, call));
    const isFirst = query.cursor === undefined;
    // Live calls come whole on the first page, over its limit if need be; later pages are the store's.
    const first = isFirst && query.state !== 'ended' ? inMemory(live.live()) : [];
    if (query.state === 'live' || visible.size === 0) return { calls: [...first], nextCursor: null };
    const { purpose: _, state: __, ...filter } = query;
    const stored = await reads.listCalls({ ...filter, repPersonIds: [...visible.keys()] });
    const ended = stored.calls.filter((call) => isVisible(call) && !isLiveHere(call)).map(newestOf);
    const onTheWay = isFirst ? notYetStored(inMemory(live.ended()), stored) : [];
    return { calls: [...first, ...newestFirst([...onTheWay, ...ended])], nextCursor: stored.nextCursor };
  });
  const isLiveHere = ({ callId }: CallSummary) => live.summaryOf(callId)?.isLive === true;
  /** Of a call that ended a moment ago the store may have the beginning alone. */
  const newestOf = (stored: CallSummary): CallSummary => {
    const inMemory = live.summaryOf(stored.callId);
    return inMemory && inMemory.lastSeq > stored.lastSeq ? inMemory : stored;
  };

  add(OPERATIONS.getCall, async ({ identity, params, purpose }) => {
    const { call } = await access.open(identity, params.callId, { resource: 'call', purpose });
    return call;
  });

  add(OPERATIONS.getTimeline, async ({ identity, params: { callId }, purpose }) => {
    await access.open(identity, callId, { resource: 'timeline', purpose });
    return readTimeline(deps, callId, options.eventsPerRead);
  });

  add(OPERATIONS.getEvents, async ({ identity, params: { callId }, query, purpose }) => {
    await access.open(identity, callId, { resource: 'events', purpose });
    const events = [...(await readLog(deps, callId, query.afterSeq, query.limit))];
    const last = events.at(-1);
    const isWhole = last === undefined || last.type === 'call.ended' || events.length < query.limit;
    return { callId, events, nextAfterSeq: isWhole ? null : last.seq };
  });

  add(OPERATIONS.getCards, async ({ identity, params: { callId }, purpose }) => {
    await access.open(identity, callId, { resource: 'cards', purpose });
    const { cards } = await readTimeline(deps, callId, options.eventsPerRead);
    return { callId, cards };
  });

  add(OPERATIONS.correctParticipant, async ({ identity, params, body }) => {
    await correctParticipant({ ...deps, access }, identity, { ...params, ...body });
    return undefined;
  });

  add(OPERATIONS.giveNotice, async ({ identity, params, body }) => {
    await giveNotice({ ...deps, access }, identity, { ...params, ...body });
    return undefined;
  });
}

/** Of calls that ended a moment ago, those that a page of the store should hold and does not hold yet. */
function notYetStored(ended: readonly CallSummary[], page: CallList): CallSummary[] {
  const listed = new Set(page.calls.map(({ callId }) => callId));
  const last = page.nextCursor === null ? undefined : page.calls.at(-1);
  const from = last === undefined ? Number.NEGATIVE_INFINITY : Date.parse(last.startedAt);
  return ended.filter((call) => !listed.has(call.callId) && Date.parse(call.startedAt) > from);
}

const newestFirst = (calls: readonly CallSummary[]): CallSummary[] =>
  calls.toSorted((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));

function matches(filter: CallFilter, call: CallSummary): boolean {
  const startedAt = Date.parse(call.startedAt);
  const { from, to, language, industry, stage, text } = filter;
  if (from !== undefined && startedAt < Date.parse(from)) return false;
  if (to !== undefined && startedAt >= Date.parse(to)) return false;
  if (language !== undefined && call.language !== language && !call.language.startsWith(`${language}-`)) return false;
  if (industry !== undefined && call.industry !== industry) return false;
  if (stage !== undefined && call.stage !== stage) return false;
  if (text === undefined) return true;
  const words = text.toLowerCase();
  return [call.title, call.accountName].some((each) => each?.toLowerCase().includes(words));
}
