// A batch of events → ClickHouse, each (callId, seq) once: what is stored already is left out, the first of two wins.
// The tables made from events are written before `events` itself, so a stored event says that its rows are stored too;
// should the program die in between, the batch comes again and the tables fold what they have twice.

import { setImmediate } from 'node:timers/promises';
import type { CallEvent } from '../engine/events.ts';
import type { Scheduler } from '../engine/scheduler.ts';
import type { KnownCall, KnownCalls } from './known-calls.ts';
import { cellsByTable, type RowsOfCall, rowsOfCall } from './rows.ts';
import type { Session } from './session.ts';
import type { StoreLog } from './store-log.ts';
import { COLUMNS, WRITE_ORDER } from './tables.ts';

export interface InsertContext {
  readonly session: Session;
  readonly known: KnownCalls;
  readonly scheduler: Scheduler;
  readonly log: StoreLog;
}

interface CallBatch {
  readonly callId: string;
  readonly call: KnownCall;
  readonly events: readonly CallEvent[];
  readonly made: RowsOfCall;
}

/** Resolves to the number of events that were new. Changes what is known only when all is stored. */
export async function insertEvents(context: InsertContext, events: readonly CallEvent[]): Promise<number> {
  const byCall = eventsByCall(events);
  const known = await context.known.of([...byCall.keys()]);
  const batches: CallBatch[] = [];
  for (const [callId, call] of known) {
    batches.push(...callBatch(context, callId, call, byCall.get(callId) ?? []));
    // No live card waits for a batch.
    await setImmediate();
  }
  await writeRows(context.session, batches);
  for (const batch of batches) remember(context.known, batch);
  return batches.reduce((sum, batch) => sum + batch.events.length, 0);
}

function eventsByCall(events: readonly CallEvent[]): ReadonlyMap<string, readonly CallEvent[]> {
  const calls = new Map<string, CallEvent[]>();
  for (const event of events) {
    const ofCall = calls.get(event.callId);
    if (ofCall === undefined) calls.set(event.callId, [event]);
    else ofCall.push(event);
  }
  return calls;
}

function callBatch(context: InsertContext, callId: string, call: KnownCall, all: readonly CallEvent[]): CallBatch[] {
  const fresh = new Map<number, CallEvent>();
  for (const event of all) {
    if (!call.stored.has(event.seq) && !fresh.has(event.seq)) fresh.set(event.seq, event);
  }
  const events = [...fresh.values()].sort((a, b) => a.seq - b.seq);
  const first = events[0];
  if (first === undefined) return [];
  if (call.facts === null && first.type !== 'call.started') guessStart(context, call, first);
  return [{ callId, call, events, made: rowsOfCall(events, call.facts, call.guessedStartMs) }];
}

/** Nobody said when the call began: it is taken to be live. Wrong by a little is better than lost. */
function guessStart({ scheduler, log }: InsertContext, call: KnownCall, event: CallEvent): void {
  if (call.guessedStartMs > 0) return;
  call.guessedStartMs = Math.round(scheduler.now() - event.atMs);
  log.warn({ callId: event.callId, seq: event.seq }, 'the log of a call does not begin with call.started');
}

async function writeRows(session: Session, batches: readonly CallBatch[]): Promise<void> {
  const tables = await cellsByTable(batches.flatMap((batch) => batch.made.rows));
  // One after the other: a dozen inserts at once take all cores for a moment, and live calls wait.
  for (const table of WRITE_ORDER) await session.insert(table, COLUMNS[table], tables.get(table) ?? []);
}

function remember(known: KnownCalls, { callId, call, events, made }: CallBatch): void {
  for (const event of events) call.stored.add(event.seq);
  call.facts = made.facts;
  if (events.at(-1)?.type === 'call.ended') known.forget(callId);
}
