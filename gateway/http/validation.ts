// One part of a request, or one message, against its schema: the value, or `input.schema` naming each field.

import type { z } from 'zod';
import { EngineError } from '../../engine/errors.ts';

export function parsed<S extends z.ZodType>(schema: S, value: unknown, part: string): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    ({ path, message }) => `${[part, ...path].filter(Boolean).join('.')}: ${message}`,
  );
  throw new EngineError('input.schema', problems.join('; '));
}
