// `/v1/whip` (WHIP, RFC 9725): POST an offer, PATCH candidates, DELETE the session; OPTIONS and CORS for pages elsewhere.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { EngineError, type ErrorCode } from '../../engine/errors.ts';
import { originRefusal } from '../auth/origin.ts';
import type { FeedIdentity } from '../ingest/feed-socket.ts';
import { iceServerLinks } from './ice-servers.ts';
import type { IceServer } from './peer-protocol.ts';
import type { WhipSessions } from './whip-sessions.ts';

export interface WhipRoutesOptions {
  readonly sessions: WhipSessions;
  readonly identify: (request: FastifyRequest['raw']) => Promise<FeedIdentity | undefined>;
  /** Web origins that may feed, besides this host and loopback. */
  readonly origins: readonly string[];
  readonly iceServers: readonly IceServer[];
}

const WHIP_PATH = '/v1/whip';
const SDP = 'application/sdp';
const FRAGMENT = 'application/trickle-ice-sdpfrag';
const PUBLIC = { config: { access: 'public' } } as const;

/** An error of the catalogue with the status that RFC 9725 or RFC 9110 asks for here. */
class WhipRefusal extends EngineError {
  override readonly httpStatus: number;
  constructor(code: ErrorCode, httpStatus: number, message: string) {
    super(code, message);
    this.httpStatus = httpStatus;
  }
}

type SessionRequest = FastifyRequest<{ Params: { sessionId: string } }>;

export async function addWhipRoutes(app: FastifyInstance, options: WhipRoutesOptions): Promise<void> {
  // In a scope of its own: other routes take JSON only.
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    scope.addHook('onRequest', async (request, reply) => allowOrigin(request, reply, options.origins));
    addEndpoint(scope, options);
    addSession(scope, options);
  });
}

function addEndpoint(app: FastifyInstance, { sessions, identify, iceServers }: WhipRoutesOptions): void {
  const links = iceServerLinks(iceServers);
  app.options(WHIP_PATH, PUBLIC, (_request, reply) => {
    reply.headers({ 'accept-post': SDP, ...(links.length > 0 ? { link: links } : {}) });
    return preflight(reply, 'POST, OPTIONS');
  });
  app.post(WHIP_PATH, PUBLIC, async (request, reply) => {
    const identity = await known(identify, request);
    assertType(request, SDP);
    const answer = await sessions.open(String(request.body ?? ''), request.query, identity);
    return reply
      .code(201)
      .headers({
        'content-type': SDP,
        location: `${WHIP_PATH}/${answer.sessionId}`,
        etag: answer.entityTag,
        'sotto-call-id': answer.callId,
        'cache-control': 'no-store',
        ...(links.length > 0 ? { link: links } : {}),
      })
      .send(answer.sdp);
  });
  refuseOthers(app, WHIP_PATH, ['GET', 'PUT', 'PATCH', 'DELETE'], 'POST, OPTIONS');
}

function addSession(app: FastifyInstance, { sessions, identify }: WhipRoutesOptions): void {
  const path = `${WHIP_PATH}/:sessionId`;
  const find = async (request: SessionRequest): Promise<{ sessionId: string; entityTag: string }> => {
    const identity = await known(identify, request);
    const { sessionId } = request.params;
    const entityTag = sessions.entityTagOf(sessionId, identity);
    if (entityTag !== undefined) return { sessionId, entityTag };
    throw new WhipRefusal('call.not-found', 404, 'there is no such WHIP session; it may have ended');
  };
  app.options(path, PUBLIC, (_request, reply) => {
    reply.header('accept-patch', FRAGMENT);
    return preflight(reply, 'PATCH, DELETE, OPTIONS');
  });
  app.patch(path, PUBLIC, async (request: SessionRequest, reply) => {
    const { sessionId, entityTag } = await find(request);
    assertType(request, FRAGMENT);
    const match = request.headers['if-match'];
    if (match === undefined) {
      throw new WhipRefusal('input.sdp', 428, 'send If-Match with the ETag of the answer (RFC 9725 §4.3.1)');
    }
    if (match !== entityTag && match !== '*') {
      throw new WhipRefusal('input.sdp', 412, 'If-Match names another ICE session than the present one');
    }
    sessions.trickle(sessionId, String(request.body ?? ''));
    return reply.code(204).send();
  });
  app.delete(path, PUBLIC, async (request: SessionRequest, reply) => {
    const { sessionId } = await find(request);
    sessions.remove(sessionId);
    return reply.code(200).send();
  });
  refuseOthers(app, path, ['GET', 'PUT', 'POST'], 'PATCH, DELETE, OPTIONS');
}

/** RFC 9725 §4.1: what is not used is 405, so that a later use of it can be told from a mistake. */
function refuseOthers(app: FastifyInstance, url: string, method: string[], allow: string): void {
  app.route({
    ...PUBLIC,
    method,
    url,
    handler: (request, reply) => {
      reply.header('allow', allow);
      throw new WhipRefusal('input.unknown-type', 405, `${request.method} is not used here; use ${allow}`);
    },
  });
}

async function known(identify: WhipRoutesOptions['identify'], request: FastifyRequest): Promise<FeedIdentity> {
  const identity = await identify(request.raw);
  if (identity) return identity;
  throw new EngineError('auth.missing', 'send "Authorization: Bearer <token>" with a token of the role ingest or rep');
}

function assertType(request: FastifyRequest, expected: string): void {
  const found = (request.headers['content-type'] ?? 'none').split(';')[0]?.trim().toLowerCase();
  if (found !== expected) throw new WhipRefusal('input.sdp', 415, `content-type is ${found}; expected ${expected}`);
}

function allowOrigin(request: FastifyRequest, reply: FastifyReply, allowed: readonly string[]): void {
  const { origin, host } = request.headers;
  const refusal = originRefusal({ origin, host }, allowed);
  if (refusal) throw refusal;
  if (origin === undefined) return;
  reply.headers({
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'Location, ETag, Link, Sotto-Call-Id',
    vary: 'Origin',
  });
}

function preflight(reply: FastifyReply, methods: string): FastifyReply {
  return reply
    .code(204)
    .headers({
      'access-control-allow-methods': methods,
      'access-control-allow-headers': 'Authorization, Content-Type, If-Match',
      'access-control-max-age': '600',
    })
    .send();
}
