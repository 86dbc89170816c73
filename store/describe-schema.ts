// The live tables and their comments → docs/schema.md, so that the document cannot say anything else than the database.
// Run: tsx store/describe-schema.ts FILE   (makes an empty embedded database, describes it, and throws it away)

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openStore } from './client.ts';
import type { Session } from './session.ts';

interface TableInfo {
  readonly name: string;
  readonly engine: string;
  readonly comment: string;
  readonly partition: string;
  readonly sorting: string;
  readonly definition: string;
}

interface ColumnInfo {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly comment: string;
  readonly codec: string;
  readonly kind: string;
  readonly expression: string;
}

const TABLES = `SELECT name, engine, comment, partition_key AS partition, sorting_key AS sorting,
  create_table_query AS definition
FROM system.tables WHERE database = currentDatabase() ORDER BY name`;

const COLUMNS = `SELECT table, name, type, comment, compression_codec AS codec, default_kind AS kind,
  default_expression AS expression
FROM system.columns WHERE database = currentDatabase() ORDER BY table, position`;

const INTRODUCTION = `# Schema

Made from the live comments by \`tsx store/describe-schema.ts docs/schema.md\`; do not edit.

Times ending in \`_ms\` are media time: milliseconds since the call began. Times without are wall time, UTC.
Analysts read the \`analyst_*\` views: no names, no person ids, no words. Ids there are pseudonyms of this installation;
a participant's is good within one call only, so that nobody can be followed from call to call.
Days of retention are the defaults; an installation may set its own. Read tables with \`FINAL\`: a row may be there twice
for a while after a batch was sent twice.
`;

export async function describeSchema(session: Session): Promise<string> {
  const tables = await session.query<TableInfo>(TABLES);
  const columns = await session.query<ColumnInfo>(COLUMNS);
  const part = (title: string, wanted: (table: TableInfo) => boolean) =>
    [`## ${title}`, ...tables.filter(wanted).map((table) => describeTable(table, columns))].join('\n\n');
  const isView = (table: TableInfo) => table.engine === 'View';
  const isForAnalysts = (table: TableInfo) => table.name.startsWith('analyst_');
  return `${[
    INTRODUCTION.trimEnd(),
    part('Views for analysts', isForAnalysts),
    part('Tables', (table) => !isView(table)),
    part('Views for the program', (table) => isView(table) && !isForAnalysts(table)),
  ].join('\n\n')}\n`;
}

function describeTable(table: TableInfo, columns: readonly ColumnInfo[]): string {
  const own = columns.filter((column) => column.table === table.name);
  const isView = table.engine === 'View';
  const head = isView ? '| column | type | meaning |' : '| column | type | on disk | meaning |';
  const rule = isView ? '| --- | --- | --- |' : '| --- | --- | --- | --- |';
  const rows = own.map((column) => describeColumn(column, isView));
  return [
    `### ${table.name}`,
    `${table.comment}.`,
    ...(isView ? [] : [layout(table)]),
    [head, rule, ...rows].join('\n'),
  ].join('\n\n');
}

function layout(table: TableInfo): string {
  const ttl = /\) ENGINE = .*? TTL (.+?) SETTINGS /s.exec(table.definition)?.[1];
  const facts = [
    `Engine \`${table.engine}\``,
    ...(table.partition === '' ? [] : [`partition \`${table.partition}\``]),
    ...(table.sorting === '' ? [] : [`order \`(${table.sorting})\``]),
    ...(ttl === undefined ? [] : [`kept \`${ttl}\``]),
  ];
  return `${facts.join('; ')}.`;
}

function describeColumn(column: ColumnInfo, isView: boolean): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const disk =
    column.kind === 'ALIAS' ? `computed: \`${column.expression}\`` : column.codec.replace(/^CODEC\((.*)\)$/, '$1');
  const cells = [`\`${column.name}\``, `\`${column.type}\``, ...(isView ? [] : [disk]), column.comment];
  return `| ${cells.map(cell).join(' | ')} |`;
}

async function main(file: string): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sotto-schema-'));
  const store = await openStore({ dataDir, scheduler: { now: () => 0, after: () => () => {} } });
  await writeFile(file, await describeSchema(store));
  await store.close();
  await rm(dataDir, { recursive: true });
}

const [, script = '', file = 'docs/schema.md'] = process.argv;
if (import.meta.url === pathToFileURL(script).href) await main(file);
