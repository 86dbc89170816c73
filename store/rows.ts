// Events of one call → rows per table. Pure: the same events and facts make the same rows, so an insert may be repeated.
// Every event makes a row of `events`; many make a row of a table of their own; some change the row of the call.

import type { CallEvent } from '../engine/events.ts';
import { type CallFacts, callRow, foldFacts, wallTime } from './call-facts.ts';
import { factRow } from './fact-rows.ts';
import { inSlices } from './in-slices.ts';
import { type Cell, COLUMNS, type Row, type TableName } from './tables.ts';

export interface RowsOfCall {
  readonly rows: readonly Row[];
  /** The facts after these events; null where `call.started` has never been seen. */
  readonly facts: CallFacts | null;
}

/** `startedAtMs` stands in for the start of the call where no facts say it. Events come in the order of seq. */
export function rowsOfCall(events: readonly CallEvent[], known: CallFacts | null, startedAtMs: number): RowsOfCall {
  const facts = events.reduce(foldFacts, known);
  const startMs = facts?.startedAtMs ?? startedAtMs;
  const startedAt = wallTime(startMs);
  const rows = events.flatMap((event) => rowsOfEvent(event, startMs, startedAt));
  return { rows: facts === null || facts === known ? rows : [callRow(facts), ...rows], facts };
}

function rowsOfEvent(event: CallEvent, startMs: number, startedAt: string): readonly Row[] {
  const { callId, seq, type, atMs } = event;
  const placed = { call_id: callId, seq, started_at: startedAt, at_ms: atMs };
  const logged: Row<'events'> = { table: 'events', cells: { ...placed, type, body: JSON.stringify(event) } };
  const fact = factRow(event);
  if (fact === null) return [logged];
  // Feedback may also come after the call, without media time, so its table holds the wall time itself.
  const at = fact.table === 'card_feedback' ? { at: wallTime(startMs + atMs) } : {};
  return [logged, { table: fact.table, cells: { ...placed, ...fact.cells, ...at } }];
}

/** Cells in the order of the table's columns. A column that was left out becomes null: ClickHouse takes its default. */
export function cellsOf(row: Row): readonly Cell[] {
  const cells: Readonly<Record<string, Cell | undefined>> = row.cells;
  return COLUMNS[row.table].map((column) => wellFormed(cells[column] ?? null));
}

/** Rows grouped by table, as cells. */
export async function cellsByTable(
  rows: readonly Row[],
): Promise<ReadonlyMap<TableName, readonly (readonly Cell[])[]>> {
  const tables = new Map<TableName, (readonly Cell[])[]>();
  for await (const row of inSlices(rows)) {
    const cells = tables.get(row.table);
    if (cells === undefined) tables.set(row.table, [cellsOf(row)]);
    else cells.push(cellsOf(row));
  }
  return tables;
}

const SURROGATE = /[\uD800-\uDFFF]/;

/** Half of a surrogate pair is no UTF-8: ClickHouse would refuse the batch. It becomes U+FFFD. */
function wellFormed(cell: Cell): Cell {
  if (typeof cell === 'string') return SURROGATE.test(cell) ? Buffer.from(cell).toString() : cell;
  if (Array.isArray(cell)) return cell.map(wellFormed);
  return cell;
}
