// Recordings in a folder. A file is written beside and moved into its place, so that one that is there is whole.

import { copyFile, mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { EngineError } from '../../engine/errors.ts';
import type { RecordingStorage, StoredFile } from './recording-storage.ts';

export function folderStorage(root: string): RecordingStorage {
  const at = (name: string) => join(root, ...name.split('/'));
  return {
    put: (name, path) =>
      wrapped(async () => {
        await mkdir(dirname(at(name)), { recursive: true });
        await rename(path, at(name)).catch(async () => {
          // Another file system: copied under another name first.
          await copyFile(path, `${at(name)}.part`);
          await rename(`${at(name)}.part`, at(name));
        });
      }),
    size: (name) =>
      stat(at(name)).then(
        ({ size }) => size,
        () => null,
      ),
    read: (name, from, to) => wrapped(() => readPart(at(name), from, to)),
    list: (prefix) =>
      wrapped(async () => {
        const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
        const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.part'));
        const found = files.map(async (entry): Promise<StoredFile> => {
          const path = join(entry.parentPath, entry.name);
          const { size, mtimeMs } = await stat(path);
          return { name: relative(root, path).split(sep).join('/'), sizeBytes: size, storedAtMs: mtimeMs };
        });
        return (await Promise.all(found)).filter(({ name }) => name.startsWith(prefix));
      }),
    remove: (name) =>
      wrapped(async () => {
        await rm(at(name), { force: true });
        // The call's own folder goes with its last file.
        await rmdir(dirname(at(name))).catch(() => {});
      }),
  };
}

async function readPart(path: string, from: number, to: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const bytes = new Uint8Array(to - from);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function wrapped<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new EngineError('recording.unavailable', 'the folder of the recordings cannot be used', { cause });
  }
}
