// `sotto models` as a program: what it prints, what it writes, how it exits; against a hub on loopback.

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readRegistry } from '../../models/registry/registry.ts';
import { type ModelHub, startModelHub } from '../support/model-hub.ts';

const NAME = 'zipformer-en';
const model = readRegistry().find(({ name }) => name === NAME);
const files = Object.fromEntries((model?.files ?? []).map(({ path }) => [path, new TextEncoder().encode(path)]));

let dir: string;
let hub: ModelHub;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'sotto-models-command-'));
  hub = await startModelHub(files);
});
afterAll(async () => {
  await hub.stop();
  rmSync(dir, { recursive: true });
});

function sotto(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { PATH: process.env['PATH'], HF_ENDPOINT: hub.endpoint, SOTTO_MODELS_DIR: dir };
  return new Promise((resolve) => {
    execFile(process.execPath, ['bin/sotto.mjs', 'models', ...args], { env }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
}

it('pulls, lists, and notices a change', async () => {
  const pulled = await sotto('pull', NAME, '--json');
  expect(pulled.code, pulled.err).toBe(0);
  expect(JSON.parse(pulled.out).files.length).toBe(Object.keys(files).length);
  expect(pulled.err).toContain('100 %');
  const listed = JSON.parse((await sotto('list', '--json')).out).models;
  expect(listed.find(({ name }: { name: string }) => name === NAME).state).toBe('installed');
  writeFileSync(join(dir, NAME, 'tokens.txt'), 'changed');
  const changed = await sotto('verify');
  expect(changed.code).toBe(1);
  expect(changed.out).toContain('tokens.txt  CHANGED');
  expect(changed.out).not.toContain('MISSING');
});

it('says exactly what to copy where without a hub', async () => {
  hub.moods.push({ status: 404 });
  const { code, err } = await sotto('pull', 'sense-voice');
  expect(code).toBe(3);
  expect(err).toContain(`${hub.endpoint}/csukuangfj/sherpa-onnx-sense-voice-zh-en-ja-ko-yue-2024-07-17/resolve/main/`);
  expect(err).toContain(`to ${join(dir, 'sense-voice/model.int8.onnx')}`);
  expect(err).toContain('about 239 MB');
});

it('takes a name that is not in the registry for a wrong usage', async () => {
  const { code, err } = await sotto('pull', 'nothing');
  expect(code).toBe(2);
  expect(err).toContain('zipformer-zh-en');
});
