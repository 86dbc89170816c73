// Opens the store: embedded chDB in a data directory, or a ClickHouse server over HTTP. Makes the database, the tables
// and the retention times on the way. A server that does not answer yet does not stop the program: the work is done
// with the first statement that gets through.

import { join } from 'node:path';
import { EngineError } from '../engine/errors.ts';
import type { Scheduler } from '../engine/scheduler.ts';
import { lockDirectory } from './directory-lock.ts';
import { type MigrationReport, migrate, unapplied } from './migrate.ts';
import { applyRetention, DEFAULT_RETENTION, type Retention } from './retention.ts';
import { openEmbeddedSession, openHttpSession, type Session } from './session.ts';
import { clickhouseCode } from './store-errors.ts';
import { SILENT_LOG, type StoreLog } from './store-log.ts';

export interface StoreOptions {
  /** Address of a ClickHouse server, `http://host:8123`. Default: none, ClickHouse runs embedded in `dataDir`. */
  readonly url?: string;
  /** Default: the server's `default` user. Not used embedded. */
  readonly username?: string;
  readonly password?: string;
  /** Letters, digits and `_`. Default `sotto`: several installations may share a server. */
  readonly database?: string;
  /** Directory of embedded ClickHouse, owned by one process. Default `data`, beside the program. */
  readonly dataDir?: string;
  /** Days to keep each class of data. Default: `DEFAULT_RETENTION`. */
  readonly retention?: Partial<Retention>;
  readonly scheduler: Scheduler;
  readonly log?: StoreLog;
}

export interface Store extends Session {
  readonly engine: 'embedded' | 'http';
  readonly database: string;
  readonly scheduler: Scheduler;
}

const UNKNOWN_DATABASE = '81';

/** Rejects with `store.busy`, `store.rejected` or `input.config`; a server that is away is waited for, see above. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const database = checkedName(options.database ?? 'sotto');
  const log = options.log ?? SILENT_LOG;
  const { engine, open, release } = await backend(options);
  const store = await orGiveBack(release, async () => {
    const session = open(database);
    const prepare = async () => {
      await createDatabase(session, () => open(null), database);
      await migrate(session, { log });
      await applyRetention(session, { ...DEFAULT_RETENTION, ...options.retention }, log);
    };
    return preparedStore(session, prepare, release);
  });
  await orGiveBack(store.session.close, () =>
    store.prepared().catch((error: unknown) => {
      if (engine === 'embedded' || !isAway(error)) throw error;
      log.warn({ err: error }, 'ClickHouse is away; the store will be prepared when it is back');
    }),
  );
  return { ...store.session, engine, database, scheduler: options.scheduler };
}

/** What was taken is given back where `run` fails. */
async function orGiveBack<T>(giveBack: () => Promise<void>, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    await giveBack();
    throw error;
  }
}

/** Brings the database up to date, or with `dryRun` only says what would be done, and closes it again. */
export async function migrateStore(options: StoreOptions, dryRun: boolean): Promise<MigrationReport> {
  const database = checkedName(options.database ?? 'sotto');
  const { open, release } = await backend(options);
  const session = open(database);
  try {
    const plain = () => open(null);
    if (dryRun && !(await hasDatabase(plain, database))) return await unapplied();
    await createDatabase(session, plain, database);
    return await migrate(session, { dryRun, ...(options.log ? { log: options.log } : {}) });
  } finally {
    await session.close();
    await release();
  }
}

const DATABASES = 'SELECT name FROM system.databases WHERE name = {database:String}';

async function hasDatabase(openPlain: () => Session, database: string): Promise<boolean> {
  const plain = openPlain();
  const rows = await plain.query(DATABASES, { database }).finally(() => plain.close());
  return rows.length > 0;
}

interface Backend {
  readonly engine: Store['engine'];
  readonly open: (database: string | null) => Session;
  readonly release: () => Promise<void>;
}

async function backend(options: StoreOptions): Promise<Backend> {
  const { url, username, password } = options;
  if (url !== undefined) {
    const target = {
      url,
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
    };
    return { engine: 'http', open: (database) => openHttpSession(target, database), release: async () => {} };
  }
  const directory = options.dataDir ?? 'data';
  const release = await lockDirectory(directory);
  const path = join(directory, 'clickhouse');
  return { engine: 'embedded', open: (database) => openEmbeddedSession(path, database), release };
}

/** Every statement waits until `prepare` has succeeded once; a failure is tried again with the next statement. */
function preparedStore(inner: Session, prepare: () => Promise<void>, release: () => Promise<void>) {
  let ready: Promise<void> | null = null;
  const prepared = () => {
    ready ??= prepare().catch((error: unknown) => {
      ready = null;
      throw error;
    });
    return ready;
  };
  const session: Session = {
    query: async (sql, params) => {
      await prepared();
      return await inner.query(sql, params);
    },
    command: async (sql, params) => {
      await prepared();
      await inner.command(sql, params);
    },
    insert: async (table, columns, rows) => {
      await prepared();
      await inner.insert(table, columns, rows);
    },
    ping: () => inner.ping(),
    close: async () => {
      await inner.close();
      await release();
    },
  };
  return { session, prepared };
}

/** Tries the database before it makes one: an account may be allowed to use it but not to create it. */
async function createDatabase(session: Session, openPlain: () => Session, database: string): Promise<void> {
  try {
    await session.query('SELECT 1');
  } catch (error) {
    if (clickhouseCode(error) !== UNKNOWN_DATABASE) throw error;
    const plain = openPlain();
    await plain.command(`CREATE DATABASE IF NOT EXISTS \`${database}\``).finally(() => plain.close());
  }
}

function isAway(error: unknown): boolean {
  return error instanceof EngineError && error.code === 'store.unavailable';
}

function checkedName(database: string): string {
  if (/^[A-Za-z_]\w{0,62}$/.test(database)) return database;
  throw new EngineError('input.config', 'A database name is 1 to 63 letters, digits and underscores.');
}
