import { describe, expect, it } from 'vitest';
import { isLocalRequest, originRefusal } from '../../../../gateway/auth/origin.ts';

const allowed = (origin: string | undefined, host = 'sotto.example:8787', listed: string[] = []) =>
  originRefusal({ origin, host }, listed) === undefined;

describe('the origin of a connection', () => {
  it('is allowed where there is none: no browser, a token decides', () => {
    expect(allowed(undefined)).toBe(true);
  });

  it('is allowed from the same host and port, from loopback, and from the list', () => {
    expect(allowed('https://sotto.example:8787')).toBe(true);
    expect(allowed('https://sotto.example', 'sotto.example')).toBe(true);
    expect(allowed('http://localhost:5173')).toBe(true);
    expect(allowed('https://crm.example', undefined, ['https://crm.example/'])).toBe(true);
  });

  it('is refused from elsewhere, and the refusal says where to allow it', () => {
    for (const origin of ['https://evil.example', 'https://sotto.example', 'null', 'https://sotto.example:8787.evil']) {
      const refusal = originRefusal({ origin, host: 'sotto.example:8787' }, ['https://crm.example']);
      expect(refusal?.code).toBe('auth.origin');
      expect(refusal?.message).toContain('SOTTO_ORIGINS');
    }
    expect(allowed('http://crm.example', undefined, ['https://crm.example'])).toBe(false);
  });
});

describe('a local request', () => {
  const local = (remoteAddress: string, headers: Record<string, string>) => isLocalRequest({ remoteAddress, headers });

  it('comes from this machine and is meant for this machine', () => {
    expect(local('127.0.0.1', { host: 'localhost:8787' })).toBe(true);
    expect(local('::1', { host: '[::1]:8787' })).toBe(true);
    expect(local('10.0.0.5', { host: 'localhost:8787' })).toBe(false);
  });

  it('is none where another name was pointed at loopback, or a proxy passed it on', () => {
    expect(local('127.0.0.1', { host: 'rebound.evil.example' })).toBe(false);
    expect(local('127.0.0.1', { host: 'localhost', 'x-forwarded-for': '203.0.113.9' })).toBe(false);
    expect(local('127.0.0.1', {})).toBe(false);
  });
});
