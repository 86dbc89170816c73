// Migration files → statements. `migrations/NNNN-name.sql` holds any number of statements, each ended by `;`.

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../engine/errors.ts';

export interface Migration {
  readonly version: number;
  readonly name: string;
  /** SHA-256 of the file, hex. */
  readonly checksum: string;
  readonly statements: readonly string[];
}

const DIRECTORY = join(import.meta.dirname, 'migrations');
const FILE_NAME = /^(\d{4})-([a-z0-9-]+)\.sql$/;

/** All migrations, by version. Throws where a version is missing or there twice. */
export async function readMigrations(directory = DIRECTORY): Promise<readonly Migration[]> {
  const names = (await readdir(directory)).filter((name) => FILE_NAME.test(name)).sort();
  const migrations = await Promise.all(names.map((file) => readMigration(directory, file)));
  const gap = migrations.find((migration, index) => migration.version !== index + 1);
  if (gap !== undefined) {
    throw new EngineError('defect.internal', `Migration ${gap.name} does not follow the one before it.`);
  }
  return migrations;
}

async function readMigration(directory: string, file: string): Promise<Migration> {
  const sql = await readFile(join(directory, file), 'utf8');
  const [, version = '', name = ''] = FILE_NAME.exec(file) ?? [];
  const checksum = createHash('sha256').update(sql).digest('hex');
  return { version: Number(version), name, checksum, statements: splitStatements(sql) };
}

// A quoted stretch, a comment, an end of statement, or anything else.
const TOKEN = /'(?:[^'\\]|\\.|'')*'|`[^`]*`|"[^"]*"|--[^\n]*|\/\*[\s\S]*?\*\/|;|[^'`"\-/;]+|[\s\S]/g;

/** Splits at `;` outside quotes and comments; comments are left out. */
export function splitStatements(sql: string): readonly string[] {
  const statements: string[] = [];
  let current = '';
  for (const [token] of sql.matchAll(TOKEN)) {
    if (token === ';') {
      statements.push(current.trim());
      current = '';
    } else if (!token.startsWith('--') && !token.startsWith('/*')) {
      current += token;
    }
  }
  return [...statements, current.trim()].filter((statement) => statement !== '');
}
