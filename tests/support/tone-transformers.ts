// Models of the language of tones as the files that transformers.js reads.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RegisteredModel } from '../../models/registry/registry.ts';
import { type OnnxGraph, onnxFile } from '../../models/training/onnx-file.ts';

export interface TransformersModel {
  readonly format: 'moonshine' | 'whisper';
  readonly languages: RegisteredModel['languages'];
  readonly encoder: OnnxGraph;
  readonly decoder: OnnxGraph;
  /** By file name. */
  readonly settings: Readonly<Record<string, object>>;
}

export function writeTransformersModel(folder: string, model: TransformersModel): RegisteredModel {
  const { format, languages, encoder, decoder, settings } = model;
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  const files: Record<string, string | Uint8Array> = {
    'onnx/encoder_model_quantized.onnx': onnxFile(encoder),
    'onnx/decoder_model_merged_quantized.onnx': onnxFile(decoder),
    ...Object.fromEntries(Object.entries(settings).map(([file, value]) => [file, JSON.stringify(value)])),
  };
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
  return {
    name: `tones-${format}`,
    kind: 'recogniser',
    engine: 'transformers',
    format,
    languages,
    repository: 'tests/tones',
    revision: 'main',
    licence: 'Apache-2.0',
    note: '',
    files: Object.keys(files).map((path) => ({ as: path, path, sha256: null, sizeBytes: null, aboutBytes: null })),
  };
}

export interface AddedToken {
  readonly id: number;
  readonly content: string | undefined;
  /** Left out where text is made of tokens. */
  readonly special: boolean;
}

/** tokenizer.json of whole words; `added` are those that are never split. */
export function wordTokenizer(
  vocabulary: readonly string[],
  { added, unknown, decoder }: { added: readonly AddedToken[]; unknown: string; decoder: object | null },
): object {
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: added.map((token) => ({
      ...token,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
    })),
    normalizer: null,
    pre_tokenizer: { type: 'Whitespace' },
    post_processor: null,
    decoder,
    model: {
      type: 'WordLevel',
      vocab: Object.fromEntries(vocabulary.map((token, id) => [token, id])),
      unk_token: unknown,
    },
  };
}
