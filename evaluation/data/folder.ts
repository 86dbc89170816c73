// Folders of a data directory: which are there, and their files in a fixed order.

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Files of one folder whose names match, sorted by name; none where the folder is absent. */
export async function filesIn(folder: string, pattern: RegExp): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const names = await readdir(folder);
  return names
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => join(folder, name));
}

export function absentFolders(dataDir: string, folders: readonly string[]): string[] {
  return folders.filter((folder) => !existsSync(join(dataDir, folder)));
}
