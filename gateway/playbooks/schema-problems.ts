// Schema issues in words for people, at the line and column of what they are about.

import { z } from 'zod';
import type { PlaybookProblem } from './report.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';

export type Checked<T> = { readonly value: T } | { readonly problems: readonly PlaybookProblem[] };

export function checkSchema<Schema extends z.ZodType>(source: YamlSource, schema: Schema): Checked<z.output<Schema>> {
  if (source.problems.length > 0) return { problems: source.problems };
  const result = schema.safeParse(source.data);
  if (result.success) return { value: result.data };
  return { problems: result.error.issues.flatMap((issue) => problemsOf(issue, source, schema)) };
}

function problemsOf(issue: z.core.$ZodIssue, source: YamlSource, schema: z.ZodType): readonly PlaybookProblem[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const known = fieldsAt(schema, path).join(', ');
    return issue.keys.map((key) =>
      source.problemAtKey([...path, key], `unknown field ${key}, expected one of ${known}`),
    );
  }
  const found = source.valueAt(path);
  const isMissing = found === undefined && path.length > 0;
  const what = isMissing ? `missing ${String(path.at(-1))}` : `found ${inWords(found)}`;
  return [source.problemAt(path, `${what}, expected ${expectedOf(issue)}`)];
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'fields (name: value)',
};

function expectedOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPE_NAMES[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return `one of ${issue.values.join(', ')}`;
    case 'too_small':
      if (issue.origin === 'string') return 'some text';
      if (issue.origin === 'array') return `at least ${issue.minimum} of them`;
      return `a number ${issue.inclusive ? 'of at least' : 'above'} ${issue.minimum}`;
    case 'too_big':
      if (issue.origin === 'string') return `at most ${issue.maximum} characters`;
      return `a number of at most ${issue.maximum}`;
    default:
      return issue.message;
  }
}

function inWords(found: unknown): string {
  if (found === null || found === undefined) return 'nothing';
  if (Array.isArray(found)) return 'a list';
  if (typeof found === 'object') return 'fields';
  const text = JSON.stringify(found);
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}

/** The fields that the schema allows at a path. */
function fieldsAt(schema: z.core.$ZodType, path: YamlPath): readonly string[] {
  const at = bare(schema);
  const [key, ...rest] = path;
  if (at instanceof z.ZodArray && key !== undefined) return fieldsAt(at.element, rest);
  if (!(at instanceof z.ZodObject)) return [];
  const child: z.core.$ZodType | undefined = key === undefined ? undefined : at.shape[String(key)];
  return child ? fieldsAt(child, rest) : Object.keys(at.shape);
}

/** Without what makes it optional, gives it a default or prepares its input. */
function bare(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return bare(schema.def.innerType);
  return schema instanceof z.ZodPipe ? bare(schema.def.out) : schema;
}
