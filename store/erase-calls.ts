// Takes calls out of the store for good: every row of every table but the audit log, and what the spool has set aside.
// The rows are gone when it resolves; ClickHouse deletes the files of the parts it rewrote some minutes later.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Session } from './session.ts';

/** Calls in which somebody took part, by the id that the feed gave or by the id in the people file. */
export async function callsOfParticipant(session: Session, id: string): Promise<readonly string[]> {
  const rows = await session.query<{ callId: string }>(
    `SELECT call_id AS callId FROM calls FINAL
     WHERE has(participant_ids, {id:String}) OR has(participant_person_ids, {id:String}) ORDER BY started_at, call_id`,
    { id },
  );
  return rows.map(({ callId }) => callId);
}

/** Rows of these calls by table; tables without any are left out. */
export async function countRows(session: Session, callIds: readonly string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of await tablesOfCalls(session)) {
    const where = `WHERE call_id IN {callIds:Array(String)}`;
    const [row] = await session.query<{ rows: number }>(`SELECT count() AS rows FROM ${table} ${where}`, { callIds });
    if (Number(row?.rows ?? 0) > 0) counts[table] = Number(row?.rows);
  }
  return counts;
}

/** As `countRows`, and they are gone. Again it finds nothing. */
export async function eraseRows(session: Session, callIds: readonly string[]): Promise<Record<string, number>> {
  const counts = await countRows(session, callIds);
  for (const table of Object.keys(counts)) {
    const where = 'WHERE call_id IN {callIds:Array(String)} SETTINGS mutations_sync = 2';
    await session.command(`ALTER TABLE ${table} DELETE ${where}`, { callIds });
  }
  return counts;
}

/** Lines of these calls in files that the spool has set aside as damaged or refused; how many went. */
export async function eraseSetAside(spoolDir: string, callIds: readonly string[]): Promise<number> {
  let removed = 0;
  const marks = callIds.map((callId) => `"callId":${JSON.stringify(callId)}`);
  for (const name of await readdir(spoolDir)) {
    if (!/\.(?:damaged|rejected)$/.test(name)) continue;
    const lines = (await readFile(join(spoolDir, name), 'utf8')).split('\n');
    const kept = lines.filter((line) => !marks.some((mark) => line.includes(mark)));
    if (kept.length === lines.length) continue;
    removed += lines.length - kept.length;
    await writeFile(join(spoolDir, name), kept.join('\n'), { flush: true });
  }
  return removed;
}

async function tablesOfCalls(session: Session): Promise<readonly string[]> {
  const rows = await session.query<{ name: string }>(
    `SELECT t.name AS name FROM system.tables AS t INNER JOIN system.columns AS c ON c.database = t.database AND c.table = t.name
     WHERE t.database = currentDatabase() AND c.name = 'call_id' AND endsWith(t.engine, 'MergeTree') AND t.name != 'audit'
     ORDER BY t.name`,
  );
  return rows.map(({ name }) => name);
}
