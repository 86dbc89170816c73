// docs/errors.md against the one catalogue: the same codes, no more and no fewer, with the same facts.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ERROR_CATALOGUE } from '../../engine/errors.ts';

const text = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
const rows = [...text.matchAll(/^\| `([a-z-]+\.[a-z-]+)` \|(.*)\|$/gm)].map(([, code = '', rest = '']) => {
  const [kind, http, close, retry, meaning] = rest.split('|').map((cell) => cell.trim());
  return [code, { kind, http: Number(http), close: Number(close), retry, meaning }] as const;
});

describe('docs/errors.md', () => {
  it('lists exactly the catalogue', () => {
    expect(rows.map(([code]) => code).sort()).toEqual(Object.keys(ERROR_CATALOGUE).sort());
  });

  it.each(Object.entries(ERROR_CATALOGUE))('says of %s what the program does', (code, entry) => {
    expect(new Map(rows).get(code)).toEqual({
      kind: entry.kind,
      http: entry.httpStatus,
      close: entry.closeCode,
      retry: entry.retryable ? 'yes' : 'no',
      meaning: entry.meaning,
    });
  });
});
