import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { EVENT_TYPES } from '../../../../engine/events.ts';
import { describedContract, GENERATED_DIR } from '../../../../gateway/protocol/describe.ts';

type Json = { readonly [key: string]: Json } & { readonly $ref?: string };
const documents = [...describedContract()];

describe('the generated contract', () => {
  it.each(documents)(
    '%s is on disk as the schemas describe it now; else run gateway/protocol/describe.ts',
    async (name, text) => {
      expect(await readFile(new URL(name, GENERATED_DIR), 'utf8')).toBe(text);
    },
  );

  it.each(documents)('%s refers only to what is in it', (_name, text) => {
    const document = JSON.parse(text) as Json;
    const refs = [...text.matchAll(/"\$ref": "#\/([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(refs.length).toBeGreaterThan(10);
    for (const ref of new Set(refs)) {
      const found = ref.split('/').reduce<Json | undefined>((node, key) => node?.[key.replaceAll('~1', '/')], document);
      expect(found, ref).toBeDefined();
    }
  });

  it('knows every type of event, and no field that a reply may not gain later', () => {
    const text = documents.map(([, each]) => each).join();
    for (const type of EVENT_TYPES) expect(text).toContain(`"const": "${type}"`);
    expect(text).not.toContain('"additionalProperties": false');
  });
});
