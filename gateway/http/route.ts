// Registers one operation of the table as a route: who asks, in which roles, within which rate, with which fields.
// A handler runs only after all of that; it gets typed values.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { EngineError } from '../../engine/errors.ts';
import { bearerToken, hasRole } from '../auth/identity.ts';
import { isLocalRequest } from '../auth/origin.ts';
import type { Access, Operation } from '../protocol/openapi-operations.ts';
import type { Identity } from '../protocol/rest.ts';
import type { HttpOptions } from './options.ts';
import type { HttpDeps } from './ports.ts';
import { TokenBuckets } from './token-bucket.ts';
import { parsed } from './validation.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Every route says who may ask; one that does not is refused when it is registered. */
    access?: Access;
  }
  interface FastifyRequest {
    identity: Identity | undefined;
  }
}

type Of<S> = S extends z.ZodType ? z.output<S> : undefined;
type Replied<O extends Operation> = O['reply'] extends z.ZodType ? z.output<O['reply']> : undefined;
type Asking<O extends Operation> = O['access'] extends 'public' | 'local-or-operator' ? Identity | undefined : Identity;

export interface Asked<O extends Operation> {
  readonly identity: Asking<O>;
  readonly params: Of<O['params']>;
  readonly query: Of<O['query']>;
  readonly body: Of<O['body']>;
  /** Why this is read, as stated; undefined where nothing was said. */
  readonly purpose: string | undefined;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export type AddRoute = <const O extends Operation>(
  operation: O,
  handler: (asked: Asked<O>) => Promise<Replied<O>> | Replied<O>,
) => void;

export function routesOf(app: FastifyInstance, deps: HttpDeps, options: HttpOptions): AddRoute {
  const rate = { perSecond: options.requestsPerMinute / 60, burst: options.requestBurst };
  const buckets = new TokenBuckets(rate);
  const assertRate = (key: string) => {
    if (buckets.take(key, deps.now())) return;
    throw new EngineError(
      'limit.frame-rate',
      `more than ${options.requestsPerMinute} requests a minute; wait a moment`,
    );
  };
  return (operation, handler) => {
    const admit = async (request: FastifyRequest): Promise<void> => {
      request.identity = await identify(operation, request, deps, assertRate);
    };
    app.route({
      method: operation.method,
      url: operation.path.replaceAll(/\{(\w+)\}/g, ':$1'),
      config: { access: operation.access },
      onRequest: admit,
      handler: async (request, reply) => {
        const query = operation.query && parsed(operation.query, request.query, 'query');
        const asked = {
          identity: request.identity,
          params: operation.params && parsed(operation.params, request.params, 'path'),
          query,
          body: operation.body && parsed(operation.body, request.body ?? {}, 'body'),
          purpose: purposeOf(request, query),
          request,
          reply,
        };
        reply.header('cache-control', 'no-store');
        if (operation.replyType) reply.type(operation.replyType);
        const answer = await handler(asked as never);
        if (!reply.statusCode || reply.statusCode === 200) reply.code(operation.replyStatus ?? 200);
        return reply.send(answer);
      },
    });
  };
}

async function identify(
  { access, tag }: Operation,
  request: FastifyRequest,
  deps: HttpDeps,
  assertRate: (key: string) => void,
): Promise<Identity | undefined> {
  const token = bearerToken(request.headers.authorization);
  // Probes are not counted: a gateway under load must not look dead to what watches it.
  if (access === 'public' && tag === 'operations') return undefined;
  if (access === 'public' && token === undefined) {
    assertRate(`address ${request.ip}`);
    return undefined;
  }
  if (access === 'local-or-operator' && token === undefined && isLocal(request)) return undefined;
  const known = await deps.authenticator.authenticate(token).catch((refusal: unknown) => {
    assertRate(`address ${request.ip}`);
    throw refusal;
  });
  const { identity } = known;
  assertRate(`person ${identity.personId}`);
  const roles = access === 'local-or-operator' ? (['operator'] as const) : access;
  if (typeof roles !== 'string' && !hasRole(identity, ...roles)) {
    const whoCan = roles.join(' or ');
    const why = `this needs the role ${whoCan}; you have ${identity.roles.join(', ') || 'none'}`;
    throw new EngineError('auth.forbidden', why, { details: { whoCan } });
  }
  return identity;
}

export function isLocal(request: FastifyRequest): boolean {
  return isLocalRequest({ remoteAddress: request.socket.remoteAddress, headers: request.headers });
}

const PURPOSE_CHARS = 200;
function purposeOf(request: FastifyRequest, query: unknown): string | undefined {
  const header = request.headers['x-purpose'];
  const stated = typeof header === 'string' ? header : (query as { purpose?: string } | undefined)?.purpose;
  return stated?.trim().slice(0, PURPOSE_CHARS) || undefined;
}
