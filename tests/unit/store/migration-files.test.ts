import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMigrations, splitStatements } from '../../../store/migration-files.ts';

describe('migration files', () => {
  it('splits statements at semicolons outside quotes and comments', () => {
    const sql = "-- one; two\nSELECT ';' AS a, 'it''s; \\'x;' AS b; /* c; d */ SELECT `e;f`;\n\nSELECT 1 - 2 / 3;\n";
    expect(splitStatements(sql)).toEqual(["SELECT ';' AS a, 'it''s; \\'x;' AS b", 'SELECT `e;f`', 'SELECT 1 - 2 / 3']);
  });

  it('of the store are numbered without a gap and can be run again', async () => {
    const migrations = await readMigrations();
    expect(migrations.length).toBeGreaterThan(0);
    for (const statement of migrations.flatMap((migration) => migration.statements)) {
      expect(statement).toMatch(
        /^(CREATE TABLE IF NOT EXISTS|CREATE OR REPLACE VIEW|ALTER TABLE .* IF (NOT )?EXISTS|ALTER TABLE \w+ MODIFY TTL)/,
      );
    }
  });

  it('with a gap in their numbers are refused', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'sotto-migrations-'));
    await writeFile(join(directory, '0001-a.sql'), 'SELECT 1;');
    await writeFile(join(directory, '0003-c.sql'), 'SELECT 3;');
    await expect(readMigrations(directory)).rejects.toMatchObject({ code: 'defect.internal' });
  });
});
