// Recognisers of the language of tones (tone-speech.ts) as real model files for sherpa-onnx: a streaming transducer in three
// ONNX files, and a SenseVoice in one. They are linear maps of log mel energies: what is the loudest of the words' mel bins,
// and is it loud at all. A test that hears the right words in the right places has passed framing, decoding and times.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RegisteredModel } from '../../models/registry/registry.ts';
import { type OnnxGraph, onnxFile } from '../../models/training/onnx-file.ts';
import { TONE_WORDS, toneFrequencyHz } from './tone-speech.ts';

export const MEL_BINS = 80;
const FORBIDDEN = -1_000;

const mel = (hz: number) => 1127 * Math.log(1 + hz / 700);

/** The triangular filter of Kaldi's bank whose middle is nearest. */
export function melBin(hz: number, highHz: number): number {
  const step = (mel(highHz) - mel(20)) / (MEL_BINS + 1);
  return Math.round((mel(hz) - mel(20)) / step) - 1;
}

/** [frames × bins, tokens]: each word's column is the mean of its bin over the frames. */
function loudnessMap(frames: number, vocabulary: readonly string[], highHz: number): Float32Array {
  const map = new Float32Array(frames * MEL_BINS * vocabulary.length);
  TONE_WORDS.forEach((word, index) => {
    const bin = melBin(toneFrequencyHz(index), highHz);
    const column = vocabulary.indexOf(`▁${word}`);
    for (let frame = 0; frame < frames; frame++) {
      map[(frame * MEL_BINS + bin) * vocabulary.length + column] = 1 / frames;
    }
  });
  return map;
}

/** Blank wins where no word's bin is louder than `threshold`; other tokens that are no words never win. */
function bias(vocabulary: readonly string[], blank: string, threshold: number): Float32Array {
  return Float32Array.from(vocabulary, (token) => {
    if (token === blank) return threshold;
    return token.startsWith('▁') ? 0 : FORBIDDEN;
  });
}

export function write(folder: string, files: Readonly<Record<string, OnnxGraph>>, vocabulary: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  for (const [file, graph] of Object.entries(files)) writeFileSync(join(folder, file), onnxFile(graph));
  writeFileSync(join(folder, 'tokens.txt'), vocabulary.map((token, id) => `${token} ${id}\n`).join(''));
}

export const registered = (
  name: string,
  format: RegisteredModel['format'],
  files: Readonly<Record<string, string>>,
): RegisteredModel => ({
  name,
  kind: 'recogniser',
  engine: 'sherpa',
  format,
  languages: ['en', 'zh'],
  repository: 'tests/tones',
  revision: 'main',
  licence: 'Apache-2.0',
  note: '',
  files: Object.entries(files).map(([as, path]) => ({ as, path, sha256: null, sizeBytes: null, aboutBytes: null })),
});

const TRANSDUCER_VOCABULARY = ['<blk>', '<unk>', ...TONE_WORDS.map((word) => `▁${word}`)];
const CHUNK_FRAMES = 8;
const FRAMES_A_STEP = 4;

/** Two steps of 40 ms a chunk; a word is not said twice in a row. */
export function writeStreamingToneModel(folder: string): RegisteredModel {
  const size = TRANSDUCER_VOCABULARY.length;
  const wide = FRAMES_A_STEP * MEL_BINS;
  const state = (name: string) => ({ name, shape: [1, 'rows', size] as const });
  const encoder: OnnxGraph = {
    name: 'tone-encoder',
    inputs: [{ name: 'x', shape: ['rows', CHUNK_FRAMES, MEL_BINS] }, state('h'), state('c')],
    outputs: [{ name: 'encoder_out', shape: ['rows', 2, size] }, state('next_h'), state('next_c')],
    weights: [
      { name: 'steps', shape: [3], values: BigInt64Array.from([0n, 2n, BigInt(wide)]) },
      { name: 'map', shape: [wide, size], values: loudnessMap(FRAMES_A_STEP, TRANSDUCER_VOCABULARY, 7_600) },
      { name: 'bias', shape: [size], values: bias(TRANSDUCER_VOCABULARY, '<blk>', 1) },
    ],
    nodes: [
      { operator: 'Reshape', inputs: ['x', 'steps'], output: 'stacked' },
      { operator: 'MatMul', inputs: ['stacked', 'map'], output: 'loudness' },
      { operator: 'Add', inputs: ['loudness', 'bias'], output: 'encoder_out' },
      { operator: 'Identity', inputs: ['h'], output: 'next_h' },
      { operator: 'Identity', inputs: ['c'], output: 'next_c' },
    ],
    metadata: {
      model_type: 'lstm',
      num_encoder_layers: '1',
      T: String(CHUNK_FRAMES),
      decode_chunk_len: String(CHUNK_FRAMES),
      rnn_hidden_size: String(size),
      d_model: String(size),
    },
  };
  const saidBefore = new Float32Array(size * size);
  for (let token = 2; token < size; token++) saidBefore[token * size + token] = FORBIDDEN;
  const decoder: OnnxGraph = {
    name: 'tone-decoder',
    inputs: [{ name: 'y', type: 'int64', shape: ['rows', 2] }],
    outputs: [{ name: 'decoder_out', shape: ['rows', size] }],
    weights: [
      { name: 'said', shape: [size, size], values: saidBefore },
      { name: 'last', shape: [], values: BigInt64Array.from([1n]) },
    ],
    nodes: [
      { operator: 'Gather', inputs: ['y', 'last'], output: 'token', attributes: { axis: 1 } },
      { operator: 'Gather', inputs: ['said', 'token'], output: 'decoder_out', attributes: { axis: 0 } },
    ],
    metadata: { context_size: '2', vocab_size: String(size) },
  };
  const joiner: OnnxGraph = {
    name: 'tone-joiner',
    inputs: [
      { name: 'encoder_out', shape: ['rows', size] },
      { name: 'decoder_out', shape: ['rows', size] },
    ],
    outputs: [{ name: 'logit', shape: ['rows', size] }],
    weights: [],
    nodes: [{ operator: 'Add', inputs: ['encoder_out', 'decoder_out'], output: 'logit' }],
    metadata: { joiner_dim: String(size) },
  };
  write(folder, { 'encoder.onnx': encoder, 'decoder.onnx': decoder, 'joiner.onnx': joiner }, TRANSDUCER_VOCABULARY);
  return registered('tones', 'streaming-transducer', {
    encoder: 'encoder.onnx',
    decoder: 'decoder.onnx',
    joiner: 'joiner.onnx',
    tokens: 'tokens.txt',
  });
}

