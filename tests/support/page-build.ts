// Builds the page into memory, so that the tests see the page as it stands in the tree.

import { join } from 'node:path';
import { build } from 'vite';

const ROOT = join(import.meta.dirname, '../../dashboard');

/** File names below the page's root, with their bytes. */
export type PageFiles = ReadonlyMap<string, Uint8Array>;

export async function buildPage(): Promise<PageFiles> {
  const built = await build({
    root: ROOT,
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'error',
    build: { write: false },
  });
  const outputs = Array.isArray(built) ? built : [built];
  const files = outputs.flatMap((output) => ('output' in output ? output.output : []));
  return new Map(
    files.map((file) => {
      const content = file.type === 'chunk' ? file.code : file.source;
      return [`/${file.fileName}`, typeof content === 'string' ? new TextEncoder().encode(content) : content];
    }),
  );
}
