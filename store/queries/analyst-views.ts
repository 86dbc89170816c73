// The de-identified views: which there are, what their columns mean, and rows of one. Names come from the database's own
// list, so that no other table can be asked for.

import type { Session } from '../session.ts';

export interface ViewDescription {
  readonly name: string;
  readonly description: string;
  readonly columns: { readonly name: string; readonly type: string; readonly description: string }[];
}

const VIEWS = `SELECT name, comment FROM system.tables
WHERE database = currentDatabase() AND startsWith(name, 'analyst_') ORDER BY name`;
const COLUMNS = `SELECT table, name, type, comment FROM system.columns
WHERE database = currentDatabase() AND startsWith(table, 'analyst_') ORDER BY table, position`;

interface ColumnRow {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly comment: string;
}

export async function analystViews(session: Session): Promise<ViewDescription[]> {
  const views = await session.query<{ name: string; comment: string }>(VIEWS);
  const columns = await session.query<ColumnRow>(COLUMNS);
  return views.map(({ name, comment }) => ({
    name,
    description: comment,
    columns: columns
      .filter(({ table }) => table === name)
      .map((column) => ({ name: column.name, type: column.type, description: column.comment })),
  }));
}

/** At most `limit` rows; undefined where there is no such view. */
export async function readAnalystView(
  session: Session,
  name: string,
  limit: number,
): Promise<Record<string, unknown>[] | undefined> {
  const views = await session.query<{ name: string }>(VIEWS);
  if (!views.some((view) => view.name === name)) return undefined;
  return session.query('SELECT * FROM {view:Identifier} LIMIT {limit:UInt32}', { view: name, limit });
}
