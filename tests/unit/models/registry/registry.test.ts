import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addressOf, findModel, readRegistry } from '../../../../models/registry/registry.ts';

const registry = readRegistry();

it('names each model once, with a part for each of its files', () => {
  const names = registry.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, files } of registry) {
    expect(new Set(files.map((file) => file.as)).size, name).toBe(files.length);
    expect(new Set(files.map((file) => file.path)).size, name).toBe(files.length);
  }
});

it('has a recogniser for each of the two languages, a diarizer and an embedder', () => {
  const recognisers = registry.filter(({ kind }) => kind === 'recogniser');
  for (const language of ['zh', 'en']) {
    expect(recognisers.filter(({ languages }) => languages.includes(language)).length).toBeGreaterThan(1);
  }
  for (const kind of ['diarizer', 'embedder']) expect(registry.some((model) => model.kind === kind)).toBe(true);
});

it('finds where a hub or a mirror serves a file, of the own repository or of another', () => {
  const speakers = findModel(registry, 'speakers');
  const addresses = speakers.files.map((file) => addressOf(speakers, file, 'https://hub.example/'));
  expect(addresses).toEqual([
    'https://hub.example/csukuangfj/sherpa-onnx-pyannote-segmentation-3-0/resolve/main/model.onnx',
    'https://hub.example/csukuangfj/speaker-embedding-models/resolve/main/3dspeaker_speech_campplus_sv_zh_en_16k-common_advanced.onnx',
  ]);
});

it('says which models there are where it is asked for another', () => {
  expect(() => findModel(registry, 'gpt')).toThrow(/no model 'gpt'.*zipformer-zh-en/);
});

it('refuses a file whose path leads out of its folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-registry-'));
  try {
    const file = join(folder, 'models.yaml');
    const base =
      'kind: recogniser, engine: sherpa, format: sense-voice, languages: [zh], repository: a/b, revision: main';
    const files = '[{ as: model, path: ../evil, sha256: null, sizeBytes: null, aboutBytes: null }]';
    writeFileSync(file, `models:\n  - { name: x, ${base}, licence: MIT, note: n, files: ${files} }\n`);
    expect(() => readRegistry(file)).toThrow(/models\.0\.files\.0\.path/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
