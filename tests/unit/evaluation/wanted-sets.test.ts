import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assertIsThere } from '../../../evaluation/wanted-sets.ts';

describe('a data directory that is named', () => {
  it('must be there, though any folder in it may be absent', () => {
    expect(() => assertIsThere(tmpdir())).not.toThrow();
    const misspelt = join(tmpdir(), 'no', 'such', 'data');
    expect(() => assertIsThere(misspelt)).toThrow(`--data ${misspelt}: there is no such directory`);
  });
});