const PREFIX = ['<|zh|>', '<|en|>', '<|NEUTRAL|>', '<|Speech|>', '<|woitn|>'];
const SENSE_VOCABULARY = ['<blk>', '<unk>', ...PREFIX, ...TONE_WORDS.map((word) => `▁${word}`)];
const LANGUAGES = { auto: 0, zh: 3, en: 4, yue: 7, ja: 11, ko: 12 } as const;
const LFR_FRAMES = 7;

/** Answers with the language that it was told; with English where it was told none. */
export function writeSenseVoiceToneModel(folder: string): RegisteredModel {
  const size = SENSE_VOCABULARY.length;
  const wide = LFR_FRAMES * MEL_BINS;
  const languages = 16;
  const prefixes = new Float32Array(languages * 4 * size).fill(FORBIDDEN);
  for (let language = 0; language < languages; language++) {
    const spoken = language === LANGUAGES.zh ? '<|zh|>' : '<|en|>';
    [spoken, '<|NEUTRAL|>', '<|Speech|>', '<|woitn|>'].forEach((token, at) => {
      prefixes[(language * 4 + at) * size + SENSE_VOCABULARY.indexOf(token)] = 1;
    });
  }
  const graph: OnnxGraph = {
    name: 'tone-sense-voice',
    inputs: [
      { name: 'x', shape: ['rows', 'frames', wide] },
      { name: 'x_length', type: 'int32', shape: ['rows'] },
      { name: 'language', type: 'int32', shape: ['rows'] },
      { name: 'text_norm', type: 'int32', shape: ['rows'] },
    ],
    outputs: [{ name: 'logits', shape: ['rows', 'steps', size] }],
    weights: [
      { name: 'map', shape: [wide, size], values: loudnessMap(LFR_FRAMES, SENSE_VOCABULARY, 8_000) },
      { name: 'bias', shape: [size], values: bias(SENSE_VOCABULARY, '<blk>', 20) },
      { name: 'prefixes', shape: [languages, 4, size], values: prefixes },
    ],
    nodes: [
      { operator: 'MatMul', inputs: ['x', 'map'], output: 'loudness' },
      { operator: 'Add', inputs: ['loudness', 'bias'], output: 'words' },
      { operator: 'Gather', inputs: ['prefixes', 'language'], output: 'prefix', attributes: { axis: 0 } },
      { operator: 'Concat', inputs: ['prefix', 'words'], output: 'logits', attributes: { axis: 1 } },
    ],
    metadata: {
      model_type: 'sense_voice_ctc',
      comment: 'tones',
      vocab_size: String(size),
      lfr_window_size: String(LFR_FRAMES),
      lfr_window_shift: '6',
      normalize_samples: '0',
      with_itn: '14',
      without_itn: '15',
      ...Object.fromEntries(Object.entries(LANGUAGES).map(([language, id]) => [`lang_${language}`, String(id)])),
      neg_mean: Array(wide).fill('0').join(','),
      inv_stddev: Array(wide).fill('1').join(','),
    },
  };
  write(folder, { 'model.onnx': graph }, SENSE_VOCABULARY);
  return registered('tones-sense-voice', 'sense-voice', { model: 'model.onnx', tokens: 'tokens.txt' });
}
