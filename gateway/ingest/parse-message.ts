// Bytes of one ingest message in, the message out; or an EngineError that says what was found and what was expected.

import type { z } from 'zod';
import { EngineError } from '../../engine/errors.ts';
import { FEED_EVENT_TYPES } from '../../engine/events.ts';
import { ControlMessage, FeedMessage, type IngestMessage } from '../protocol/ingest.ts';

const CONTROL_TYPES: readonly string[] = ControlMessage.options.map((option) => option.shape.type.value);

export function parseIngestMessage(text: string): IngestMessage {
  const value = parseJson(text);
  const { type } = value;
  if (typeof type !== 'string') throw new EngineError('input.schema', 'type: expected a string');
  if (CONTROL_TYPES.includes(type)) return parseAs(ControlMessage, value);
  if ((FEED_EVENT_TYPES as readonly string[]).includes(type)) return parseAs(FeedMessage, value) as IngestMessage;
  const known = [...CONTROL_TYPES, ...FEED_EVENT_TYPES.filter((each) => each !== 'call.started')].join(', ');
  throw new EngineError('input.unknown-type', `type: '${type.slice(0, 80)}' is not known; expected one of ${known}`, {
    details: sequenceOf(value),
  });
}

/** The message's sequence where it has a valid one, so that a refusal can name it. */
export function sequenceOf(value: Readonly<Record<string, unknown>>): { sequence?: number } {
  const { sequence } = value;
  return Number.isSafeInteger(sequence) && (sequence as number) > 0 ? { sequence: sequence as number } : {};
}

function parseJson(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new EngineError('input.malformed', 'the message is not JSON', { cause });
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new EngineError('input.malformed', 'the message is not a JSON object');
  }
  return value as Record<string, unknown>;
}

function parseAs<Schema extends z.ZodType>(schema: Schema, value: Record<string, unknown>): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.') || 'message'}: ${issue.message}`);
  throw new EngineError('input.schema', problems.join('; ').slice(0, 1_000), { details: sequenceOf(value) });
}
