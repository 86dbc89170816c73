// For a machine that reaches no hub: which files are to be copied where. Addresses, paths and sizes, as data.

import { join, resolve } from 'node:path';
import { missingFiles, modelFolder } from './installed-model.ts';
import { addressOf, type RegisteredModel } from './registry.ts';

export interface FileToCopy {
  readonly address: string;
  readonly path: string;
  /** Exact; null where not known. */
  readonly sizeBytes: number | null;
  /** The hub's rounded figure; null where not known. */
  readonly aboutBytes: number | null;
  readonly sha256: string | null;
}

/** The files that are missing; none where the model is whole. */
export async function filesToCopy(model: RegisteredModel, modelsDir: string, endpoint: string): Promise<FileToCopy[]> {
  const folder = modelFolder(resolve(modelsDir), model.name);
  const missing = await missingFiles(model, folder);
  return missing.map((file) => ({
    address: addressOf(model, file, endpoint),
    path: join(folder, file.path),
    sizeBytes: file.sizeBytes,
    aboutBytes: file.aboutBytes,
    sha256: file.sha256,
  }));
}
