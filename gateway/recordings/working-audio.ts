// Samples of one channel while its call is going on, on disk and out of the way. Enciphered with a key that lives in memory
// only (AES-256-CTR): after a crash nobody can read what was left, we neither, and the next start deletes it.

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { encodeS16le } from '../../engine/audio/pcm.ts';

const CIPHER = 'aes-256-ctr';
/** Written in pieces of so many bytes: 4 s at 16 kHz. */
const PIECE_BYTES = 128 * 1024;

export class WorkingAudio {
  readonly #path: string;
  readonly #key = randomBytes(32);
  readonly #iv = randomBytes(16);
  readonly #cipher = createCipheriv(CIPHER, this.#key, this.#iv);
  #file: Promise<FileHandle> | undefined;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #tail: Promise<unknown> = Promise.resolve();
  samples = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** `samples`: float32 in [−1, 1]. */
  append(samples: Float32Array): void {
    this.samples += samples.length;
    this.#hold(encodeS16le(samples));
  }

  appendSilence(samples: number): void {
    this.samples += samples;
    this.#hold(Buffer.alloc(samples * 2));
  }

  /** All samples, in blocks of at most `blockSamples`. Rejects where the disk failed. */
  async *read(blockSamples: number): AsyncGenerator<Int16Array> {
    this.#write();
    await this.#tail;
    if (!this.#file) return;
    const decipher = createDecipheriv(CIPHER, this.#key, this.#iv);
    for await (const part of createReadStream(this.#path, { highWaterMark: blockSamples * 2 })) {
      const plain = decipher.update(part as Buffer);
      const block = new Int16Array(plain.length / 2);
      for (let at = 0; at < block.length; at++) block[at] = plain.readInt16LE(at * 2);
      yield block;
    }
  }

  async dispose(): Promise<void> {
    await this.#tail.catch(() => {});
    await (await this.#file?.catch(() => undefined))?.close();
    await rm(this.#path, { force: true });
  }

  #hold(bytes: Uint8Array): void {
    this.#held.push(this.#cipher.update(bytes));
    this.#heldBytes += bytes.length;
    if (this.#heldBytes >= PIECE_BYTES) this.#write();
  }

  #write(): void {
    const bytes = Buffer.concat(this.#held);
    this.#held = [];
    this.#heldBytes = 0;
    if (bytes.length === 0) return;
    this.#file ??= open(this.#path, 'ax', 0o600);
    const file = this.#file;
    this.#tail = this.#tail.then(async () => (await file).appendFile(bytes));
    // Told when it is read.
    this.#tail.catch(() => {});
  }
}
