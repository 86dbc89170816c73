// The text of a close frame: the error's code and message, cut to the 123 bytes there are (RFC 6455 §5.5).

import type { EngineError } from '../../engine/errors.ts';
import { errorBody } from '../http/error-replies.ts';

const MAX_BYTES = 123;
const ELLIPSIS = '…';

export function closeReason(error: EngineError): string {
  const text = `${error.code}: ${errorBody(error).message}`;
  const bytes = new TextEncoder().encode(text);
  if (bytes.byteLength <= MAX_BYTES) return text;
  const room = MAX_BYTES - new TextEncoder().encode(ELLIPSIS).byteLength;
  // `stream` leaves out a character that the cut has halved.
  return new TextDecoder().decode(bytes.subarray(0, room), { stream: true }) + ELLIPSIS;
}
