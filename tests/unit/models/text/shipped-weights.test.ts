import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTextModels, shippedTextWeights, WEIGHTS_DIR } from '../../../../models/text/shipped-weights.ts';

describe('text models that ship', () => {
  it('are at most 2 MB each, trained on data whose licence allows it, and say what was measured', () => {
    const shipped = shippedTextWeights();
    expect(shipped.length).toBeGreaterThan(0);
    for (const { sizeBytes, trainedOn, measured } of shipped) {
      expect(sizeBytes).toBeLessThanOrEqual(2_000_000);
      expect(trainedOn.length).toBeGreaterThan(0);
      expect(trainedOn.filter(({ licence }) => /NC|GPL|NonCommercial/i.test(licence))).toEqual([]);
      expect(measured.length).toBeGreaterThan(0);
    }
  });

  it('answer under their names', () => {
    const models = loadTextModels();
    expect(Object.keys(models)).toEqual(shippedTextWeights().map(({ name }) => name));
    expect(models.question?.classify('你们这个多少钱', 'zh')['question']).toBeGreaterThan(0.3);
  });

  it('are refused where the file is another one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sotto-text-'));
    try {
      await writeFile(join(folder, 'question.json'), await readFile(join(WEIGHTS_DIR, 'question.json')));
      await writeFile(join(folder, 'question.bin'), 'other bytes');
      expect(() => loadTextModels(folder)).toThrow(/question\.bin is not the file that was measured/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
