// Bytes in, sealed bytes out, and any part of them back without the rest. AES-256-GCM in chunks, each with its number and
// whether it is the last in its nonce, so that none can be moved, left out or cut off (STREAM: Hoang et al. 2015).
// A file has a key of its own, made from the installation's key and the file's salt (HKDF, RFC 5869).

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { EngineError } from '../../engine/errors.ts';

const MAGIC = Buffer.from('SOTTOGC1');
const SALT_BYTES = 32;
const TAG_BYTES = 16;
const HEAD_BYTES = MAGIC.length + SALT_BYTES;
const CHUNK_BYTES = 64 * 1024;
const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;

/** Reads bytes [from, to) of the sealed file. */
export type ReadPart = (from: number, to: number) => Promise<Uint8Array>;

export async function* seal(key: Uint8Array, plain: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const salt = randomBytes(SALT_BYTES);
  const fileKey = keyOf(key, salt);
  yield Buffer.concat([MAGIC, salt]);
  let number = 0;
  let held = Buffer.alloc(0);
  for await (const part of plain) {
    held = Buffer.concat([held, part]);
    // The newest chunk waits: only what follows tells whether it is the last.
    for (; held.length > CHUNK_BYTES; held = held.subarray(CHUNK_BYTES)) {
      yield sealChunk(fileKey, number++, false, held.subarray(0, CHUNK_BYTES));
    }
  }
  yield sealChunk(fileKey, number, true, held);
}

export function plainSizeOf(sealedBytes: number): number {
  const body = sealedBytes - HEAD_BYTES;
  return body - TAG_BYTES * Math.ceil(body / SEALED_CHUNK_BYTES);
}

/** Plain bytes [from, to). Throws `recording.damaged` where the file is not what was sealed with this key. */
export async function* unseal(
  key: Uint8Array,
  sealedBytes: number,
  read: ReadPart,
  from: number,
  to: number,
): AsyncGenerator<Uint8Array> {
  const head = Buffer.from(await read(0, HEAD_BYTES));
  if (!head.subarray(0, MAGIC.length).equals(MAGIC)) throw damaged();
  const fileKey = keyOf(key, head.subarray(MAGIC.length));
  const lastNumber = Math.ceil((sealedBytes - HEAD_BYTES) / SEALED_CHUNK_BYTES) - 1;
  for (let number = Math.floor(from / CHUNK_BYTES); number * CHUNK_BYTES < to; number++) {
    const at = HEAD_BYTES + number * SEALED_CHUNK_BYTES;
    const sealed = Buffer.from(await read(at, Math.min(sealedBytes, at + SEALED_CHUNK_BYTES)));
    const chunk = openChunk(fileKey, number, number === lastNumber, sealed);
    const start = number * CHUNK_BYTES;
    yield chunk.subarray(Math.max(0, from - start), Math.min(chunk.length, to - start));
  }
}

const keyOf = (key: Uint8Array, salt: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, 'sotto recording', 32));

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number, 7);
  nonce.writeUInt8(isLast ? 1 : 0, 11);
  return nonce;
}

function sealChunk(fileKey: Buffer, number: number, isLast: boolean, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', fileKey, nonceOf(number, isLast));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function openChunk(fileKey: Buffer, number: number, isLast: boolean, sealed: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', fileKey, nonceOf(number, isLast));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw damaged(cause);
  }
}

function damaged(cause?: unknown): EngineError {
  const message = 'a recording cannot be opened: another key sealed it, or it was changed';
  return new EngineError('recording.damaged', message, cause === undefined ? {} : { cause });
}
