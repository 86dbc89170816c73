// Anything thrown becomes a status and an ErrorBody. What they did wrong is told in full; what is wrong with us is told
// by its code and meaning only, and logged.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { EngineError, ERROR_CATALOGUE, type ErrorCode } from '../../engine/errors.ts';
import type { ErrorBody } from '../protocol/rest.ts';
import type { HttpLog } from './ports.ts';

/** Whatever else fastify refuses with a 4xx is `input.malformed`. */
const FASTIFY_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'limit.message-size',
};

/** The catalogue has no code for a thing that is neither a call nor a card: this one with 404. */
export class NotFoundError extends EngineError {
  override readonly httpStatus = 404;
  constructor(message: string) {
    super('input.unknown-type', message);
  }
}

export function asRequestError(thrown: unknown): EngineError {
  if (thrown instanceof EngineError) return thrown;
  const { code, message, statusCode } = (thrown ?? {}) as { code?: unknown; message?: unknown; statusCode?: unknown };
  const isTheirs = typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500;
  const known = (typeof code === 'string' && FASTIFY_CODES[code]) || (isTheirs && 'input.malformed');
  if (known) return new EngineError(known, String(message));
  return new EngineError('defect.internal', 'unexpected', { cause: thrown });
}

/** The body that a viewer or a client may read. */
export function errorBody(error: EngineError): ErrorBody {
  const isTheirs = error.kind === 'input' || error.kind === 'overload';
  const message = isTheirs ? error.message : ERROR_CATALOGUE[error.code].meaning;
  const whoCan = error.details['whoCan'];
  return {
    code: error.code,
    message,
    retryable: error.retryable,
    ...(typeof whoCan === 'string' ? { whoCan } : {}),
  };
}

export function errorHandler(log: HttpLog) {
  return (thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const error = asRequestError(thrown);
    const facts = {
      err: error.cause ?? error,
      code: error.code,
      method: request.method,
      route: request.routeOptions.url,
    };
    if (error.kind === 'defect') log.error(facts, 'a request failed by our own fault');
    else if (error.kind === 'dependency') log.warn(facts, 'a request failed by what we lean on');
    if (error.httpStatus === 401) reply.header('www-authenticate', 'Bearer');
    if (error.httpStatus === 429) reply.header('retry-after', '1');
    return reply.code(error.httpStatus).header('cache-control', 'no-store').send(errorBody(error));
  };
}
