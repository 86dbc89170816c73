import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { chooseEmbedder } from '../../../../gateway/embedding/choose-embedder.ts';
import { pullTinyEmbedder, writeTinyEmbedder } from '../../../support/tiny-embedder.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sotto-choose-embedder-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const choose = (embedder: string, after?: Parameters<typeof chooseEmbedder>[1]) =>
  chooseEmbedder({ embedder, models: { dir } }, after);

it('is none where none was pulled, and where none is wanted', async () => {
  expect(await choose('auto')).toBeUndefined();
  pullTinyEmbedder(dir);
  expect(await choose('none')).toBeUndefined();
});

it.each(['auto', 'sentences'])('runs what was pulled, in a thread of its own: %s', async (wanted) => {
  pullTinyEmbedder(dir);
  const embedder = await choose(wanted);
  expect(embedder?.name).toBe('sentences');
  expect(await embedder?.embed(['price', 'weather'])).toEqual([Float32Array.of(1, 0), Float32Array.of(0, 1)]);
  await embedder?.close();
  await expect(embedder?.embed(['price'])).rejects.toMatchObject({ code: 'model.failed' });
});

it('runs a model from a folder', async () => {
  writeTinyEmbedder(join(dir, 'mine'));
  const embedder = await choose(join(dir, 'mine'));
  expect(embedder?.name).toBe('mine');
  await embedder?.close();
});

it('says how to pull what is not there, and what there is', async () => {
  await expect(choose('sentences')).rejects.toThrow(/sotto models pull sentences/);
  await expect(choose('no-such-model')).rejects.toThrow(/expected auto, none, sentences, or a folder/);
});

it('says what is wrong with a model that cannot be loaded', async () => {
  pullTinyEmbedder(dir);
  writeFileSync(join(dir, 'sentences/onnx/model.onnx'), 'not a model');
  await expect(choose('auto')).rejects.toMatchObject({ code: 'model.load' });
});

it('takes a late answer for none, where calls are live', async () => {
  pullTinyEmbedder(dir);
  const tasks: (() => void)[] = [];
  const embedder = await choose('auto', (_, task) => {
    tasks.push(task);
    return () => tasks.splice(0);
  });
  const asked = embedder?.embed(['price']);
  tasks[0]?.();
  await expect(asked).rejects.toMatchObject({ code: 'overload.inference' });
  await expect(embedder?.embed(['cost'])).resolves.toHaveLength(1);
  expect(tasks).toEqual([]);
  await embedder?.close();
});
