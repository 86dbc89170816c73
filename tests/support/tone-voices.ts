// Two voices in the language of tones, as real model files for sherpa-onnx: words below 1,200 Hz are one voice, above it the
// other. A segmentation in pyannote's form says which of them sounds in each 20 ms; a voiceprint says which it was at all.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RegisteredModel } from '../../models/registry/registry.ts';
import { type OnnxGraph, onnxFile } from '../../models/training/onnx-file.ts';
import { TONE_WORDS, toneFrequencyHz } from './tone-speech.ts';

const SAMPLE_RATE_HZ = 16_000;
const FRAME = 320;
const WINDOW = 10 * SAMPLE_RATE_HZ;
const MEL_BINS = 80;
const isLow = (index: number) => toneFrequencyHz(index) < 1_200;
/** None, each of three speakers, each pair of them. */
const CLASSES = 7;

export function writeToneVoices(folder: string): RegisteredModel {
  mkdirSync(folder, { recursive: true });
  const files = { 'segmentation.onnx': onnxFile(segmentation()), 'voiceprint.onnx': onnxFile(voiceprint()) };
  for (const [file, bytes] of Object.entries(files)) writeFileSync(join(folder, file), bytes);
  const file = (as: string) => ({ as, path: `${as}.onnx`, sha256: null, sizeBytes: null, aboutBytes: null });
  return {
    name: 'tone-voices',
    kind: 'diarizer',
    engine: 'sherpa',
    format: 'segmentation-and-voiceprint',
    languages: ['en', 'zh'],
    repository: 'tests/tones',
    revision: 'main',
    licence: 'Apache-2.0',
    note: '',
    files: [file('segmentation'), file('voiceprint')],
  };
}

/** float32[rows, 1, samples] → float32[rows, frames, classes]. */
function segmentation(): OnnxGraph {
  const pairs = 2 * TONE_WORDS.length;
  const waves = new Float32Array(pairs * FRAME);
  const sums = new Float32Array(pairs * CLASSES);
  TONE_WORDS.forEach((_, index) => {
    for (let at = 0; at < FRAME; at++) {
      const phase = (2 * Math.PI * toneFrequencyHz(index) * at) / SAMPLE_RATE_HZ;
      waves[2 * index * FRAME + at] = Math.cos(phase) / FRAME;
      waves[(2 * index + 1) * FRAME + at] = Math.sin(phase) / FRAME;
    }
    const speaker = isLow(index) ? 1 : 2;
    for (const row of [2 * index, 2 * index + 1]) sums[row * CLASSES + speaker] = 1;
  });
  const bias = Float32Array.from({ length: CLASSES }, (_, each) => (each === 0 ? 0.005 : each < 3 ? 0 : -1));
  return {
    name: 'tone-segmentation',
    inputs: [{ name: 'x', shape: ['rows', 1, 'samples'] }],
    outputs: [{ name: 'y', shape: ['rows', 'frames', CLASSES] }],
    weights: [
      { name: 'waves', shape: [pairs, 1, FRAME], values: waves },
      { name: 'sums', shape: [pairs, CLASSES], values: sums },
      { name: 'bias', shape: [CLASSES], values: bias },
    ],
    nodes: [
      { operator: 'Conv', inputs: ['x', 'waves'], output: 'parts', attributes: { strides: [FRAME] } },
      { operator: 'Mul', inputs: ['parts', 'parts'], output: 'powers' },
      { operator: 'Transpose', inputs: ['powers'], output: 'frames', attributes: { perm: [0, 2, 1] } },
      { operator: 'MatMul', inputs: ['frames', 'sums'], output: 'energies' },
      { operator: 'Add', inputs: ['energies', 'bias'], output: 'y' },
    ],
    metadata: {
      model_type: 'pyannote-segmentation-3.0',
      sample_rate: String(SAMPLE_RATE_HZ),
      window_size: String(WINDOW),
      receptive_field_size: String(FRAME),
      receptive_field_shift: String(FRAME),
      num_speakers: '3',
      powerset_max_classes: '2',
      num_classes: String(CLASSES),
    },
  };
}

/** float32[rows, frames, mel bins] → float32[rows, 2]: how much louder the lower half of the words is, and the opposite. */
function voiceprint(): OnnxGraph {
  const mel = (hz: number) => 1127 * Math.log(1 + hz / 700);
  const edgeBin = Math.round(((mel(1_200) - mel(20)) / (mel(7_600) - mel(20))) * MEL_BINS);
  const topBin = Math.round(((mel(2_300) - mel(20)) / (mel(7_600) - mel(20))) * MEL_BINS);
  const balance = new Float32Array(MEL_BINS * 2);
  for (let bin = 0; bin < topBin; bin++) {
    const weight = bin < edgeBin ? 1 / edgeBin : -1 / (topBin - edgeBin);
    balance[bin * 2] = weight;
    balance[bin * 2 + 1] = -weight;
  }
  return {
    name: 'tone-voiceprint',
    inputs: [{ name: 'feats', shape: ['rows', 'frames', MEL_BINS] }],
    outputs: [{ name: 'embs', shape: ['rows', 2] }],
    weights: [{ name: 'balance', shape: [MEL_BINS, 2], values: balance }],
    nodes: [
      { operator: 'ReduceMean', inputs: ['feats'], output: 'mean', attributes: { axes: [1], keepdims: 0 } },
      { operator: 'MatMul', inputs: ['mean', 'balance'], output: 'embs' },
    ],
    metadata: {
      framework: 'wespeaker',
      language: 'English',
      url: '',
      comment: 'tones',
      sample_rate: String(SAMPLE_RATE_HZ),
      output_dim: '2',
      normalize_samples: '1',
    },
  };
}
