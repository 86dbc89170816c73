// A Moonshine of the language of tones as real files for transformers.js: an encoder that measures the energy of each tone in
// every 200 ms, and a decoder that says one word a step and stops at silence. It relies on tones that begin at whole steps.

import type { RegisteredModel } from '../../models/registry/registry.ts';
import type { OnnxGraph } from '../../models/training/onnx-file.ts';
import { TONE_GAP_MS, TONE_MS, TONE_WORDS, toneFrequencyHz } from './tone-speech.ts';
import { wordTokenizer, writeTransformersModel } from './tone-transformers.ts';

const SAMPLE_RATE_HZ = 16_000;
const STEP = (SAMPLE_RATE_HZ * (TONE_MS + TONE_GAP_MS)) / 1000;
const TONE = (SAMPLE_RATE_HZ * TONE_MS) / 1000;
const BEGIN = 1;
const END = 2;
const VOCABULARY = ['<unk>', '<s>', '</s>', ...TONE_WORDS];
/** A tone of level 0.4 has an energy of 0.04. */
const SILENCE = 0.005;

export function writeMoonshineToneModel(folder: string): RegisteredModel {
  const parts = { encoder: encoder(), decoder: decoder(), settings: settings() };
  return writeTransformersModel(folder, { format: 'moonshine', languages: ['en'], ...parts });
}

/** float32[rows, samples] → float32[rows, steps, tokens]: energy of each word's tone, and the level of silence for the end. */
function encoder(): OnnxGraph {
  const size = VOCABULARY.length;
  const pairs = 2 * TONE_WORDS.length;
  const waves = new Float32Array(pairs * STEP);
  const sums = new Float32Array(pairs * size);
  TONE_WORDS.forEach((word, index) => {
    for (let at = 0; at < TONE; at++) {
      const phase = (2 * Math.PI * toneFrequencyHz(index) * at) / SAMPLE_RATE_HZ;
      waves[2 * index * STEP + at] = Math.cos(phase) / TONE;
      waves[(2 * index + 1) * STEP + at] = Math.sin(phase) / TONE;
    }
    for (const row of [2 * index, 2 * index + 1]) sums[row * size + VOCABULARY.indexOf(word)] = 1;
  });
  const bias = Float32Array.from(VOCABULARY, (_, token) => (token === END ? SILENCE : token < END ? -1 : 0));
  return {
    name: 'tone-encoder',
    inputs: [{ name: 'input_values', shape: ['batch_size', 'num_samples'] }],
    outputs: [{ name: 'last_hidden_state', shape: ['batch_size', 'steps', size] }],
    weights: [
      { name: 'one_channel', shape: [3], values: BigInt64Array.from([1n, 1n, -1n]) },
      { name: 'waves', shape: [pairs, 1, STEP], values: waves },
      { name: 'sums', shape: [pairs, size], values: sums },
      { name: 'bias', shape: [size], values: bias },
    ],
    nodes: [
      { operator: 'Reshape', inputs: ['input_values', 'one_channel'], output: 'sound' },
      { operator: 'Conv', inputs: ['sound', 'waves'], output: 'parts', attributes: { strides: [STEP] } },
      { operator: 'Mul', inputs: ['parts', 'parts'], output: 'powers' },
      { operator: 'Transpose', inputs: ['powers'], output: 'steps', attributes: { perm: [0, 2, 1] } },
      { operator: 'MatMul', inputs: ['steps', 'sums'], output: 'energies' },
      { operator: 'Add', inputs: ['energies', 'bias'], output: 'last_hidden_state' },
    ],
  };
}

/** The cache grows by one a step; its length is the step that is said. Step 0 is the silence before the voice. */
function decoder(): OnnxGraph {
  const size = VOCABULARY.length;
  return {
    name: 'tone-decoder',
    inputs: [
      { name: 'input_ids', type: 'int64', shape: ['batch_size', 'tokens'] },
      { name: 'encoder_hidden_states', shape: ['batch_size', 'steps', size] },
      { name: 'past_key_values.0.decoder.key', shape: ['batch_size', 1, 'past_length', 1] },
    ],
    outputs: [
      { name: 'logits', shape: ['batch_size', 1, size] },
      { name: 'present.0.decoder.key', shape: ['batch_size', 1, 'length', 1] },
    ],
    weights: [
      { name: 'step', shape: [1, 1, 1, 1], values: new Float32Array(1) },
      { name: 'length_axis', shape: [1], values: BigInt64Array.from([2n]) },
    ],
    nodes: [
      {
        operator: 'Concat',
        inputs: ['past_key_values.0.decoder.key', 'step'],
        output: 'present.0.decoder.key',
        attributes: { axis: 2 },
      },
      { operator: 'Shape', inputs: ['present.0.decoder.key'], output: 'shape' },
      { operator: 'Gather', inputs: ['shape', 'length_axis'], output: 'length_now', attributes: { axis: 0 } },
      {
        operator: 'Gather',
        inputs: ['encoder_hidden_states', 'length_now'],
        output: 'logits',
        attributes: { axis: 1 },
      },
    ],
  };
}

function settings(): Readonly<Record<string, object>> {
  const tokens = { bos_token_id: BEGIN, eos_token_id: END, decoder_start_token_id: BEGIN };
  return {
    'config.json': {
      architectures: ['MoonshineForConditionalGeneration'],
      model_type: 'moonshine',
      is_encoder_decoder: true,
      hidden_size: 1,
      decoder_num_hidden_layers: 1,
      decoder_num_key_value_heads: 1,
      encoder_num_hidden_layers: 1,
      encoder_num_key_value_heads: 1,
      vocab_size: VOCABULARY.length,
      ...tokens,
    },
    'generation_config.json': tokens,
    'preprocessor_config.json': {
      feature_extractor_type: 'MoonshineFeatureExtractor',
      processor_class: 'MoonshineProcessor',
      sampling_rate: SAMPLE_RATE_HZ,
    },
    'tokenizer_config.json': { tokenizer_class: 'PreTrainedTokenizerFast', bos_token: '<s>', eos_token: '</s>' },
    'tokenizer.json': wordTokenizer(VOCABULARY, {
      added: [BEGIN, END].map((id) => ({ id, content: VOCABULARY[id], special: true })),
      unknown: '<unk>',
      decoder: null,
    }),
  };
}
