// Standard Webhooks, as Recall.ai signs its sockets: HMAC-SHA256 over "id.timestamp.body" with the base64 part of
// `whsec_…`; a handshake has no body. Several signatures may come, as "v1,…", split by spaces. standardwebhooks.com.

import { isSameHash, keyedHash } from './keyed-hash.ts';
import type { SignatureVerdict, VendorRequest } from './vendor-request.ts';

/** How old a signature may be, s; as the specification's libraries have it. */
const TOLERANCE_S = 300;

export function webhookSignature(secret: string, id: string, timestamp: string, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${keyedHash('sha256', key, `${id}.${timestamp}.${body}`).toString('base64')}`;
}

export function checkWebhookSignature({ header }: VendorRequest, secret: string, nowMs: number): SignatureVerdict {
  const signatures = header('webhook-signature');
  if (signatures === undefined) return 'unsigned';
  const [id, timestamp] = [header('webhook-id') ?? '', header('webhook-timestamp') ?? ''];
  if (!(Math.abs(nowMs / 1000 - Number(timestamp)) <= TOLERANCE_S)) return 'refused';
  const expected = Buffer.from(webhookSignature(secret, id, timestamp, ''));
  const isGood = signatures.split(' ').some((given) => isSameHash(expected, Buffer.from(given)));
  return isGood ? 'signed' : 'refused';
}
