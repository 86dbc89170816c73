// Whatever ClickHouse, chDB or the network throws → one EngineError. Told apart by error code and class.
// ClickHouse quotes the offending row in its messages, so those go under `details.pii` and the error is not a `cause`.

import { EngineError } from '../engine/errors.ts';

/** ClickHouse codes that mean "not now": the same statement may succeed later. */
const PASSING_CODES: ReadonlySet<string> = new Set([
  '159', // TIMEOUT_EXCEEDED
  '164', // READONLY: a server in read-only mode
  '198', // DNS_ERROR
  '202', // TOO_MANY_SIMULTANEOUS_QUERIES
  '203', // NO_FREE_CONNECTION
  '209', // SOCKET_TIMEOUT
  '210', // NETWORK_ERROR
  '236', // ABORTED: the server is shutting down
  '241', // MEMORY_LIMIT_EXCEEDED
  '242', // TABLE_IS_READ_ONLY
  '243', // NOT_ENOUGH_SPACE
  '252', // TOO_MANY_PARTS
  '279', // ALL_CONNECTION_TRIES_FAILED
  '285', // TOO_FEW_LIVE_REPLICAS
  '319', // UNKNOWN_STATUS_OF_INSERT
  '394', // QUERY_WAS_CANCELLED
  '425', // SYSTEM_ERROR
  '439', // CANNOT_SCHEDULE_TASK
  '999', // KEEPER_EXCEPTION
]);

/** ClickHouse codes that mean "this row": trying again cannot help, other rows may go in. */
const ROW_CODES: ReadonlySet<string> = new Set([
  '6', // CANNOT_PARSE_TEXT
  '26', // CANNOT_PARSE_QUOTED_STRING
  '25', // CANNOT_PARSE_ESCAPE_SEQUENCE
  '27', // CANNOT_PARSE_INPUT_ASSERTION_FAILED
  '33', // CANNOT_READ_ALL_DATA
  '38', // CANNOT_PARSE_DATE
  '41', // CANNOT_PARSE_DATETIME
  '53', // TYPE_MISMATCH
  '69', // ARGUMENT_OUT_OF_BOUND
  '70', // CANNOT_CONVERT_TYPE
  '72', // CANNOT_PARSE_NUMBER
  '117', // INCORRECT_DATA
  '130', // CANNOT_READ_ARRAY_FROM_TEXT
  '131', // TOO_LARGE_STRING_SIZE
  '349', // CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN
  '467', // CANNOT_PARSE_BOOL
  '469', // VIOLATED_CONSTRAINT
]);

/** Wraps once. `action` is a static phrase: what was tried. */
export function storeError(thrown: unknown, action: string): EngineError {
  if (thrown instanceof EngineError) return thrown;
  const clickhouseCode = clickhouseCodeOf(thrown);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (clickhouseCode !== null) {
    const code = PASSING_CODES.has(clickhouseCode) ? 'store.unavailable' : 'store.rejected';
    const details = { action, clickhouseCode, clickhouseType: property(thrown, 'type'), pii: { message } };
    return new EngineError(code, `ClickHouse could not ${action} (code ${clickhouseCode}).`, { details });
  }
  if (codeOf(thrown) === 'CHDB_CONNECTION') {
    return new EngineError('store.busy', 'The embedded data directory cannot be opened.', { cause: thrown });
  }
  return new EngineError('store.unavailable', `ClickHouse did not answer: could not ${action}.`, { cause: thrown });
}

/** The ClickHouse error number behind a wrapped error; null where it was no answer of ClickHouse. */
export function clickhouseCode(error: unknown): string | null {
  if (!(error instanceof EngineError)) return null;
  const code = error.details['clickhouseCode'];
  return typeof code === 'string' ? code : null;
}

/** True where the rows themselves were refused, so that sending them again is pointless. */
export function isRowRefused(error: unknown): boolean {
  const code = clickhouseCode(error);
  return code !== null && ROW_CODES.has(code);
}

/** Both clients throw ClickHouseError { code: '60', type }, each its own class; Node.js codes are never digits. */
function clickhouseCodeOf(thrown: unknown): string | null {
  const code = codeOf(thrown);
  return code !== null && /^\d+$/.test(code) ? code : null;
}

/** The `code` of a Node.js or chDB error. */
export function codeOf(thrown: unknown): string | null {
  const code = property(thrown, 'code');
  return typeof code === 'string' ? code : null;
}

function property(thrown: unknown, key: string): unknown {
  return typeof thrown === 'object' && thrown !== null ? (thrown as Record<string, unknown>)[key] : undefined;
}
