// Tokens are JWTs (RFC 7519), signed with a shared secret (HS256) or by an identity provider whose keys are a JWKS
// (RFC 7517). Comparison of signatures is the crypto library's, in constant time; nothing here compares secrets.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeProtectedHeader,
  errors,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
  SignJWT,
} from 'jose';
import { z } from 'zod';
import { EngineError } from '../../engine/errors.ts';
import { type WallMs, wallMs } from '../../engine/media-time.ts';
import { RoleName } from '../protocol/rest.ts';

/** HS256 asks for a key at least as long as its hash, 256 bits (RFC 7518 §3.2). */
export const MIN_SECRET_BYTES = 32;
/** `none` and the symmetric algorithms are not among them: a public key must never be taken for a secret. */
const ASYMMETRIC = 'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519'.split(' ');

export interface TokenOptions {
  readonly secret?: string | undefined;
  /** `https:` address of the key set, or `file:` where it is on disk. */
  readonly jwks?: string | undefined;
  readonly issuer?: string | undefined;
  readonly audience?: string | undefined;
  /** How far clocks of issuer and gateway may differ, ms. Default 30 000: ordinary NTP drift and then some. */
  readonly clockToleranceMs?: number;
  /** Now; tests bring their own. */
  readonly now?: () => WallMs;
}

/** What a good token says. */
export interface TokenClaims {
  readonly personId: string;
  readonly name: string | undefined;
  /** Undefined where the token says nothing of roles: then the people file does. */
  readonly roles: readonly RoleName[] | undefined;
  readonly expiresAt: WallMs;
}

export interface TokenVerifier {
  /** Rejects with `auth.invalid`, saying what is wrong with the token. */
  verify(token: string): Promise<TokenClaims>;
}

/** Throws `input.config` where a key cannot be used. */
export async function createTokenVerifier(options: TokenOptions): Promise<TokenVerifier> {
  const secret = options.secret === undefined ? undefined : secretKey(options.secret);
  const keySet = options.jwks === undefined ? undefined : await openKeySet(options.jwks);
  const checks = {
    requiredClaims: ['sub', 'exp'],
    clockTolerance: (options.clockToleranceMs ?? 30_000) / 1000,
    ...(options.issuer === undefined ? {} : { issuer: options.issuer }),
    ...(options.audience === undefined ? {} : { audience: options.audience }),
  };
  const verified = async (token: string): Promise<JWTPayload> => {
    const currentDate = new Date(options.now?.() ?? Date.now());
    const isSymmetric = decodeProtectedHeader(token).alg === 'HS256';
    if (isSymmetric && secret) {
      return (await jwtVerify(token, secret, { ...checks, currentDate, algorithms: ['HS256'] })).payload;
    }
    if (!isSymmetric && keySet) {
      return (await jwtVerify(token, keySet, { ...checks, currentDate, algorithms: ASYMMETRIC })).payload;
    }
    const wanted = [...(secret ? ['HS256'] : []), ...(keySet ? ['an asymmetric algorithm of the key set'] : [])];
    throw new EngineError('auth.invalid', `the token must be signed with ${wanted.join(' or ') || 'a configured key'}`);
  };
  return {
    async verify(token) {
      try {
        return claimsOf(await verified(token));
      } catch (thrown) {
        throw thrown instanceof EngineError
          ? thrown
          : new EngineError('auth.invalid', whatIsWrong(thrown), { cause: thrown });
      }
    },
  };
}

export interface NewToken {
  readonly personId: string;
  readonly name?: string | undefined;
  readonly roles?: readonly RoleName[] | undefined;
  readonly expiresInMs: number;
  readonly issuer?: string | undefined;
  readonly audience?: string | undefined;
}

/** An HS256 token; for `sotto token` and for development identities. */
export async function signToken(secret: string, token: NewToken, now: WallMs): Promise<string> {
  const issuedAtS = Math.floor(now / 1000);
  const jwt = new SignJWT({
    ...(token.name === undefined ? {} : { name: token.name }),
    ...(token.roles === undefined ? {} : { roles: [...token.roles] }),
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(token.personId)
    .setIssuedAt(issuedAtS)
    .setExpirationTime(issuedAtS + Math.ceil(token.expiresInMs / 1000));
  if (token.issuer !== undefined) jwt.setIssuer(token.issuer);
  if (token.audience !== undefined) jwt.setAudience(token.audience);
  return jwt.sign(secretKey(secret));
}

function secretKey(secret: string): Uint8Array {
  const bytes = new TextEncoder().encode(secret);
  if (bytes.byteLength < MIN_SECRET_BYTES) {
    const has = `the token secret has ${bytes.byteLength} bytes`;
    throw new EngineError('input.config', `${has}; HS256 needs at least ${MIN_SECRET_BYTES}`);
  }
  return bytes;
}

async function openKeySet(address: string): Promise<JWTVerifyGetKey> {
  try {
    const url = new URL(address);
    if (url.protocol !== 'file:') return createRemoteJWKSet(url);
    return createLocalJWKSet(JSON.parse(await readFile(fileURLToPath(url), 'utf8')) as JSONWebKeySet);
  } catch (cause) {
    throw new EngineError('input.config', `the key set ${address} cannot be read`, { cause });
  }
}

const Claims = z.object({
  sub: z.string().min(1).max(128),
  exp: z.number(),
  name: z.string().max(200).optional(),
  roles: z.array(z.string()).optional(),
});

/** Roles that are not ours are left out: identity providers list many. */
function claimsOf(payload: JWTPayload): TokenClaims {
  const result = Claims.safeParse(payload);
  if (!result.success) {
    const claims = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new EngineError('auth.invalid', `the token's claims are not usable: ${claims.join('; ')}`);
  }
  const { sub, exp, name, roles } = result.data;
  return {
    personId: sub,
    name,
    roles: roles?.flatMap((role) => RoleName.safeParse(role).data ?? []),
    expiresAt: wallMs(exp * 1000),
  };
}

/** For people; never tells more than the token's own claims. */
function whatIsWrong(thrown: unknown): string {
  if (thrown instanceof errors.JWTExpired) return 'the token has expired; get a new one';
  if (thrown instanceof errors.JWTClaimValidationFailed) {
    return `the token's claim "${thrown.claim}" is missing or not the one expected`;
  }
  if (thrown instanceof errors.JWSSignatureVerificationFailed) return 'the signature of the token is not valid';
  if (thrown instanceof errors.JWKSNoMatchingKey) return 'the token was signed with a key that is not in the key set';
  if (thrown instanceof errors.JWKSTimeout) return 'the key set of the identity provider does not answer; try again';
  return 'the token is not a valid JWT';
}
