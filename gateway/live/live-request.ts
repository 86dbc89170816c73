// A viewer's message, from text to value; what is wrong with it is told by code.

import { EngineError } from '../../engine/errors.ts';
import { parsed } from '../http/validation.ts';
import { LiveRequest } from '../protocol/live.ts';

const TYPES: readonly string[] = LiveRequest.options.map((option) => option.shape.type.value);

/** Throws `input.malformed`, `input.unknown-type` or `input.schema`. */
export function parseLiveRequest(text: string): LiveRequest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new EngineError('input.malformed', 'the message is not JSON', { cause });
  }
  const type = (value as { type?: unknown } | null)?.type;
  if (typeof type !== 'string' || !TYPES.includes(type)) {
    throw new EngineError('input.unknown-type', `type must be one of ${TYPES.join(', ')}`);
  }
  return parsed(LiveRequest, value, '');
}
