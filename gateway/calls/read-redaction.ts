// What is taken out of calls, from the configuration: kinds, and a file of names, one a line.

import { readFile } from 'node:fs/promises';
import { EngineError } from '../../engine/errors.ts';
import type { Redaction } from '../../engine/personal-data/call-redactor.ts';
import type { Config } from '../config.ts';

/** Rejects with `input.config` where the file of names cannot be read. */
export async function readRedaction({ kinds, namesFile }: Config['redact']): Promise<Redaction> {
  if (namesFile === undefined) return { kinds, names: [] };
  const text = await readFile(namesFile, 'utf8').catch((cause: unknown) => {
    throw new EngineError('input.config', `SOTTO_REDACT_NAMES: ${namesFile} cannot be read`, { cause });
  });
  const names = text.split('\n').map((line) => line.trim());
  return { kinds, names: names.filter((name) => name !== '' && !name.startsWith('#')) };
}
