// Events of one type that are about the line, in the shape that a measurement needs. Signals come and go with the version
// of the engine that is measured: a type that it does not know is `null`, and the figures say that nothing looks for it.

import type { z } from 'zod';
import { type CallEvent, EVENT_TYPES } from '../../engine/events.ts';

/** Null where this engine has no such event. A segment's events of an older revision are left out. */
export function eventsOf<Schema extends z.ZodType>(
  log: readonly CallEvent[],
  type: string,
  schema: Schema,
): z.output<Schema>[] | null {
  if (!(EVENT_TYPES as readonly string[]).includes(type)) return null;
  return log.flatMap((event) => (event.type === type ? [schema.parse(event)] : []));
}
