// A file of one JSON object a line, checked line by line. A wrong line is reported with file, number and what was
// expected; the others count.

import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { EngineError } from '../../engine/errors.ts';

export interface LinesRead<Line> {
  readonly lines: readonly Line[];
  /** `FILE:NUMBER: what was expected`. */
  readonly problems: readonly string[];
}

/** Throws `input.file` where the file cannot be read, holds nothing, or every line is wrong. */
export async function readJsonLines<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
): Promise<LinesRead<z.output<Schema>>> {
  const content = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new EngineError('input.file', `${path}: cannot be read`, { cause });
  });
  const lines: z.output<Schema>[] = [];
  const problems: string[] = [];
  content.split('\n').forEach((text, index) => {
    if (text.trim() === '') return;
    const checked = checkLine(text.replace(/^\uFEFF/, ''), schema);
    if ('line' in checked) lines.push(checked.line);
    else problems.push(`${path}:${index + 1}: ${checked.problem}`);
  });
  if (lines.length === 0) {
    const first = problems.slice(0, 5).join('\n');
    throw new EngineError('input.file', `${path}: no line can be used\n${first || 'the file is empty'}`);
  }
  return { lines, problems };
}

function checkLine<Schema extends z.ZodType>(text: string, schema: Schema) {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    return { problem: `is not JSON: ${(thrown as Error).message}` };
  }
  const result = schema.safeParse(value);
  if (result.success) return { line: result.data };
  return {
    problem: result.error.issues.map(({ path, message }) => `${path.join('.') || 'line'}: ${message}`).join('; '),
  };
}
