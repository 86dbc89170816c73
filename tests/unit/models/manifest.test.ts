import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MODELS, modelFile, SILERO_VAD, verifyModelFile } from '../../../models/manifest.ts';

describe('the model manifest', () => {
  it.each(MODELS.map((entry) => [entry.name, entry] as const))('lists the installed bytes of %s', async (_, entry) => {
    const bytes = await verifyModelFile(entry);
    expect(bytes.byteLength).toBe(entry.sizeBytes);
  });

  it('names the file and what to do where a model is missing', async () => {
    const missing = verifyModelFile(SILERO_VAD, '/nowhere/silero.onnx');
    await expect(missing).rejects.toMatchObject({ code: 'model.load', details: { file: '/nowhere/silero.onnx' } });
    await expect(missing).rejects.toThrow(/\/nowhere\/silero\.onnx.*npm ci/);
  });

  it('refuses a file with other bytes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sotto-model-'));
    try {
      const file = join(folder, 'other.onnx');
      await writeFile(file, 'not a model');
      await expect(verifyModelFile(SILERO_VAD, file)).rejects.toMatchObject({
        code: 'model.load',
        details: { expectedSha256: SILERO_VAD.sha256, foundSizeBytes: 11 },
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('says which package to install where it is not', () => {
    const absent = { ...SILERO_VAD, sourcePackage: '@nobody/nothing' };
    expect(() => modelFile(absent)).toThrow(/@nobody\/nothing is not installed/);
  });

  it('has every set that weights learnt from in NOTICE, with its licence', async () => {
    const notice = (await readFile(join(import.meta.dirname, '../../../NOTICE'), 'utf8')).split('\n');
    const sets = MODELS.flatMap(({ trainedOn }) => trainedOn ?? []).filter(
      ({ what }) => !what.startsWith('lines of our own'),
    );
    expect(sets.length).toBeGreaterThan(0);
    for (const { what, licence } of sets) {
      const name = what.split(/[(:,]/)[0]?.trim() ?? '';
      const line = notice.find((each) => each.includes(name));
      expect(line, `${name}: ${licence}`).toBeDefined();
      if (/^(CC|Apache|MIT)/.test(licence)) expect(line).toContain(licence);
    }
  });
});
