// The feeds file (SOTTO_FEEDS): per dialect the language and other facts of its calls, and which voice is whom.

import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { EngineError } from '../../engine/errors.ts';
import { DialectSettings, type FeedSettings, NO_SETTINGS, settingsOfFile } from './dialects/feed-settings.ts';

export type FeedsFile = (dialect: string) => FeedSettings;

const File = z.record(z.string(), z.strictObject(DialectSettings.shape));

/** Throws `input.config` naming the file and what is wrong with it. `names`: the dialects there are. */
export function parseFeedsFile(text: string, path: string, names: Iterable<string>): FeedsFile {
  const known = new Set(names);
  const result = File.safeParse(yamlOf(text, path) ?? {});
  if (!result.success) {
    const problems = result.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`);
    throw new EngineError('input.config', `SOTTO_FEEDS: ${path}: ${problems.join('; ')}`);
  }
  const strange = Object.keys(result.data).filter((name) => !known.has(name));
  if (strange.length > 0) {
    const expected = [...known].join(', ');
    throw new EngineError('input.config', `SOTTO_FEEDS: ${path}: ${strange.join(', ')}: expected one of ${expected}`);
  }
  const settings = new Map(Object.entries(result.data).map(([name, said]) => [name, settingsOfFile(said)]));
  return (dialect) => settings.get(dialect) ?? NO_SETTINGS;
}

export async function readFeedsFile(path: string | undefined, names: Iterable<string>): Promise<FeedsFile> {
  if (path === undefined) return () => NO_SETTINGS;
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new EngineError('input.config', `SOTTO_FEEDS: ${path} cannot be read`, { cause });
  });
  return parseFeedsFile(text, path, names);
}

function yamlOf(text: string, path: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new EngineError('input.config', `SOTTO_FEEDS: ${path} is not YAML: ${why}`, { cause });
  }
}
