// A vendor's request as its signature sees it: the address it was sent to, and headers of one value each.

import type { IncomingMessage } from 'node:http';

export interface VendorRequest {
  /** Path and query, as asked. */
  readonly target: string;
  /** Host and port that the vendor knows us by. */
  readonly authority: string;
  header(name: string): string | undefined;
}

/** `publicUrl`: where vendors reach this gateway, when something in front of it changes the Host header or the path. */
export function vendorRequestOf(
  { url, headers }: Pick<IncomingMessage, 'url' | 'headers'>,
  publicUrl?: string,
): VendorRequest {
  const known = publicUrl === undefined ? undefined : new URL(publicUrl);
  const prefix = known?.pathname.replace(/\/$/, '') ?? '';
  return {
    target: prefix + (url ?? '/'),
    authority: known?.host ?? headers.host ?? '',
    header(name) {
      const value = headers[name.toLowerCase()];
      return Array.isArray(value) ? value.join(', ') : value;
    },
  };
}

/**
 * `signed`: the vendor's own signature is good. `unsigned`: there is none, so a token must do. `refused`: there is one
 * and it is wrong.
 */
export type SignatureVerdict = 'signed' | 'unsigned' | 'refused';
