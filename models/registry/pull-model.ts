// A model from a hub to its folder: every file that is not there yet, each checked, then the pins. What is there already
// is checked, never fetched again, so files that were copied by hand are taken up the same way, without a network.

import { mkdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../../engine/errors.ts';
import { type DownloadOptions, downloadFile } from './download-file.ts';
import { folderError } from './folder-error.ts';
import {
  expectedSha256,
  missingFiles,
  modelFolder,
  type PinnedFile,
  readPins,
  sha256Of,
  sizeOf,
  writePins,
} from './installed-model.ts';
import { lockModel } from './model-lock.ts';
import { addressOf, expectedBytes, type RegisteredFile, type RegisteredModel } from './registry.ts';

export interface PullOptions extends Omit<DownloadOptions, 'onProgress'> {
  readonly modelsDir: string;
  /** The hub or a mirror of it. */
  readonly endpoint: string;
  /** Fetch again what is not the expected file, in place of saying so. */
  readonly replaceChanged?: boolean;
  readonly onProgress?: (path: string, doneBytes: number, ofBytes: number | null) => void;
}

export interface PulledFile extends PinnedFile {
  /** False where it was there before. */
  readonly wasFetched: boolean;
}

/** Rejects with `model.download`, `model.mismatch` or `model.folder`; what was fetched by then stays. */
export async function pullModel(model: RegisteredModel, options: PullOptions): Promise<PulledFile[]> {
  const folder = modelFolder(options.modelsDir, model.name);
  await mkdir(folder, { recursive: true }).catch((thrown: unknown) => {
    throw folderError(thrown, folder);
  });
  const unlock = await lockModel(folder);
  try {
    await expectSpace(model, folder);
    const pins = await readPins(folder);
    const pulled: PulledFile[] = [];
    for (const file of model.files) pulled.push(await pullFile(model, file, folder, pins, options));
    await writePins(
      folder,
      model,
      pulled.map(({ wasFetched: _, ...pin }) => pin),
    );
    return pulled;
  } finally {
    await unlock();
  }
}

async function pullFile(
  model: RegisteredModel,
  file: RegisteredFile,
  folder: string,
  pins: readonly PinnedFile[],
  options: PullOptions,
): Promise<PulledFile> {
  const path = join(folder, file.path);
  const expected = expectedSha256(file, pins);
  const pinnedBy = file.sha256 === null ? 'first-use' : 'registry';
  const sizeBytes = await sizeOf(path);
  if (sizeBytes !== null) {
    const sha256 = await sha256Of(path);
    if (expected === null || sha256 === expected) {
      return { path: file.path, sha256, sizeBytes, pinnedBy, wasFetched: false };
    }
    if (options.replaceChanged !== true) throw changed(path, expected, sha256);
    await rm(path);
  }
  const address = addressOf(model, file, options.endpoint);
  // What is replaced on purpose need not be what came first; what the registry names holds all the same.
  const sha256 = options.replaceChanged === true ? file.sha256 : expected;
  const wanted = { address, path, sha256, sizeBytes: file.sizeBytes };
  const { fetch, wait } = options;
  const onProgress = (done: number, of: number | null) => options.onProgress?.(file.path, done, of);
  const got = await downloadFile(wanted, { fetch, wait, onProgress });
  return { path: file.path, ...got, pinnedBy, wasFetched: true };
}

const changed = (path: string, expectedSha256: string, foundSha256: string) =>
  new EngineError(
    'model.mismatch',
    `${path} is not the file that was pinned: SHA-256 ${foundSha256}, expected ${expectedSha256}. --replace fetches it again.`,
    { details: { path, expectedSha256, foundSha256 } },
  );

/** Says so before gigabytes have been written. Counts what is missing; halves that are there count as missing. */
async function expectSpace(model: RegisteredModel, folder: string): Promise<void> {
  const missing = await missingFiles(model, folder);
  const neededBytes = missing.reduce((sum, file) => sum + (expectedBytes(file) ?? 0), 0);
  const { bavail, bsize } = await statfs(folder);
  if (neededBytes <= bavail * bsize) return;
  const megabytes = (bytes: number) => `${Math.ceil(bytes / 1e6)} MB`;
  throw new EngineError(
    'model.folder',
    `${model.name} needs ${megabytes(neededBytes)} and ${folder} has ${megabytes(bavail * bsize)} free. SOTTO_MODELS_DIR names another folder.`,
    { details: { neededBytes, freeBytes: bavail * bsize } },
  );
}
