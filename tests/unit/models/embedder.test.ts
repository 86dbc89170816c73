import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadEmbedder } from '../../../models/embedder.ts';
import { writeTinyEmbedder } from '../../support/tiny-embedder.ts';

const root = mkdtempSync(join(tmpdir(), 'sotto-embedder-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function vectorsOf(texts: readonly string[], pooling?: 'cls' | 'mean') {
  const folder = join(root, pooling ?? 'plain');
  writeTinyEmbedder(folder, pooling);
  const embedder = await loadEmbedder(folder);
  const vectors = await embedder.embed(texts);
  await embedder.close();
  return vectors.map((vector) => [...vector]);
}
const likeness = ([a = 0, b = 0]: number[] = [], [c = 0, d = 0]: number[] = []) => a * c + b * d;

describe('a sentence embedding model from a folder', () => {
  it('puts words that mean the same near each other, across languages, and others far away', async () => {
    const [price, cost, weather, chinese] = await vectorsOf(['Price', 'cost', 'weather', '价格']);
    expect(likeness(price, cost)).toBeGreaterThan(0.98);
    expect(likeness(price, chinese)).toBeGreaterThan(0.98);
    expect(likeness(price, weather)).toBeCloseTo(0);
  });

  it('gives unit vectors that do not depend on what else is asked', async () => {
    const [alone] = await vectorsOf(['price weather']);
    const [, beside] = await vectorsOf(['cost cost cost', 'price weather']);
    expect(Math.hypot(...(alone ?? []))).toBeCloseTo(1);
    expect(beside).toEqual(alone);
  });

  it('pools as its folder says: the mean of all tokens, or the first', async () => {
    const [mean] = await vectorsOf(['price weather'], 'mean');
    const [first] = await vectorsOf(['price weather'], 'cls');
    expect(likeness(mean, [0, 1])).toBeCloseTo(Math.SQRT1_2);
    expect(first).toEqual([1, 0]);
  });

  it('passes over words that its tokenizer does not have', async () => {
    const [known, mixed, unknown] = await vectorsOf(['price', 'price zzz', 'zzz']);
    expect(mixed).toEqual(known);
    expect(unknown).toEqual([0, 0]);
  });

  it('has an answer for a text without words', async () => {
    expect(await vectorsOf([''])).toEqual([[0, 0]]);
  });

  it('says which file is missing', async () => {
    await expect(loadEmbedder(join(root, 'nowhere'))).rejects.toMatchObject({ code: 'model.load' });
  });
});
