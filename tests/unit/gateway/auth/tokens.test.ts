import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wallMs } from '../../../../engine/media-time.ts';
import { createTokenVerifier, signToken } from '../../../../gateway/auth/tokens.ts';

const SECRET = 'a secret of more than thirty-two bytes, for tests';
const NOW = wallMs(Date.parse('2026-03-02T10:00:00Z'));
const HOUR_MS = 3_600_000;
const token = (options: Partial<Parameters<typeof signToken>[1]> = {}) =>
  signToken(SECRET, { personId: 'alex', name: 'Alex', roles: ['rep'], expiresInMs: HOUR_MS, ...options }, NOW);
const verifierAt = (nowMs: number, options: object = {}) =>
  createTokenVerifier({ secret: SECRET, now: () => wallMs(nowMs), ...options });
const refusal = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) });

describe('a token signed with the secret', () => {
  it('says who, in which roles, until when', async () => {
    const verifier = await verifierAt(NOW);
    expect(await verifier.verify(await token())).toEqual({
      personId: 'alex',
      name: 'Alex',
      roles: ['rep'],
      expiresAt: NOW + HOUR_MS,
    });
  });

  it('leaves the roles open where it names none, and leaves out roles that are not ours', async () => {
    const verifier = await verifierAt(NOW);
    expect((await verifier.verify(await token({ roles: undefined }))).roles).toBeUndefined();
    expect((await verifier.verify(await token({ roles: ['rep', 'admin'] as never }))).roles).toEqual(['rep']);
  });

  it('is refused after it has expired, and the clocks may differ by half a minute', async () => {
    const expired = await verifierAt(NOW + HOUR_MS + 31_000);
    await expect(expired.verify(await token())).rejects.toEqual(refusal('auth.invalid', /has expired/));
    const within = await verifierAt(NOW + HOUR_MS + 29_000);
    expect((await within.verify(await token())).personId).toBe('alex');
  });

  it('is refused without an expiry', async () => {
    const eternal = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('alex')
      .sign(Buffer.from(SECRET));
    await expect((await verifierAt(NOW)).verify(eternal)).rejects.toEqual(refusal('auth.invalid', /"exp" is missing/));
  });

  it('is refused where one byte of the signature or of the claims was changed', async () => {
    const [head, claims, signature] = (await token()).split('.') as [string, string, string];
    const verifier = await verifierAt(NOW);
    const forgedSignature = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    await expect(verifier.verify([head, claims, forgedSignature].join('.'))).rejects.toEqual(
      refusal('auth.invalid', /signature/),
    );
    const promoted = JSON.parse(Buffer.from(claims, 'base64url').toString());
    const forgedClaims = Buffer.from(JSON.stringify({ ...promoted, roles: ['coach'] })).toString('base64url');
    await expect(verifier.verify([head, forgedClaims, signature].join('.'))).rejects.toEqual(
      refusal('auth.invalid', /signature/),
    );
  });

  it('is refused with another secret', async () => {
    const other = await createTokenVerifier({ secret: 'another secret of more than thirty-two bytes', now: () => NOW });
    await expect(other.verify(await token())).rejects.toEqual(refusal('auth.invalid', /signature/));
  });

  it('is refused unsigned (alg none), with another algorithm, and when it is no JWT', async () => {
    const verifier = await verifierAt(NOW);
    const unsigned = new UnsecuredJWT({})
      .setSubject('alex')
      .setExpirationTime(NOW / 1000 + 60)
      .encode();
    await expect(verifier.verify(unsigned)).rejects.toEqual(refusal('auth.invalid', /must be signed with HS256/));
    const hs512 = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS512' })
      .setSubject('alex')
      .setExpirationTime(NOW / 1000 + 60)
      .sign(new Uint8Array(64));
    await expect(verifier.verify(hs512)).rejects.toEqual(refusal('auth.invalid', /must be signed with HS256/));
    await expect(verifier.verify('rubbish')).rejects.toEqual(refusal('auth.invalid', /not a valid JWT/));
  });

  it('is refused from another issuer or for another audience', async () => {
    const verifier = await verifierAt(NOW, { issuer: 'us', audience: 'sotto' });
    expect((await verifier.verify(await token({ issuer: 'us', audience: 'sotto' }))).personId).toBe('alex');
    await expect(verifier.verify(await token({ issuer: 'them', audience: 'sotto' }))).rejects.toEqual(
      refusal('auth.invalid', /"iss"/),
    );
    await expect(verifier.verify(await token({ issuer: 'us' }))).rejects.toEqual(refusal('auth.invalid', /"aud"/));
  });

  it('needs a secret of 32 bytes, and says so in the terms of the configuration', async () => {
    await expect(createTokenVerifier({ secret: 'short' })).rejects.toEqual(refusal('input.config', /at least 32/));
  });
});

describe('a token of an identity provider', () => {
  let dir = '';
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;
  const signed = (key: CryptoKey, kid = 'k1') =>
    new SignJWT({ roles: ['coach'] })
      .setProtectedHeader({ alg: 'ES256', kid })
      .setSubject('morgan')
      .setExpirationTime(NOW / 1000 + 60)
      .sign(key);
  const verifier = () => createTokenVerifier({ jwks: pathToFileURL(join(dir, 'jwks.json')).href, now: () => NOW });

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sotto-jwks-'));
    keys = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
    await writeFile(join(dir, 'jwks.json'), JSON.stringify({ keys: [jwk] }));
  });
  afterAll(() => rm(dir, { recursive: true }));

  it('is taken when a key of the set signed it', async () => {
    expect(await (await verifier()).verify(await signed(keys.privateKey))).toMatchObject({
      personId: 'morgan',
      roles: ['coach'],
    });
  });

  it('is refused when another key signed it, or one that is not in the set', async () => {
    const other = await generateKeyPair('ES256');
    await expect((await verifier()).verify(await signed(other.privateKey))).rejects.toEqual(
      refusal('auth.invalid', /signature/),
    );
    await expect((await verifier()).verify(await signed(keys.privateKey, 'k2'))).rejects.toEqual(
      refusal('auth.invalid', /not in the key set/),
    );
  });

  it('is refused when it was signed symmetrically: a public key is no secret', async () => {
    await expect((await verifier()).verify(await token())).rejects.toEqual(refusal('auth.invalid', /asymmetric/));
  });

  it('needs a key set that can be read', async () => {
    const missing = pathToFileURL(join(dir, 'absent.json')).href;
    await expect(createTokenVerifier({ jwks: missing })).rejects.toEqual(refusal('input.config', /cannot be read/));
  });
});
