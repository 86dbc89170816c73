// A file that is still coming: its bytes in NAME.part, the mark of the version they belong to in NAME.part.etag.

import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { folderError } from './folder-error.ts';
import { sizeOf } from './installed-model.ts';

export interface PartialFile {
  /** Bytes that are there. */
  readonly size: number;
  /** Strong entity tag of the version that they belong to (RFC 9110 §8.8.3); null where the server gave none. */
  readonly etag: string | null;
}

const partOf = (path: string) => `${path}.part`;
const etagOf = (path: string) => `${path}.part.etag`;

export async function readPartial(path: string): Promise<PartialFile> {
  const size = (await sizeOf(partOf(path))) ?? 0;
  const etag = await readFile(etagOf(path), 'utf8').catch(() => null);
  return { size, etag };
}

export async function dropPartial(path: string): Promise<void> {
  await rm(partOf(path), { force: true });
  await rm(etagOf(path), { force: true });
}

export interface PartialWriter {
  write(chunk: Uint8Array): Promise<void>;
  /** Bytes in the file by now. */
  size(): number;
  /** Of all bytes in the file, those of earlier tries included. To be asked once. */
  sha256(): string;
  close(): Promise<void>;
}

/** Goes on after `keep` bytes, which are read once for the checksum; 0 begins anew. */
export async function openPartial(path: string, keep: number, etag: string | null): Promise<PartialWriter> {
  try {
    await mkdir(dirname(path), { recursive: true });
    if (etag === null) await rm(etagOf(path), { force: true });
    else await writeFile(etagOf(path), etag);
    const hash = createHash('sha256');
    const handle = await open(partOf(path), keep > 0 ? 'a' : 'w');
    await handle.truncate(keep);
    if (keep > 0) for await (const chunk of createReadStream(partOf(path))) hash.update(chunk as Uint8Array);
    return writerOf(path, handle, hash, keep);
  } catch (thrown) {
    throw folderError(thrown, path);
  }
}

function writerOf(path: string, handle: FileHandle, hash: Hash, keep: number): PartialWriter {
  let size = keep;
  return {
    async write(chunk) {
      try {
        await handle.writeFile(chunk);
      } catch (thrown) {
        throw folderError(thrown, path);
      }
      hash.update(chunk);
      size += chunk.byteLength;
    },
    size: () => size,
    sha256: () => hash.digest('hex'),
    async close() {
      await handle.sync().catch(() => undefined);
      await handle.close();
    },
  };
}

/** The whole file takes its place at once. */
export async function finishPartial(path: string): Promise<void> {
  try {
    await rename(partOf(path), path);
  } catch (thrown) {
    throw folderError(thrown, path);
  }
  await rm(etagOf(path), { force: true });
}
