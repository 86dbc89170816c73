import { describe, expect, it } from 'vitest';
import { checkStart, isLoopback } from '../../../../gateway/auth/start-check.ts';

const SECRET = 'x'.repeat(32);

describe('starting', () => {
  it('is allowed on loopback without auth, for development', () => {
    for (const host of ['127.0.0.1', '127.8.9.1', '::1', '[::1]', 'localhost', '::ffff:127.0.0.1']) {
      expect(checkStart(host, {})).toEqual({ ok: true, mode: 'development' });
    }
  });

  it('is refused on any other address without auth, and says how to configure it', () => {
    for (const host of ['0.0.0.0', '::', '', '192.168.1.4', 'gateway.example', '127.0.0.1.evil.example']) {
      const verdict = checkStart(host, { people: 'people.yaml' });
      if (verdict.ok) throw new Error(`${host} was allowed`);
      expect(verdict.error.code).toBe('input.config');
      for (const name of ['SOTTO_HOST', 'SOTTO_AUTH_SECRET', 'SOTTO_AUTH_JWKS', 'SOTTO_PEOPLE']) {
        expect(verdict.error.message).toContain(name);
      }
    }
  });

  it('is allowed anywhere with a secret or a key set, and then offers no development identity', () => {
    expect(checkStart('0.0.0.0', { secret: SECRET })).toEqual({ ok: true, mode: 'tokens' });
    expect(checkStart('127.0.0.1', { jwks: 'https://idp.example/jwks.json' })).toEqual({ ok: true, mode: 'tokens' });
  });

  it('is refused with a secret that can be guessed', () => {
    expect(checkStart('127.0.0.1', { secret: 'secret' })).toMatchObject({ ok: false, error: { code: 'input.config' } });
  });

  it('knows loopback by address, not by prefix', () => {
    expect(isLoopback('127.example.com')).toBe(false);
    expect(isLoopback('localhost.example')).toBe(false);
    expect(isLoopback('fe80::1')).toBe(false);
  });
});
