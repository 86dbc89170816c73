// How many rows each table holds, repeated ones counted once.

import type { Session } from '../session.ts';
import type { TableName } from '../tables.ts';

const SQL = `SELECT 'calls' AS table, count() AS rows FROM calls FINAL
UNION ALL SELECT 'events', count() FROM events FINAL
UNION ALL SELECT 'segments', count() FROM segments FINAL
UNION ALL SELECT 'turns', count() FROM turns FINAL
UNION ALL SELECT 'metric_samples', count() FROM metric_samples FINAL
UNION ALL SELECT 'keyword_hits', count() FROM keyword_hits FINAL
UNION ALL SELECT 'competitor_mentions', count() FROM competitor_mentions FINAL
UNION ALL SELECT 'emotion_samples', count() FROM emotion_samples FINAL
UNION ALL SELECT 'questions', count() FROM questions FINAL
UNION ALL SELECT 'objections', count() FROM objections FINAL
UNION ALL SELECT 'commitments', count() FROM commitments FINAL
UNION ALL SELECT 'sales_signals', count() FROM sales_signals FINAL
UNION ALL SELECT 'cards', count() FROM cards FINAL
UNION ALL SELECT 'card_feedback', count() FROM card_feedback FINAL
UNION ALL SELECT 'audit', count() FROM audit FINAL`;

export async function countRows(session: Session): Promise<Readonly<Record<TableName, number>>> {
  const rows = await session.query<{ table: TableName; rows: number }>(SQL);
  return Object.fromEntries(rows.map((row) => [row.table, Number(row.rows)])) as Record<TableName, number>;
}
