// Brings the tables up to the newest migration. Forward only: what was applied is recorded with its checksum, and a
// file that changed afterwards is refused. Statements are written to be repeatable (IF NOT EXISTS, OR REPLACE), so a
// migration that broke off half-way, or ran in two processes at once, is simply run again.

import { randomBytes } from 'node:crypto';
import { EngineError } from '../engine/errors.ts';
import { type Migration, readMigrations } from './migration-files.ts';
import type { Session } from './session.ts';
import { SILENT_LOG, type StoreLog } from './store-log.ts';

export interface MigrateOptions {
  /** Only says what would be applied; changes nothing. Default false. */
  readonly dryRun?: boolean;
  /** Migrations to apply. Default: the files in store/migrations. */
  readonly migrations?: readonly Migration[];
  readonly log?: StoreLog;
}

export interface MigrationReport {
  /** `NNNN-name` of what was applied, or would be. */
  readonly applied: readonly string[];
  /** Version of the database before, 0 where it was empty. */
  readonly fromVersion: number;
}

const HISTORY = `CREATE TABLE IF NOT EXISTS schema_migrations (
  version UInt32 COMMENT 'Number of the migration, counted from 1',
  name String COMMENT 'Name of the migration file',
  checksum String COMMENT 'SHA-256 of the file when it was applied, hex',
  applied_at DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC') COMMENT 'When it was applied, clock of the database, UTC'
) ENGINE = ReplacingMergeTree ORDER BY version
COMMENT 'Which migrations were applied. Read with FINAL'`;

export async function migrate(session: Session, options: MigrateOptions = {}): Promise<MigrationReport> {
  const migrations = options.migrations ?? (await readMigrations());
  const history = await readHistory(session);
  refuseChangedFiles(migrations, history);
  const wanted = migrations.filter((migration) => !history.has(migration.version));
  const report = { applied: wanted.map(label), fromVersion: Math.max(0, ...history.keys()) };
  if (options.dryRun === true) return report;
  if (history.size === 0) await session.command(HISTORY);
  for (const migration of wanted) await apply(session, migration, options.log ?? SILENT_LOG);
  if (migrations.length > 0) await makeSalt(session);
  return report;
}

/** What an empty database would get. */
export async function unapplied(): Promise<MigrationReport> {
  return { applied: (await readMigrations()).map(label), fromVersion: 0 };
}

const label = (migration: Migration) => `${String(migration.version).padStart(4, '0')}-${migration.name}`;

async function apply(session: Session, migration: Migration, log: StoreLog): Promise<void> {
  for (const statement of migration.statements) await session.command(statement);
  const { version, name, checksum } = migration;
  await session.insert('schema_migrations', ['version', 'name', 'checksum'], [[version, name, checksum]]);
  log.info({ migration: label(migration) }, 'migration applied');
}

/** Version → checksum of what was applied. */
async function readHistory(session: Session): Promise<ReadonlyMap<number, string>> {
  if (!(await hasTable(session, 'schema_migrations'))) return new Map();
  const rows = await session.query<{ version: number; checksum: string }>(
    'SELECT version, checksum FROM schema_migrations FINAL ORDER BY version',
  );
  return new Map(rows.map((row) => [row.version, row.checksum]));
}

async function hasTable(session: Session, table: string): Promise<boolean> {
  const sql = 'SELECT name FROM system.tables WHERE database = currentDatabase() AND name = {table:String}';
  return (await session.query(sql, { table })).length > 0;
}

function refuseChangedFiles(migrations: readonly Migration[], history: ReadonlyMap<number, string>): void {
  for (const migration of migrations) {
    const applied = history.get(migration.version);
    if (applied === undefined || applied === migration.checksum) continue;
    throw new EngineError('store.rejected', `Migration ${label(migration)} was changed after it was applied.`, {
      details: { migration: label(migration), applied, file: migration.checksum },
    });
  }
}

/** The key of the pseudonyms, once per installation. Should two processes make one at once, the views take the lesser. */
async function makeSalt(session: Session): Promise<void> {
  if (!(await hasTable(session, 'installation'))) return;
  if ((await session.query('SELECT 1 FROM installation LIMIT 1')).length > 0) return;
  const bytes = randomBytes(16);
  const salt = [bytes.readBigUInt64LE(0).toString(), bytes.readBigUInt64LE(8).toString()];
  await session.insert('installation', ['salt_low', 'salt_high'], [salt]);
}
