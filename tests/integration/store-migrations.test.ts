// Migrations and retention on embedded ClickHouse; each test in a database of its own.

import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type StoreOptions } from '../../store/client.ts';
import { describeSchema } from '../../store/describe-schema.ts';
import { migrate } from '../../store/migrate.ts';
import { type Migration, readMigrations } from '../../store/migration-files.ts';
import type { StoreLog } from '../../store/store-log.ts';
import { temporaryDirectory } from '../support/clickhouse-backends.ts';
import { manualScheduler } from '../support/clickhouse-clock.ts';
import { spawnFront } from '../support/clickhouse-front-process.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await temporaryDirectory();
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const open = (database: string, options: Partial<StoreOptions> = {}) =>
  openStore({ dataDir, database, scheduler: manualScheduler(), ...options });

function recordingLog(): StoreLog & { readonly said: { message: string; fields: object }[] } {
  const said: { message: string; fields: object }[] = [];
  const note = (fields: object, message: string) => said.push({ message, fields });
  return { said, info: note, warn: note, error: note };
}

describe('migrations', () => {
  it('bring an empty database up to date once, and do nothing afterwards', async () => {
    const [first, second] = [recordingLog(), recordingLog()];
    await (await open('twice', { log: first })).close();
    expect(first.said.map(({ message }) => message)).toEqual((await readMigrations()).map(() => 'migration applied'));
    const again = await open('twice', { log: second });
    expect(second.said).toEqual([]);
    expect(await migrate(again)).toEqual({ applied: [], fromVersion: (await readMigrations()).length });
    await again.close();
  });

  it('go forward from where the database is, and say beforehand what they would do', async () => {
    const store = await open('forward');
    const files = await readMigrations();
    const next: Migration = {
      version: files.length + 1,
      name: 'notes',
      checksum: 'x',
      statements: [
        'CREATE TABLE IF NOT EXISTS a (n UInt8) ENGINE = Log',
        'CREATE OR REPLACE VIEW b AS SELECT n FROM a',
      ],
    };
    const migrations = [...files, next];
    const expected = { applied: [`${String(files.length + 1).padStart(4, '0')}-notes`], fromVersion: files.length };
    expect(await migrate(store, { migrations, dryRun: true })).toEqual(expected);
    expect(await store.query("SELECT 1 FROM system.tables WHERE database = currentDatabase() AND name = 'a'")).toEqual(
      [],
    );
    expect(await migrate(store, { migrations })).toEqual(expected);
    expect(await store.query('SELECT count() AS n FROM b')).toEqual([{ n: 0 }]);
    await store.close();
  });

  it('that broke off half-way are run again', async () => {
    const store = await open('half');
    const files = await readMigrations();
    const broken = { version: files.length + 1, name: 'broken', checksum: 'x' };
    const good = 'CREATE TABLE IF NOT EXISTS a (n UInt8) ENGINE = Log';
    const attempt = (last: string) =>
      migrate(store, { migrations: [...files, { ...broken, statements: [good, last] }] });
    await expect(attempt('CREATE NONSENSE')).rejects.toMatchObject({ code: 'store.rejected' });
    expect((await attempt('CREATE TABLE IF NOT EXISTS c (n UInt8) ENGINE = Log')).applied).toEqual([
      `${String(files.length + 1).padStart(4, '0')}-broken`,
    ]);
    await store.close();
  });

  it('refuse an old file that was changed', async () => {
    const store = await open('changed');
    const [first, ...rest] = await readMigrations();
    if (first === undefined) throw new Error('no migrations');
    const changed = migrate(store, { migrations: [{ ...first, checksum: 'other' }, ...rest] });
    await expect(changed).rejects.toMatchObject({ code: 'store.rejected', details: { migration: '0001-tables' } });
    await store.close();
  });

  it('keep the key of the pseudonyms, another in every installation', async () => {
    const keyOf = async (database: string) => {
      const store = await open(database);
      const [row] = await store.query<{ key: string }>('SELECT toString(salt_low) AS key FROM installation');
      await store.close();
      return row?.key;
    };
    const key = await keyOf('salt_one');
    expect(await keyOf('salt_one')).toBe(key);
    expect(await keyOf('salt_two')).not.toBe(key);
  });
});

