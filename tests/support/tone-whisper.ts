// A Whisper of the language of tones as real files for transformers.js: features that are the level of each tone, an encoder
// that means them over every 200 ms, and a decoder that says one word a step, stops at silence and looks where it listens.
// It relies on tones that begin at whole steps.

import type { RegisteredModel } from '../../models/registry/registry.ts';
import type { OnnxGraph } from '../../models/training/onnx-file.ts';
import { TONE_GAP_MS, TONE_MS, TONE_WORDS, toneFrequencyHz } from './tone-speech.ts';
import { wordTokenizer, writeTransformersModel } from './tone-transformers.ts';

const SAMPLE_RATE_HZ = 16_000;
const FRAME_MS = 10;
const WINDOW = 400;
const FRAMES = 3_000;
const STEP_FRAMES = (TONE_MS + TONE_GAP_MS) / FRAME_MS;
/** Frames of a step whose window lies within the tone. */
const HEARD_FRAMES = [2, TONE_MS / FRAME_MS - 2] as const;
/** Whisper's encoder halves the frames: positions of 20 ms. */
const POSITIONS = FRAMES / 2;
const STEP_POSITIONS = STEP_FRAMES / 2;
const WORDS = TONE_WORDS.length;
const END = '<|endoftext|>';
const BEGIN = '<|startoftranscript|>';
const SPECIAL = [END, BEGIN, '<|en|>', '<|zh|>', '<|transcribe|>', '<|notimestamps|>'];
const TIMES = ['<|0.00|>', '<|0.02|>'];
const VOCABULARY = [...TONE_WORDS.map((word) => `▁${word}`), ...SPECIAL, ...TIMES];
const idOf = (token: string) => VOCABULARY.indexOf(token);
const FORBIDDEN = -1_000;
/** A tone has a level of 1.8, its neighbours have 1.1 and less. */
const SILENCE = 1.4;

export function writeWhisperToneModel(folder: string): RegisteredModel {
  const parts = { encoder: encoder(), decoder: decoder(), settings: settings() };
  return writeTransformersModel(folder, { format: 'whisper', languages: ['en', 'zh'], ...parts });
}

const integers = (...values: number[]) => BigInt64Array.from(values, BigInt);

/** float32[rows, words, frames] → float32[rows, steps, tokens]: each word's level, and that of silence for the end. */
function encoder(): OnnxGraph {
  const size = VOCABULARY.length;
  const [from, to] = HEARD_FRAMES;
  const means = new Float32Array(size * WORDS * STEP_FRAMES);
  for (let word = 0; word < WORDS; word++) {
    means.fill(1 / (to - from), (word * WORDS + word) * STEP_FRAMES + from, (word * WORDS + word) * STEP_FRAMES + to);
  }
  const bias = Float32Array.from(VOCABULARY, (token, id) => (token === END ? SILENCE : id < WORDS ? 0 : FORBIDDEN));
  // Where no word may come, which is at the beginning, the first time is the best.
  bias[idOf('<|0.00|>')] = FORBIDDEN + 1;
  return {
    name: 'tone-encoder',
    inputs: [{ name: 'input_features', shape: ['batch_size', WORDS, FRAMES] }],
    outputs: [{ name: 'last_hidden_state', shape: ['batch_size', 'steps', size] }],
    weights: [
      { name: 'means', shape: [size, WORDS, STEP_FRAMES], values: means },
      { name: 'bias', shape: [size], values: bias },
    ],
    nodes: [
      {
        operator: 'Conv',
        inputs: ['input_features', 'means', 'bias'],
        output: 'levels',
        attributes: { strides: [STEP_FRAMES] },
      },
      { operator: 'Transpose', inputs: ['levels'], output: 'last_hidden_state', attributes: { perm: [0, 2, 1] } },
    ],
  };
}

/**
 * The cache grows by one a run. The first run says the first time, the next the word of step 1: step 0 is the silence before
 * the voice. A row of attention belongs to the token that goes in, and looks at the step where that was said.
 */
