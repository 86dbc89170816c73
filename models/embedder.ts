// A sentence embedding model from a folder, as sentence-transformers lays it out: model.onnx (or onnx/model.onnx),
// tokenizer.json, and where there is one 1_Pooling/config.json. Texts in, unit vectors out, one run a text: nothing is
// padded, so what else is asked for does not change an answer. Source: Reimers & Gurevych 2019 (Sentence-BERT).

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { z } from 'zod';
import { asEngineError, EngineError } from '../engine/errors.ts';
import type { Embedder } from '../engine/ports.ts';

/** Longer texts are read up to here; an utterance is a few dozen tokens. */
const MAX_TOKENS = 256;

type Pooling = 'mean' | 'cls';
const PoolingFile = z.object({ pooling_mode_cls_token: z.boolean().default(false) });

/** Throws `model.load` where a file is missing, or not understood. */
export async function loadEmbedder(folder: string): Promise<Embedder> {
  try {
    const tokenizer = new Tokenizer(await readJson(folder, 'tokenizer.json'), await optionsOf(folder));
    const pooling = await poolingOf(folder);
    const file = ['model.onnx', 'onnx/model.onnx'].map((name) => join(folder, name)).find((path) => existsSync(path));
    if (file === undefined) throw new EngineError('model.load', `${folder} holds no model.onnx`);
    // One thread, as for every model here: calls share the machine.
    const threads = { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential' } as const;
    const session = await InferenceSession.create(file, { ...threads, logSeverityLevel: 3 });
    return createEmbedder(basename(folder), session, tokenizer, pooling);
  } catch (thrown) {
    throw asEngineError(thrown, 'model.load');
  }
}

async function readJson(folder: string, name: string): Promise<object> {
  return JSON.parse(await readFile(join(folder, name), 'utf8')) as object;
}

const optionsOf = (folder: string): Promise<object> =>
  existsSync(join(folder, 'tokenizer_config.json')) ? readJson(folder, 'tokenizer_config.json') : Promise.resolve({});

async function poolingOf(folder: string): Promise<Pooling> {
  if (!existsSync(join(folder, '1_Pooling/config.json'))) return 'mean';
  const config = PoolingFile.parse(await readJson(folder, '1_Pooling/config.json'));
  return config.pooling_mode_cls_token ? 'cls' : 'mean';
}

function createEmbedder(name: string, session: InferenceSession, tokenizer: Tokenizer, pooling: Pooling): Embedder {
  const embedOne = async (text: string): Promise<Float32Array> => {
    // What a tokenizer without an unknown token does not have says nothing; it comes as undefined, whatever the type says.
    const ids = tokenizer.encode(text).ids.filter(Number.isInteger);
    const kept = ids.length > 0 ? ids.slice(0, MAX_TOKENS) : [0];
    const row = (values: readonly number[]) =>
      new Tensor('int64', BigInt64Array.from(values, BigInt), [1, kept.length]);
    const known: Readonly<Record<string, Tensor>> = {
      input_ids: row(kept),
      attention_mask: row(kept.map(() => 1)),
      token_type_ids: row(kept.map(() => 0)),
    };
    const feeds = Object.fromEntries(Object.entries(known).filter(([input]) => session.inputNames.includes(input)));
    const outputs = await session.run(feeds);
    const output = outputs['last_hidden_state'] ?? outputs[session.outputNames[0] ?? ''];
    if (!(output?.data instanceof Float32Array)) throw new EngineError('model.failed', `${name} gave no vectors`);
    return unit(pooled(output.data, output.dims.at(-1) ?? 1, pooling));
  };
  return {
    name,
    async embed(texts) {
      try {
        const vectors: Float32Array[] = [];
        for (const text of texts) vectors.push(await embedOne(text));
        return vectors;
      } catch (thrown) {
        throw asEngineError(thrown, 'model.failed');
      }
    },
    close: () => session.release(),
  };
}

/** float32[tokens, width] → float32[width]: the mean of all tokens, or the first. */
function pooled(values: Float32Array, width: number, pooling: Pooling): Float32Array {
  if (pooling === 'cls') return values.slice(0, width);
  const sum = new Float32Array(width);
  values.forEach((value, at) => {
    sum[at % width] = (sum[at % width] ?? 0) + value;
  });
  return sum;
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}
