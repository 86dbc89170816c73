// A streaming paraformer of the language of tones as real files for sherpa-onnx. Its encoder fires (CIF, Dong & Xu 2020) once
// where a tone begins: loud after quiet within one of its frames of 70 ms. Its decoder says the tone that is then the loudest.

import type { RegisteredModel } from '../../models/registry/registry.ts';
import type { OnnxGraph } from '../../models/training/onnx-file.ts';
import { MEL_BINS, melBin, registered, write } from './tone-models.ts';
import { TONE_WORDS, toneFrequencyHz } from './tone-speech.ts';

const VOCABULARY = ['<blank>', '<s>', '</s>', ...TONE_WORDS];
/** Feature frames of 10 ms in one frame of the encoder; the next begins six later, so each pair of neighbours is in one. */
const LFR_FRAMES = 7;
const LFR_SHIFT = 6;
const WORDS = TONE_WORDS.length;
/** Log mel energy of a tone is 24 to 28, 19 where a frame has only its edge, −16 of silence; positions add up to 1 to each. */
const LOUD = 5;
/** Makes a step of what is above zero. */
const STEEP = 1_000;

export function writeParaformerToneModel(folder: string): RegisteredModel {
  write(folder, { 'encoder.onnx': encoder(), 'decoder.onnx': decoder() }, VOCABULARY);
  const files = { encoder: 'encoder.onnx', decoder: 'decoder.onnx', tokens: 'tokens.txt' };
  return registered('tones-paraformer', 'streaming-paraformer', files);
}

const integers = (...values: number[]) => BigInt64Array.from(values, BigInt);

/** float32[1, frames, 7 × 80] → float32[1, frames, words] and the weights of CIF, float32[1, frames]. */
function encoder(): OnnxGraph {
  const wide = LFR_FRAMES * MEL_BINS;
  const bins = new Float32Array(MEL_BINS * WORDS);
  TONE_WORDS.forEach((_, word) => {
    bins[melBin(toneFrequencyHz(word), 7_600) * WORDS + word] = 1;
  });
  const later = Array.from({ length: LFR_FRAMES - 1 }, (_, at) => at + 1);
  const scalar = (name: string, value: number) => ({ name, shape: [], values: Float32Array.of(value) });
  return {
    name: 'tone-encoder',
    inputs: [
      { name: 'speech', shape: [1, 'frames', wide] },
      { name: 'speech_lengths', type: 'int32', shape: [1] },
    ],
    outputs: [
      { name: 'enc', shape: [1, 'frames', WORDS] },
      { name: 'enc_len', type: 'int32', shape: [1] },
      { name: 'alphas', shape: [1, 'frames'] },
    ],
    weights: [
      { name: 'apart', shape: [4], values: integers(1, -1, LFR_FRAMES, MEL_BINS) },
      { name: 'bins', shape: [MEL_BINS, WORDS], values: bins },
      { name: 'later', shape: [later.length], values: integers(...later) },
      { name: 'earlier', shape: [later.length], values: integers(...later.map((at) => at - 1)) },
      { name: 'within', shape: [1], values: integers(2) },
      { name: 'within_all', shape: [2], values: integers(2, 3) },
      ...[scalar('loud', LOUD), scalar('steep', STEEP), scalar('zero', 0), scalar('one', 1)],
    ],
    nodes: [
      { operator: 'Reshape', inputs: ['speech', 'apart'], output: 'features' },
      { operator: 'MatMul', inputs: ['features', 'bins'], output: 'levels' },
      { operator: 'ReduceMax', inputs: ['levels'], output: 'level', attributes: { axes: [3], keepdims: 1 } },
      { operator: 'Sub', inputs: ['level', 'loud'], output: 'above' },
      { operator: 'Mul', inputs: ['above', 'steep'], output: 'far_above' },
      { operator: 'Clip', inputs: ['far_above', 'zero', 'one'], output: 'is_loud' },
      { operator: 'Gather', inputs: ['is_loud', 'later'], output: 'now', attributes: { axis: 2 } },
      { operator: 'Gather', inputs: ['is_loud', 'earlier'], output: 'before', attributes: { axis: 2 } },
      { operator: 'Mul', inputs: ['now', 'before'], output: 'goes_on' },
      { operator: 'Sub', inputs: ['now', 'goes_on'], output: 'begins' },
      { operator: 'Gather', inputs: ['levels', 'later'], output: 'levels_now', attributes: { axis: 2 } },
      { operator: 'Mul', inputs: ['levels_now', 'begins'], output: 'levels_there' },
      { operator: 'ReduceSum', inputs: ['levels_there', 'within'], output: 'enc', attributes: { keepdims: 0 } },
      { operator: 'ReduceSum', inputs: ['begins', 'within_all'], output: 'alphas', attributes: { keepdims: 0 } },
      { operator: 'Identity', inputs: ['speech_lengths'], output: 'enc_len' },
    ],
    metadata: {
      model_type: 'paraformer',
      vocab_size: String(VOCABULARY.length),
      lfr_window_size: String(LFR_FRAMES),
      lfr_window_shift: String(LFR_SHIFT),
      encoder_output_size: String(WORDS),
      decoder_num_blocks: '1',
      decoder_kernel_size: '2',
      neg_mean: Array(wide).fill('0').join(','),
      // The engine multiplies by the root of the encoder's width.
      inv_stddev: Array(wide)
        .fill(String(1 / Math.sqrt(WORDS)))
        .join(','),
    },
  };
}

/** What fired, float32[1, tokens, words] → the ids, int64[1, tokens]. Its one cache is handed through. */
function decoder(): OnnxGraph {
  const tokens = new Float32Array(WORDS * VOCABULARY.length);
  TONE_WORDS.forEach((word, index) => {
    tokens[index * VOCABULARY.length + VOCABULARY.indexOf(word)] = 1;
  });
  return {
    name: 'tone-decoder',
    inputs: [
      { name: 'enc', shape: [1, 'frames', WORDS] },
      { name: 'enc_len', type: 'int32', shape: [1] },
      { name: 'acoustic_embeds', shape: [1, 'tokens', WORDS] },
      { name: 'acoustic_embeds_len', type: 'int32', shape: [1] },
      { name: 'in_cache_0', shape: [1, WORDS, 1] },
    ],
    outputs: [
      { name: 'logits', shape: [1, 'tokens', VOCABULARY.length] },
      { name: 'sample_ids', type: 'int64', shape: [1, 'tokens'] },
      { name: 'out_cache_0', shape: [1, WORDS, 1] },
    ],
    weights: [{ name: 'words', shape: [WORDS, VOCABULARY.length], values: tokens }],
    nodes: [
      { operator: 'MatMul', inputs: ['acoustic_embeds', 'words'], output: 'logits' },
      { operator: 'ArgMax', inputs: ['logits'], output: 'sample_ids', attributes: { axis: 2, keepdims: 0 } },
      { operator: 'Identity', inputs: ['in_cache_0'], output: 'out_cache_0' },
    ],
  };
}
