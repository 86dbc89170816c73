// SQL in, rows out, over HTTP and over embedded chDB with the same client. Values travel as {name:Type} parameters,
// never inside the statement. Errors come out as EngineError. Table names are qualified with the database here, because
// embedded sessions are process-wide and know no database of their own.

import { Readable } from 'node:stream';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { Session as ChdbSession } from 'chdb';
import { createChdbConnection } from 'chdb/connection';
import { inSlices } from './in-slices.ts';
import { storeError } from './store-errors.ts';

export type Params = Readonly<Record<string, unknown>>;

export interface Session {
  /** Reads all rows of a statement. */
  query<Row>(sql: string, params?: Params): Promise<Row[]>;
  /** Runs a statement that answers nothing. */
  command(sql: string, params?: Params): Promise<void>;
  /** Inserts rows whose cells follow `columns`. */
  insert(table: string, columns: readonly string[], rows: readonly (readonly unknown[])[]): Promise<void>;
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

export interface HttpTarget {
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
}

export function openHttpSession(target: HttpTarget, database: string | null): Session {
  const { url, username, password } = target;
  const client = createClient({
    url,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(database === null ? {} : { database }),
    application: 'sotto',
    compression: { request: true, response: false },
    log: { level: ClickHouseLogLevel.OFF },
  });
  return sessionOver(client, database);
}

/**
 * ClickHouse shares the machine with live calls, and those come first: a merge or an insert can wait some milliseconds,
 * a card cannot. Linux nice values, 0–19; where the system does not allow them ClickHouse goes on without.
 */
const NICE = 10;
const EMBEDDED_ARGUMENTS = [`--os_threads_nice_value_merge_mutate=${NICE}`];
const EMBEDDED_SETTINGS = {
  os_threads_nice_value_query: NICE,
  // A batch is some thousand rows: one thread parses it in a moment, and several take the cores from live calls.
  input_format_parallel_parsing: 0,
  max_insert_threads: '1',
} as const;

/** Throws `store.busy` where this process has another directory open. */
export function openEmbeddedSession(directory: string, database: string | null): Session {
  try {
    // The first to open a directory says with which arguments; the connection below joins it.
    const holder = new ChdbSession(directory, { connectionArgs: EMBEDDED_ARGUMENTS });
    // The client's own contract, but for how the two packages write optional fields.
    const inner = createChdbConnection({ path: directory }) as unknown as Connection;
    holder.close();
    const connection = within(inner, database);
    const log = { level: ClickHouseLogLevel.OFF };
    return sessionOver(createClient({ connection, log, clickhouse_settings: EMBEDDED_SETTINGS }), database);
  } catch (thrown) {
    throw storeError(thrown, 'open the embedded database');
  }
}

type Connection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>;

/** Statements run within `database`. An INSERT carries its data inline and names its database itself. */
function within(inner: Connection, database: string | null): Connection {
  const use = database === null ? '' : `USE \`${database}\`; `;
  return {
    query: (params) => inner.query({ ...params, query: use + params.query }),
    command: (params) => inner.command({ ...params, query: use + params.query }),
    exec: (params) => inner.exec({ ...params, query: use + params.query }),
    insert: (params) => inner.insert(params),
    ping: (params) => inner.ping(params),
    close: () => inner.close(),
  } satisfies Connection;
}

function sessionOver(client: ClickHouseClient, database: string | null): Session {
  const qualified = (table: string) => (database === null ? table : `\`${database}\`.\`${table}\``);
  return {
    query: async <Row>(sql: string, params?: Params) => {
      const result = await wrapped('run a query', () =>
        client.query({ ...statement(sql, params), format: 'JSONEachRow' }),
      );
      return await wrapped('read an answer', () => result.json<Row>());
    },
    command: async (sql, params) => {
      await wrapped('run a statement', () => client.command(statement(sql, params)));
    },
    insert: async (table, columns, rows) => {
      if (rows.length === 0) return;
      const [first, ...rest] = columns;
      if (first === undefined) return;
      await wrapped('insert rows', () =>
        client.insert({
          table: qualified(table),
          columns: [first, ...rest],
          values: Readable.from(inSlices(rows), { objectMode: true }),
          format: 'JSONCompactEachRow',
        }),
      );
    },
    ping: async () => (await client.ping()).success,
    close: () => client.close(),
  };
}

function statement(query: string, params?: Params) {
  return params === undefined ? { query } : { query, query_params: { ...params } };
}

async function wrapped<T>(action: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (thrown) {
    throw storeError(thrown, action);
  }
}
