// X-Twilio-Signature: base64 of HMAC-SHA1, keyed with the account's auth token, over the address and the POST parameters
// sorted by name; a WebSocket handshake has none. twilio.com/docs/usage/security. SignalWire signs alike.

import { isSameHash, keyedHash } from './keyed-hash.ts';
import type { SignatureVerdict, VendorRequest } from './vendor-request.ts';

export function twilioSignature(
  address: string,
  parameters: Readonly<Record<string, string>>,
  authToken: string,
): string {
  const sorted = Object.keys(parameters).sort();
  const text = address + sorted.map((name) => name + parameters[name]).join('');
  return keyedHash('sha1', authToken, text).toString('base64');
}

export function checkTwilioSignature(
  { target, authority, header }: VendorRequest,
  authToken: string,
  name = 'x-twilio-signature',
): SignatureVerdict {
  const given = header(name);
  if (given === undefined) return 'unsigned';
  // The scheme is the one in the TwiML; a proxy that ends TLS hides it, so each is tried.
  const isGood = ['wss', 'https', 'ws', 'http'].some((scheme) => {
    const expected = twilioSignature(`${scheme}://${authority}${target}`, {}, authToken);
    return isSameHash(Buffer.from(expected), Buffer.from(given));
  });
  return isGood ? 'signed' : 'refused';
}
