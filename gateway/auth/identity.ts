// From a token to an identity: who is asking, in which roles, until when.

import { EngineError } from '../../engine/errors.ts';
import type { WallMs } from '../../engine/media-time.ts';
import type { Identity, RoleName } from '../protocol/rest.ts';
import type { People } from './people.ts';
import type { TokenVerifier } from './tokens.ts';

export interface Known {
  readonly identity: Identity;
  readonly expiresAt: WallMs;
}

export interface Authenticator {
  /** Rejects with `auth.missing` or `auth.invalid`. */
  authenticate(token: string | undefined): Promise<Known>;
}

interface AuthenticatorOptions {
  readonly verifier: TokenVerifier;
  readonly people: () => People;
  readonly isDevelopment: boolean;
}

const NO_TOKEN = 'no token was given; send "Authorization: Bearer <token>"';

const tryingOut = ({ all }: People) =>
  `${NO_TOKEN}. No auth is configured here: POST /v1/session/development gives a token for {"personId": "${all[0]?.id ?? ''}"}`;

/** The token's roles count where it names any, so that a token made for one task stays one; else the people file's. */
export function createAuthenticator({ verifier, people, isDevelopment }: AuthenticatorOptions): Authenticator {
  return {
    async authenticate(token) {
      if (token === undefined || token === '') {
        throw new EngineError('auth.missing', isDevelopment ? tryingOut(people()) : NO_TOKEN);
      }
      const claims = await verifier.verify(token);
      const person = people().find(claims.personId);
      const roles: RoleName[] = [...new Set(claims.roles ?? person?.roles ?? [])];
      const name = claims.name ?? person?.name ?? claims.personId;
      return {
        identity: { personId: claims.personId, name, roles, isDevelopment },
        expiresAt: claims.expiresAt,
      };
    },
  };
}

/** The token of an `Authorization: Bearer …` header (RFC 6750 §2.1). */
export function bearerToken(header: string | undefined): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1];
}

export function hasRole(identity: Identity, ...roles: readonly RoleName[]): boolean {
  return roles.some((role) => identity.roles.includes(role));
}
