// Who may come in, put together from the configuration: tokens, people, development identities, feeds.

import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { EngineError } from '../../engine/errors.ts';
import type { WallMs } from '../../engine/media-time.ts';
import type { FeedIdentity } from '../ingest/feed-socket.ts';
import type { Identity } from '../protocol/rest.ts';
import { createDevelopment, type Development } from './development.ts';
import { type Authenticator, bearerToken, createAuthenticator, hasRole } from './identity.ts';
import { isLocalRequest } from './origin.ts';
import { NOBODY_KNOWN, type People, parsePeople } from './people.ts';
import { checkStart } from './start-check.ts';
import { createTokenVerifier, signToken } from './tokens.ts';

export interface AccessConfig {
  readonly secret?: string | undefined;
  readonly jwks?: string | undefined;
  readonly issuer?: string | undefined;
  readonly audience?: string | undefined;
  /** Path of the people file. */
  readonly people?: string | undefined;
}

export interface Access {
  readonly mode: 'development' | 'tokens';
  readonly development: Development | undefined;
  readonly authenticator: Authenticator;
  readonly people: () => People;
  /** Who a feed's handshake shows. In development a program on this machine may feed without a token. */
  identifyFeed(request: Pick<IncomingMessage, 'headers' | 'socket'>): Promise<FeedIdentity | undefined>;
  authenticateFeed(token: string): Promise<FeedIdentity>;
  /** A token for the program's own feeds (sample calls). Rejects where only an identity provider can sign. */
  feedToken(identity: Identity, now: WallMs): Promise<string>;
}

/** Throws `input.config` where the program must not start like this. */
export async function openAccess(host: string, config: AccessConfig): Promise<Access> {
  const start = checkStart(host, config);
  if (!start.ok) throw start.error;
  const known = config.people === undefined ? undefined : parsePeople(await readText(config.people), config.people);
  const development = start.mode === 'development' ? createDevelopment(known) : undefined;
  const secret = development?.secret ?? config.secret;
  const people = development?.people ?? known ?? NOBODY_KNOWN;
  const { jwks, issuer, audience } = config;
  const verifier = await createTokenVerifier(development ? { secret } : { secret, jwks, issuer, audience });
  const authenticator = createAuthenticator({
    verifier,
    people: () => people,
    isDevelopment: development !== undefined,
  });

  const authenticateFeed = async (token: string): Promise<FeedIdentity> => {
    const { identity } = await authenticator.authenticate(token);
    if (hasRole(identity, 'ingest', 'rep')) return identity;
    throw new EngineError('auth.forbidden', 'feeding a call needs the role ingest, or rep for one’s own calls');
  };
  return {
    mode: start.mode,
    development,
    authenticator,
    people: () => people,
    authenticateFeed,
    async identifyFeed(request) {
      const token = bearerToken(request.headers.authorization);
      if (token !== undefined) return authenticateFeed(token);
      const isLocal = isLocalRequest({ remoteAddress: request.socket.remoteAddress, headers: request.headers });
      return development && isLocal ? { personId: 'development-feed', roles: ['ingest'] } : undefined;
    },
    async feedToken(identity, now) {
      if (secret === undefined) {
        throw new EngineError(
          'input.config',
          'sample calls need SOTTO_AUTH_SECRET: the program cannot sign with a JWKS',
        );
      }
      const roles = ['ingest' as const];
      return signToken(
        secret,
        { personId: identity.personId, name: identity.name, roles, expiresInMs: 3_600_000 },
        now,
      );
    },
  };
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new EngineError('input.config', `SOTTO_PEOPLE: ${path} cannot be read`, { cause });
  });
}
