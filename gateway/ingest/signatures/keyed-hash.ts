// HMAC of a text, and its comparison in constant time.

import { createHmac, timingSafeEqual } from 'node:crypto';

export const keyedHash = (algorithm: 'sha1' | 'sha256', key: string | Uint8Array, text: string): Buffer =>
  createHmac(algorithm, key).update(text).digest();

export function isSameHash(expected: Uint8Array, given: Uint8Array): boolean {
  return expected.byteLength === given.byteLength && timingSafeEqual(expected, given);
}
