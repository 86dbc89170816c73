// A model's folder on disk: which of its files are there, and whether they are the bytes that were pinned.
// The pins lie beside the files in `sotto-model.json`: what the registry says, or what the first pull found.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { folderError } from './folder-error.ts';
import type { RegisteredFile, RegisteredModel } from './registry.ts';

export const PINS_FILE = 'sotto-model.json';

const PinnedFile = z.strictObject({
  path: z.string(),
  sha256: z.string(),
  sizeBytes: z.int(),
  /** `registry`: the registry names this sum. `first-use`: nobody did; this is what came first. */
  pinnedBy: z.enum(['registry', 'first-use']),
});
export type PinnedFile = z.output<typeof PinnedFile>;
const Pins = z.strictObject({ model: z.string(), revision: z.string(), files: z.array(PinnedFile) });

export interface FileCheck {
  readonly path: string;
  /** `unpinned`: it is there, but no sum is known to check it against; pulling the model pins it. */
  readonly state: 'ok' | 'missing' | 'changed' | 'unpinned';
  readonly sha256: string | null;
  readonly expectedSha256: string | null;
  /** Whose word `expectedSha256` is; `first-use`: only that of the file that came first. Null where there is none. */
  readonly pinnedBy: PinnedFile['pinnedBy'] | null;
}

export const modelFolder = (modelsDir: string, name: string): string => join(modelsDir, name);

/** None where the model was never pulled. */
export async function readPins(folder: string): Promise<readonly PinnedFile[]> {
  const text = await readFile(join(folder, PINS_FILE), 'utf8').catch(() => null);
  return text === null ? [] : Pins.parse(JSON.parse(text)).files;
}

export async function writePins(folder: string, model: RegisteredModel, files: readonly PinnedFile[]): Promise<void> {
  const pins = { model: model.name, revision: model.revision, files };
  const target = join(folder, PINS_FILE);
  try {
    await writeFile(`${target}.part`, `${JSON.stringify(pins, null, 2)}\n`);
    await rename(`${target}.part`, target);
  } catch (thrown) {
    throw folderError(thrown, folder);
  }
}

/** What a file must be: the registry's word before the pin's. */
export const expectedSha256 = (file: RegisteredFile, pins: readonly PinnedFile[]): string | null =>
  file.sha256 ?? pins.find(({ path }) => path === file.path)?.sha256 ?? null;

/** Reads every file whole. */
export async function checkModel(model: RegisteredModel, folder: string): Promise<FileCheck[]> {
  const pins = await readPins(folder);
  const checks: FileCheck[] = [];
  for (const file of model.files) {
    const expected = expectedSha256(file, pins);
    const path = join(folder, file.path);
    const found = (await sizeOf(path)) === null ? null : await sha256Of(path);
    const pinnedBy = file.sha256 !== null ? 'registry' : expected === null ? null : 'first-use';
    const state = stateOf(found, expected);
    checks.push({ path: file.path, state, sha256: found, expectedSha256: expected, pinnedBy });
  }
  return checks;
}

function stateOf(found: string | null, expected: string | null): FileCheck['state'] {
  if (found === null) return 'missing';
  if (expected === null) return 'unpinned';
  return found === expected ? 'ok' : 'changed';
}

/** Files of the model that are not there; reads no bytes. */
export async function missingFiles(model: RegisteredModel, folder: string): Promise<RegisteredFile[]> {
  const missing: RegisteredFile[] = [];
  for (const file of model.files) if ((await sizeOf(join(folder, file.path))) === null) missing.push(file);
  return missing;
}

/** Bytes; null where there is no such file. */
export async function sizeOf(path: string): Promise<number | null> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? found.size : null;
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}
