import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { localTranscriber } from '../../../../gateway/transcription/local-model.ts';
import { readRegistry } from '../../../../models/registry/registry.ts';
import { createTranscriptionQueue } from '../../../../models/transcribers/transcription-queue.ts';

const queue = createTranscriptionQueue({ scheduler: { now: () => 0, after: () => () => {} } });
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sotto-local-model-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function install(name: string): void {
  const model = readRegistry().find((each) => each.name === name);
  for (const { path } of model?.files ?? []) {
    mkdirSync(join(dir, name, path, '..'), { recursive: true });
    writeFileSync(join(dir, name, path), '');
  }
}

it.each([
  ['sherpa', undefined, 'zipformer-zh-en'],
  ['sherpa', 'sense-voice', 'sense-voice'],
  ['transformers', undefined, 'whisper-base'],
  ['transformers', 'moonshine-base', 'moonshine-base'],
] as const)('runs what was pulled: %s %s', async (engine, wanted, name) => {
  install(name);
  const transcriber = localTranscriber(engine, wanted, dir, queue);
  expect(transcriber.name).toBe(`${engine} ${name}`);
  expect(transcriber.isRemote).toBe(false);
  await transcriber.close();
});

it('says how to pull what is not there', () => {
  expect(() => localTranscriber('sherpa', 'zipformer-en', dir, queue)).toThrow(/sotto models pull zipformer-en/);
});

it('says which engine a model is for, or that it is no recogniser', () => {
  expect(() => localTranscriber('sherpa', 'whisper-base', dir, queue)).toThrow(/SOTTO_TRANSCRIBER=transformers/);
  expect(() => localTranscriber('sherpa', 'speakers', dir, queue)).toThrow(/it is a diarizer/);
  expect(() => localTranscriber('sherpa', 'nothing', dir, queue)).toThrow(/no model 'nothing'/);
});
