// The one error type and the one catalogue of codes. Code is what programs read; the message is for people.
// A code is never reused for another meaning. docs/errors.md lists the same codes (tested).

export type ErrorKind = 'input' | 'dependency' | 'overload' | 'defect';

interface CatalogueEntry {
  readonly kind: ErrorKind;
  /** May the same thing be tried again, unchanged, with a chance of success? */
  readonly retryable: boolean;
  /** HTTP status where an error answers a request. */
  readonly httpStatus: number;
  /** WebSocket close code (RFC 6455 §7.4) where an error ends a connection. */
  readonly closeCode: number;
  /** What it means, one sentence; the docs are made from it. */
  readonly meaning: string;
}

const input = (meaning: string, httpStatus = 400, closeCode = 1008): CatalogueEntry => ({
  kind: 'input',
  retryable: false,
  httpStatus,
  closeCode,
  meaning,
});
const overload = (meaning: string, httpStatus = 429, closeCode = 1013): CatalogueEntry => ({
  kind: 'overload',
  retryable: true,
  httpStatus,
  closeCode,
  meaning,
});
const dependency = (meaning: string, retryable = true): CatalogueEntry => ({
  kind: 'dependency',
  retryable,
  httpStatus: 503,
  closeCode: 1011,
  meaning,
});
const defect = (meaning: string): CatalogueEntry => ({
  kind: 'defect',
  retryable: false,
  httpStatus: 500,
  closeCode: 1011,
  meaning,
});

export const ERROR_CATALOGUE = {
  // What they sent
  'input.malformed': input('The message is not valid JSON or not a valid binary frame.', 400, 1007),
  'input.schema': input('The message does not have the shape that the protocol asks for.', 400, 1007),
  'input.unknown-type': input('The message type is not part of the protocol.', 400, 1003),
  'input.audio-format': input('The audio encoding, rate or channel layout is not supported.', 400, 1003),
  'input.unknown-channel': input('An audio frame names a channel that the call did not declare.'),
  'input.sequence-gap': input('A message sequence number was skipped.'),
  'input.protocol-order': input('A message came before the one that must precede it.'),
  'input.config': input('The configuration is not valid.'),
  'input.playbook': input('The playbook is not valid.'),
  'input.file': input('The file cannot be read as a recorded call.'),
  'input.sdp': input('The WebRTC offer, or the candidates sent after it, cannot be used.', 422),
  // Who they are
  'auth.missing': input('No token was given.', 401, 4401),
  'auth.invalid': input('The token is not valid.', 401, 4401),
  'auth.forbidden': input('This identity may not see or do this.', 403, 4403),
  'auth.origin': input('The page that opened this connection is not an allowed origin.', 403, 4403),
  'auth.timeout': input('No token arrived within the time allowed.', 401, 4401),
  // What is not there
  'call.not-found': input('There is no such call, or it is not visible to this identity.', 404, 4404),
  'call.already-live': input('A call with this id is live already and was not resumed.', 409, 4409),
  'call.ended': input('The call has ended and takes no more input.', 409, 4409),
  'recording.not-found': input('There is no recording of this call, or not of this channel.', 404, 4404),
  'recording.range': input('The recording has none of the bytes that were asked for.', 416),
  'card.not-found': input('There is no such card in this call.', 404, 4404),
  // Our limits
  'limit.message-size': input('A message is larger than the limit.', 413, 1009),
  'limit.frame-rate': overload('Messages arrive faster than the limit.'),
  'limit.channels': input('The call has more channels than the limit.', 400, 1008),
  'limit.calls': overload('As many calls are live as this process allows.', 503, 1013),
  'limit.viewers': overload('As many live viewers are connected as this process allows.', 503, 1013),
  'limit.sessions': overload('As many WebRTC sessions are open as this process allows.', 503, 1013),
  'overload.inference': overload('A model could not keep up and work was dropped.', 503),
  'overload.viewer': overload('The viewer reads too slowly and missed events.', 503),
  'overload.spool': overload('The spool is full; nothing more can be made durable.', 503),
  // What we lean on
  'store.unavailable': dependency('ClickHouse does not answer.'),
  'store.rejected': dependency('ClickHouse refused the statement.', false),
  'recording.unavailable': dependency('The storage of recordings does not answer.'),
  'recording.damaged': dependency('A recording was sealed with another key, or was changed.', false),
  'store.busy': dependency('The embedded data directory is open in another process.', false),
  'model.load': dependency('A model file could not be loaded.', false),
  'model.failed': dependency('A model failed while it ran.'),
  'model.download': dependency('A model could not be fetched from its hub.'),
  'model.mismatch': dependency('A model file is not the one that was expected.', false),
  'model.folder': dependency('The folder of the models cannot be written.', false),
  'webrtc.unavailable': { ...dependency('The WebRTC library has no binary for this machine.', false), httpStatus: 501 },
  'webrtc.failed': dependency('The WebRTC process ended; its calls wait for another offer.'),
  'server.draining': dependency('The server is shutting down and takes no new calls.'),
  // Our own faults
  'defect.pipeline': defect('A pipeline broke an invariant and was stopped for this call.'),
  'defect.internal': defect('An invariant of the program was broken.'),
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;

interface EngineErrorOptions {
  /** Facts for the log. Text, names and numbers of people go under `pii`, which the logger redacts. */
  readonly details?: Readonly<Record<string, unknown>> & { readonly pii?: unknown };
  readonly cause?: unknown;
}

export class EngineError extends Error {
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  readonly retryable: boolean;
  readonly httpStatus: number;
  readonly closeCode: number;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: EngineErrorOptions = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    const entry = ERROR_CATALOGUE[code];
    this.name = 'EngineError';
    this.code = code;
    this.kind = entry.kind;
    this.retryable = entry.retryable;
    this.httpStatus = entry.httpStatus;
    this.closeCode = entry.closeCode;
    this.details = options.details ?? {};
  }
}

/** Wraps anything thrown into an EngineError, once; what is one already passes through. */
export function asEngineError(thrown: unknown, code: ErrorCode): EngineError {
  if (thrown instanceof EngineError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new EngineError(code, message, { cause: thrown });
}