describe('retention', () => {
  const ttls = async (database: string, options: Partial<StoreOptions>) => {
    const log = recordingLog();
    const store = await open(database, { ...options, log });
    const rows = await store.query<{ name: string; sql: string }>(
      "SELECT name, create_table_query AS sql FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree'",
    );
    await store.close();
    const changes = log.said.filter(({ message }) => message === 'retention changed').length;
    return {
      changes,
      days: new Map(rows.map((row) => [row.name, (row.sql.match(/toIntervalDay\(\d+\)/g) ?? []).join(' ')])),
    };
  };

  it('changes where it differs from what the tables say, and only there', async () => {
    const before = await ttls('retention', {});
    expect(before.changes).toBe(0);
    expect(before.days.get('events')).toBe('toIntervalDay(30) toIntervalDay(180)');
    const shorter = { retention: { emotionDays: 7, wordDays: 90 } };
    const after = await ttls('retention', shorter);
    expect(after.days.get('events')).toBe('toIntervalDay(7) toIntervalDay(90)');
    expect(after.days.get('emotion_samples')).toBe('toIntervalDay(7)');
    expect(after.days.get('segments')).toBe('toIntervalDay(90) toIntervalDay(730)');
    expect(after.days.get('metric_samples')).toBe('toIntervalDay(730)');
    expect((await ttls('retention', shorter)).changes).toBe(0);
  });

  it('deletes what is over: emotion first, words out of rows that stay', async () => {
    const store = await open('expiry');
    const columns = ['call_id', 'seq', 'stored_at', 'type', 'body'];
    const insert = async (table: string, cells: readonly string[], rows: readonly (readonly unknown[])[]) => {
      await store.insert(table, cells, rows);
      await store.command(`OPTIMIZE TABLE ${table} FINAL`);
    };
    const [row] = await store.query<{ d: string }>("SELECT toString(now('UTC') - INTERVAL 40 DAY) AS d");
    const [old] = await store.query<{ d: string }>("SELECT toString(now('UTC') - INTERVAL 200 DAY) AS d");
    await insert('events', columns, [
      ['a', 1, row?.d, 'emotion.sampled', '{}'],
      ['a', 2, row?.d, 'turn.ended', '{}'],
      ['b', 1, old?.d, 'turn.ended', '{}'],
    ]);
    await insert(
      'segments',
      ['call_id', 'segment_id', 'stored_at', 'tokens', 'text'],
      [
        ['a', 'g', row?.d, 2, 'two words'],
        ['b', 'g', old?.d, 2, 'two words'],
      ],
    );
    expect(await store.query('SELECT call_id, seq FROM events FINAL')).toEqual([{ call_id: 'a', seq: 2 }]);
    expect(await store.query('SELECT call_id, tokens, text FROM segments FINAL ORDER BY call_id')).toEqual([
      { call_id: 'a', tokens: 2, text: 'two words' },
      { call_id: 'b', tokens: 2, text: '' },
    ]);
    await store.close();
  });

  it('counts from the day a row came in, so that an old recording can be imported', async () => {
    const store = await open('imported');
    await store.insert(
      'events',
      ['call_id', 'seq', 'started_at', 'type', 'body'],
      [['a', 1, '2019-01-01 00:00:00.000', 'turn.ended', '{}']],
    );
    await store.command('OPTIMIZE TABLE events FINAL');
    expect(await store.query('SELECT call_id FROM events FINAL')).toEqual([{ call_id: 'a' }]);
    await store.close();
  });

  it('must be a sensible number of days', async () => {
    await expect(open('sensible', { retention: { wordDays: 0 } })).rejects.toMatchObject({ code: 'input.config' });
  });
});

describe('the data directory', () => {
  it('is busy when another directory is open in this process, and free when that is closed', async () => {
    const store = await open('first');
    const other = await temporaryDirectory();
    await expect(open('second', { dataDir: other })).rejects.toMatchObject({ code: 'store.busy' });
    await store.close();
    await (await open('second', { dataDir: other })).close();
    await rm(other, { recursive: true });
  });

  it('may be opened by two stores of one process, each in its database', async () => {
    const [left, right] = [await open('left'), await open('right')];
    await left.command('CREATE TABLE only_left (n UInt8) ENGINE = Log');
    await expect(right.query('SELECT * FROM only_left')).rejects.toMatchObject({ code: 'store.rejected' });
    await left.close();
    expect(await right.query('SELECT currentDatabase() AS name')).toEqual([{ name: 'right' }]);
    await right.close();
  });

  it('that another program has open is busy, whatever its lock file says', async () => {
    const other = await temporaryDirectory();
    const front = await spawnFront(join(other, 'clickhouse'));
    await expect(open('taken', { dataDir: other })).rejects.toMatchObject({ code: 'store.busy' });
    await front.stop();
    await rm(other, { recursive: true });
  });
});

describe('docs/schema.md', () => {
  it('says what the live comments say (tsx store/describe-schema.ts docs/schema.md)', async () => {
    const store = await open('sotto');
    const schema = await describeSchema(store);
    await store.close();
    expect(await readFile(join(import.meta.dirname, '../../docs/schema.md'), 'utf8')).toBe(schema);
  });
});
