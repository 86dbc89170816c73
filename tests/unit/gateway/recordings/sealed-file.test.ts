import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { plainSizeOf, seal, unseal } from '../../../../gateway/recordings/sealed-file.ts';

const KEY = Buffer.alloc(32, 7);
const CHUNK = 64 * 1024;

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function gathered(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}
const sealed = (bytes: Uint8Array) => gathered(seal(KEY, inPieces(bytes, 10_000)));
const opened = (file: Buffer, from: number, to: number, key = KEY, size = file.length) =>
  gathered(unseal(key, size, async (start, end) => file.subarray(start, end), from, to));

describe('a sealed file', () => {
  it.each([1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17])(
    'of %i bytes opens to what was sealed',
    async (size) => {
      const plain = randomBytes(size);
      const file = await sealed(plain);
      expect(plainSizeOf(file.length)).toBe(size);
      expect((await opened(file, 0, size)).equals(plain)).toBe(true);
    },
  );

  it('gives any part without the rest', async () => {
    const plain = randomBytes(3 * CHUNK);
    const file = await sealed(plain);
    for (const [from, to] of [
      [0, 1],
      [CHUNK - 1, CHUNK + 1],
      [CHUNK, 2 * CHUNK],
      [3 * CHUNK - 5, 3 * CHUNK],
    ] as const) {
      expect((await opened(file, from, to)).equals(plain.subarray(from, to))).toBe(true);
    }
  });

  it('shows nothing of what is in it, and differs each time', async () => {
    const plain = Buffer.from('fLaC and a voice '.repeat(100));
    const file = await sealed(plain);
    expect(file.includes('a voice')).toBe(false);
    expect(file.equals(await sealed(plain))).toBe(false);
  });

  it.each([
    ['was changed', (file: Buffer) => Buffer.from(file.map((byte, at) => (at === 100 ? byte ^ 1 : byte)))],
    ['lost its last chunk', (file: Buffer) => file.subarray(0, 40 + 2 * (CHUNK + 16))],
    [
      'had chunks moved',
      (file: Buffer) =>
        Buffer.concat([
          file.subarray(0, 40),
          file.subarray(40 + CHUNK + 16, 40 + 2 * (CHUNK + 16)),
          file.subarray(40, 40 + CHUNK + 16),
          file.subarray(40 + 2 * (CHUNK + 16)),
        ]),
    ],
    ['is no sealed file', () => Buffer.alloc(3 * CHUNK)],
  ])('is refused where it %s', async (_, harm) => {
    const file = harm(await sealed(randomBytes(2 * CHUNK + 10)));
    await expect(opened(file, 0, plainSizeOf(file.length))).rejects.toMatchObject({ code: 'recording.damaged' });
  });

  it('is refused to another key', async () => {
    const file = await sealed(randomBytes(10));
    await expect(opened(file, 0, 10, Buffer.alloc(32, 8))).rejects.toMatchObject({ code: 'recording.damaged' });
  });
});
