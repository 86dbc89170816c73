// May the program start with this address and this auth configuration? Pure. Without auth it listens to loopback only.

import { isIP } from 'node:net';
import { EngineError } from '../../engine/errors.ts';
import { MIN_SECRET_BYTES } from './tokens.ts';

export interface AuthConfig {
  readonly secret?: string | undefined;
  readonly jwks?: string | undefined;
  /** Path of the people file. */
  readonly people?: string | undefined;
}

/** `development`: tokens of a secret made for this process, offered on the page. `tokens`: only configured keys. */
export type StartVerdict =
  | { readonly ok: true; readonly mode: 'development' | 'tokens' }
  | { readonly ok: false; readonly error: EngineError };

export function checkStart(host: string, auth: AuthConfig): StartVerdict {
  if (auth.secret !== undefined && Buffer.byteLength(auth.secret) < MIN_SECRET_BYTES) {
    return refused(`SOTTO_AUTH_SECRET has fewer than ${MIN_SECRET_BYTES} bytes. A good one: openssl rand -base64 48`);
  }
  if (auth.secret !== undefined || auth.jwks !== undefined) return { ok: true, mode: 'tokens' };
  if (isLoopback(host)) return { ok: true, mode: 'development' };
  return refused(
    [
      `${host || 'this address'} can be reached from other machines, and no auth is configured. Either`,
      '  listen to this machine only:        SOTTO_HOST=127.0.0.1',
      '  or sign tokens with a secret:       SOTTO_AUTH_SECRET="$(openssl rand -base64 48)"   (make one: sotto token)',
      '  or trust your identity provider:    SOTTO_AUTH_JWKS=https://idp.example/.well-known/jwks.json',
      'and say who reports to whom:          SOTTO_PEOPLE=people.yaml   (docs/protocol.md, "Who may see what")',
    ].join('\n'),
  );
}

/** True for names and addresses that only this machine can reach; an empty host listens everywhere. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (bare === 'localhost' || bare.endsWith('.localhost')) return true;
  const ipv4 = bare.replace(/^::ffff:/, '');
  if (isIP(ipv4) === 4) return ipv4.startsWith('127.');
  return bare === '::1';
}

const refused = (message: string): StartVerdict => ({ ok: false, error: new EngineError('input.config', message) });
