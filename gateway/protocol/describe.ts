// Writes docs/generated/openapi.json and asyncapi.json: `npx tsx gateway/protocol/describe.ts`. A test holds them current.

import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { asyncapiDocument } from './asyncapi.ts';
import { openapiDocument } from './openapi.ts';

export const GENERATED_DIR = new URL('../../docs/generated/', import.meta.url);

/** File name → text, as it should be on disk. */
export function describedContract(): ReadonlyMap<string, string> {
  const text = (document: unknown) => `${JSON.stringify(document, null, 2)}\n`;
  return new Map([
    ['openapi.json', text(openapiDocument())],
    ['asyncapi.json', text(asyncapiDocument())],
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await mkdir(GENERATED_DIR, { recursive: true });
  for (const [name, text] of describedContract()) await writeFile(new URL(name, GENERATED_DIR), text);
}
