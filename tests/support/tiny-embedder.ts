// A sentence embedding model of five words and two dimensions, as real files: model.onnx and tokenizer.json in a folder.

import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onnxFile } from '../../models/training/onnx-file.ts';

const WORDS: Readonly<Record<string, readonly [number, number]>> = {
  '[UNK]': [0, 0],
  price: [1, 0],
  cost: [0.9, 0.1],
  weather: [0, 1],
  价格: [0.95, 0.05],
};

export function writeTinyEmbedder(folder: string, pooling?: 'cls' | 'mean'): void {
  mkdirSync(folder, { recursive: true });
  const vectors = Object.values(WORDS);
  const model = onnxFile({
    name: 'tiny-embedder',
    inputs: [{ name: 'input_ids', type: 'int64', shape: ['rows', 'tokens'] }],
    outputs: [{ name: 'last_hidden_state', shape: ['rows', 'tokens', 2] }],
    weights: [{ name: 'vectors', shape: [vectors.length, 2], values: Float32Array.from(vectors.flat()) }],
    nodes: [{ operator: 'Gather', inputs: ['vectors', 'input_ids'], output: 'last_hidden_state' }],
  });
  writeFileSync(join(folder, 'model.onnx'), model);
  const tokenizer = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [],
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'Whitespace' },
    post_processor: null,
    decoder: null,
    model: {
      type: 'WordLevel',
      vocab: Object.fromEntries(
        Object.keys(WORDS).map((word, id) => [word === '[UNK]' ? word : word.toLowerCase(), id]),
      ),
      unk_token: '[UNK]',
    },
  };
  writeFileSync(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer));
  if (pooling === undefined) return;
  mkdirSync(join(folder, '1_Pooling'), { recursive: true });
  const config = { pooling_mode_cls_token: pooling === 'cls', pooling_mode_mean_tokens: pooling === 'mean' };
  writeFileSync(join(folder, '1_Pooling/config.json'), JSON.stringify(config));
}

/** The same as `sotto models pull sentences` would lay it out under the folder of pulled models. */
export function pullTinyEmbedder(modelsDir: string): void {
  const folder = join(modelsDir, 'sentences');
  writeTinyEmbedder(folder, 'mean');
  mkdirSync(join(folder, 'onnx'));
  renameSync(join(folder, 'model.onnx'), join(folder, 'onnx/model.onnx'));
  writeFileSync(join(folder, 'tokenizer_config.json'), '{}');
}
