// What the disk refused, said for people: full, not writable, read-only.

import { EngineError } from '../../engine/errors.ts';

const MEANINGS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of this user is used up',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'it is mounted read-only',
  ENOTDIR: 'a part of the path is a file',
};

/** `model.folder` with the reason, the path and the setting that names another; what is an EngineError passes. */
export function folderError(thrown: unknown, path: string): EngineError {
  if (thrown instanceof EngineError) return thrown;
  const { code = '', message } = thrown as NodeJS.ErrnoException;
  const meaning = MEANINGS[code] ?? message;
  return new EngineError('model.folder', `Cannot write ${path}: ${meaning}. SOTTO_MODELS_DIR names another folder.`, {
    details: { path, code },
    cause: thrown,
  });
}
