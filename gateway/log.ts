// One structured logger. Messages are static; facts go into fields; what people said or are called goes under `pii`,
// which is never written.

import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import { EngineError } from '../engine/errors.ts';

export type Log = Logger;

/** `destination`: default standard output. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options: LoggerOptions = {
    level,
    base: null,
    redact: { paths: ['pii', '*.pii', '*.*.pii', 'req.headers', 'token', '*.token'], remove: true },
    serializers: { err: errorFields },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Code and kind, not the stack of an expected error; details without `pii`. */
function errorFields(thrown: unknown): Record<string, unknown> {
  if (!(thrown instanceof EngineError)) return pino.stdSerializers.err(thrown as Error) as never;
  const { pii: _, ...details } = thrown.details;
  const cause = thrown.cause instanceof Error ? { cause: thrown.cause.message } : {};
  return { code: thrown.code, kind: thrown.kind, message: thrown.message, ...details, ...cause };
}