function decoder(): OnnxGraph {
  const size = VOCABULARY.length;
  const runs = FRAMES / STEP_FRAMES;
  const looks = new Float32Array(runs * POSITIONS);
  for (let run = 0; run < runs; run++) {
    const middle = STEP_POSITIONS * (run - 0.5);
    for (let at = 0; at < POSITIONS; at++) {
      looks[run * POSITIONS + at] = 1 / (1 + ((at - middle) / STEP_POSITIONS) ** 2);
    }
  }
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
      { name: 'cross_attentions.0', shape: ['batch_size', 1, 'tokens', POSITIONS] },
    ],
    weights: [
      { name: 'run', shape: [1, 1, 1, 1], values: new Float32Array(1) },
      { name: 'length_axis', shape: [1], values: integers(2) },
      { name: 'tokens_axis', shape: [1], values: integers(1) },
      { name: 'one', shape: [1], values: integers(1) },
      { name: 'ones', shape: [2], values: integers(1, 1) },
      { name: 'positions', shape: [1], values: integers(POSITIONS) },
      { name: 'looks', shape: [runs, POSITIONS], values: looks },
    ],
    nodes: [
      {
        operator: 'Concat',
        inputs: ['past_key_values.0.decoder.key', 'run'],
        output: 'present.0.decoder.key',
        attributes: { axis: 2 },
      },
      { operator: 'Shape', inputs: ['present.0.decoder.key'], output: 'cache' },
      { operator: 'Gather', inputs: ['cache', 'length_axis'], output: 'length', attributes: { axis: 0 } },
      { operator: 'Sub', inputs: ['length', 'one'], output: 'step' },
      { operator: 'Gather', inputs: ['encoder_hidden_states', 'step'], output: 'logits', attributes: { axis: 1 } },
      { operator: 'Gather', inputs: ['looks', 'step'], output: 'look', attributes: { axis: 0 } },
      { operator: 'Shape', inputs: ['input_ids'], output: 'asked' },
      { operator: 'Gather', inputs: ['asked', 'tokens_axis'], output: 'tokens', attributes: { axis: 0 } },
      { operator: 'Concat', inputs: ['ones', 'tokens', 'positions'], output: 'rows', attributes: { axis: 0 } },
      { operator: 'Expand', inputs: ['look', 'rows'], output: 'cross_attentions.0' },
    ],
  };
}

/** One filter a word: the two bins of the spectrum about its tone. */
function filters(): number[][] {
  return TONE_WORDS.map((_, word) => {
    const bin = (toneFrequencyHz(word) * WINDOW) / SAMPLE_RATE_HZ;
    return Array.from({ length: WINDOW / 2 + 1 }, (_, at) => (Math.abs(at - bin) < 1 ? 1 : 0));
  });
}

function settings(): Readonly<Record<string, object>> {
  const tokens = { bos_token_id: idOf(END), eos_token_id: idOf(END), decoder_start_token_id: idOf(BEGIN) };
  return {
    'config.json': {
      architectures: ['WhisperForConditionalGeneration'],
      model_type: 'whisper',
      is_encoder_decoder: true,
      d_model: 1,
      decoder_layers: 1,
      decoder_attention_heads: 1,
      encoder_layers: 1,
      encoder_attention_heads: 1,
      max_source_positions: POSITIONS,
      median_filter_width: 7,
      num_mel_bins: WORDS,
      vocab_size: VOCABULARY.length,
      ...tokens,
    },
    'generation_config.json': {
      ...tokens,
      max_length: 448,
      is_multilingual: true,
      lang_to_id: { '<|en|>': idOf('<|en|>'), '<|zh|>': idOf('<|zh|>') },
      task_to_id: { transcribe: idOf('<|transcribe|>') },
      no_timestamps_token_id: idOf('<|notimestamps|>'),
      alignment_heads: [[0, 0]],
    },
    'preprocessor_config.json': {
      feature_extractor_type: 'WhisperFeatureExtractor',
      processor_class: 'WhisperProcessor',
      chunk_length: (FRAMES * FRAME_MS) / 1000,
      feature_size: WORDS,
      hop_length: (SAMPLE_RATE_HZ * FRAME_MS) / 1000,
      n_fft: WINDOW,
      n_samples: (FRAMES * FRAME_MS * SAMPLE_RATE_HZ) / 1000,
      nb_max_frames: FRAMES,
      sampling_rate: SAMPLE_RATE_HZ,
      mel_filters: filters(),
    },
    'tokenizer_config.json': { tokenizer_class: 'WhisperTokenizer', bos_token: END, eos_token: END, unk_token: END },
    'tokenizer.json': wordTokenizer(VOCABULARY, {
      added: [...SPECIAL, ...TIMES].map((content) => ({
        id: idOf(content),
        content,
        special: SPECIAL.includes(content),
      })),
      unknown: END,
      decoder: {
        type: 'Sequence',
        decoders: [{ type: 'Replace', pattern: { String: '▁' }, content: ' ' }, { type: 'Fuse' }],
      },
    }),
  };
}
