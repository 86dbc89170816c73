// Who a vendor's handshake shows: the vendor's own signature, else a token in the Authorization header (Bearer, or the
// password of Basic) or in the query, as the vendor allows. Undefined where only the stream itself can still bring one.

import type { IncomingMessage } from 'node:http';
import { EngineError } from '../../engine/errors.ts';
import type { FeedDialect, VendorSecrets } from './feed-dialects.ts';
import type { FeedIdentity } from './feed-socket.ts';
import { vendorRequestOf } from './signatures/vendor-request.ts';

/** What of a handshake says who is there. */
export type Handshake = Pick<IncomingMessage, 'headers' | 'socket'>;

export interface FeedAccessOptions {
  readonly secrets: VendorSecrets;
  /** Where vendors reach this gateway, where that is not what the Host header says. */
  readonly publicUrl?: string | undefined;
  readonly identify: (request: Handshake) => Promise<FeedIdentity | undefined>;
  readonly authenticate: (token: string) => Promise<FeedIdentity>;
  readonly now: () => number;
}

/** Rejects with `auth.invalid` or `auth.forbidden` where what came is not good. */
export async function identifyVendor(
  { dialect, signature, hasHeaderOfItsOwn }: FeedDialect,
  request: IncomingMessage,
  { secrets, publicUrl, identify, authenticate, now }: FeedAccessOptions,
): Promise<FeedIdentity | undefined> {
  const verdict = signature?.(vendorRequestOf(request, publicUrl), secrets, now()) ?? 'unsigned';
  if (verdict === 'signed') return { personId: `feed:${dialect.name}`, roles: ['ingest'] };
  if (verdict === 'refused') {
    throw new EngineError('auth.invalid', `the signature of ${dialect.name} does not match; see docs/feeds`);
  }
  const headers = hasHeaderOfItsOwn ? { ...request.headers, authorization: undefined } : request.headers;
  const token = queryOf(request)['token'] ?? basicPassword(headers.authorization);
  return token === undefined ? identify({ socket: request.socket, headers }) : authenticate(token);
}

export function queryOf({ url }: Pick<IncomingMessage, 'url'>): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams((url ?? '').split('?')[1] ?? ''));
}

/** RFC 7617: base64 of `user:password`; the user's name says nothing here. */
function basicPassword(header: string | undefined): string | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/=]+) *$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  return text.includes(':') ? text.slice(text.indexOf(':') + 1) : undefined;
}
