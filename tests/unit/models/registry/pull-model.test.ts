import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesToCopy } from '../../../../models/registry/copy-list.ts';
import { createHubFetch } from '../../../../models/registry/hub-fetch.ts';
import { checkModel, modelFolder } from '../../../../models/registry/installed-model.ts';
import { lockModel } from '../../../../models/registry/model-lock.ts';
import { type PullOptions, pullModel } from '../../../../models/registry/pull-model.ts';
import type { RegisteredModel } from '../../../../models/registry/registry.ts';
import { type ModelHub, startModelHub } from '../../../support/model-hub.ts';

const text = (value: string) => new TextEncoder().encode(value);
const sumOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const FILES = { 'onnx/model.onnx': text('weights'), 'tokens.txt': text('one\ntwo\n') };

const MODEL: RegisteredModel = {
  name: 'small',
  kind: 'recogniser',
  engine: 'sherpa',
  format: 'sense-voice',
  languages: ['en'],
  repository: 'owner/small',
  revision: 'abc',
  licence: 'Apache-2.0',
  note: '',
  files: [
    { as: 'model', path: 'onnx/model.onnx', sha256: sumOf(FILES['onnx/model.onnx']), sizeBytes: 7, aboutBytes: null },
    { as: 'tokens', path: 'tokens.txt', sha256: null, sizeBytes: null, aboutBytes: 8 },
  ],
};

let modelsDir: string;
let hub: ModelHub;
beforeEach(async () => {
  modelsDir = mkdtempSync(join(tmpdir(), 'sotto-models-'));
  hub = await startModelHub(FILES);
});
afterEach(async () => {
  await hub.stop();
  rmSync(modelsDir, { recursive: true, force: true });
});

async function pull(model = MODEL, more: Partial<PullOptions> = {}) {
  const fetch = createHubFetch({});
  try {
    const options = { modelsDir, endpoint: hub.endpoint, fetch, wait: async () => undefined };
    return await pullModel(model, { ...options, ...more });
  } finally {
    await fetch.close();
  }
}
const folder = () => modelFolder(modelsDir, 'small');
const states = async () => (await checkModel(MODEL, folder())).map(({ state }) => state);

describe('a model that is pulled', () => {
  it('lies in its folder, with each file pinned by the registry or as it came', async () => {
    const files = await pull();
    expect(files.map(({ path, pinnedBy, wasFetched }) => [path, pinnedBy, wasFetched])).toEqual([
      ['onnx/model.onnx', 'registry', true],
      ['tokens.txt', 'first-use', true],
    ]);
    expect(readFileSync(join(folder(), 'tokens.txt'), 'utf8')).toBe('one\ntwo\n');
    const pins = JSON.parse(readFileSync(join(folder(), 'sotto-model.json'), 'utf8'));
    expect(pins).toMatchObject({ model: 'small', revision: 'abc' });
    expect(pins.files[1]).toEqual({
      path: 'tokens.txt',
      sha256: sumOf(FILES['tokens.txt']),
      sizeBytes: 8,
      pinnedBy: 'first-use',
    });
    expect(await states()).toEqual(['ok', 'ok']);
  });

  it('is not fetched twice', async () => {
    await pull();
    const again = await pull();
    expect(again.every(({ wasFetched }) => !wasFetched)).toBe(true);
    expect(hub.asked.length).toBe(2);
  });

  it('is taken up without a hub where its files were copied by hand', async () => {
    await hub.stop();
    mkdirSync(join(folder(), 'onnx'), { recursive: true });
    for (const [path, bytes] of Object.entries(FILES)) writeFileSync(join(folder(), path), bytes);
    expect(await states()).toEqual(['ok', 'unpinned']);
    await pull();
    expect(await states()).toEqual(['ok', 'ok']);
  });

  it('shows which file is missing and which was changed', async () => {
    await pull();
    writeFileSync(join(folder(), 'tokens.txt'), 'other');
    rmSync(join(folder(), 'onnx/model.onnx'));
    expect(await states()).toEqual(['missing', 'changed']);
  });

  it('does not overwrite a changed file unasked, and replaces it when asked', async () => {
    await pull();
    writeFileSync(join(folder(), 'tokens.txt'), 'my own');
    await expect(pull()).rejects.toMatchObject({ code: 'model.mismatch' });
    expect(readFileSync(join(folder(), 'tokens.txt'), 'utf8')).toBe('my own');
    await pull(MODEL, { replaceChanged: true });
    expect(await states()).toEqual(['ok', 'ok']);
  });

  it('notices that a hub changed a file that was pinned as it came', async () => {
    await pull();
    rmSync(join(folder(), 'tokens.txt'));
    hub.moods.push({ otherBytes: text('changed!') });
    await expect(pull()).rejects.toMatchObject({ code: 'model.mismatch' });
    expect(existsSync(join(folder(), 'tokens.txt'))).toBe(false);
  });

  it('is pulled by one at a time, and a lock of a process that is gone counts for nothing', async () => {
    mkdirSync(folder(), { recursive: true });
    const unlock = await lockModel(folder());
    await expect(pull()).rejects.toThrow(new RegExp(`being pulled already.*process ${process.pid}`));
    await unlock();
    writeFileSync(join(folder(), '.pulling'), '2147483646');
    await pull();
    expect(existsSync(join(folder(), '.pulling'))).toBe(false);
  });

  it('says beforehand that the disk is too small', async () => {
    const [first] = MODEL.files;
    if (!first) throw new RangeError('a model has files');
    const huge = { ...MODEL, files: [{ ...first, sizeBytes: 8e15 }] };
    await expect(pull(huge)).rejects.toThrow(/small needs 8000000000 MB and .* has \d+ MB free/);
    expect(hub.asked).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)('says that it may not write', async () => {
    chmodSync(modelsDir, 0o500);
    await expect(pull()).rejects.toThrow(/may not write there/);
  });

  it('can be copied by a list of addresses, paths and sizes, of what is missing', async () => {
    mkdirSync(folder(), { recursive: true });
    writeFileSync(join(folder(), 'tokens.txt'), 'here');
    expect(await filesToCopy(MODEL, modelsDir, 'https://mirror.example/hf/')).toEqual([
      {
        address: 'https://mirror.example/hf/owner/small/resolve/abc/onnx/model.onnx',
        path: join(folder(), 'onnx/model.onnx'),
        sizeBytes: 7,
        aboutBytes: null,
        sha256: sumOf(FILES['onnx/model.onnx']),
      },
    ]);
  });
});
