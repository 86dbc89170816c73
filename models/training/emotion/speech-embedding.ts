// A clip at 16 kHz in, mean and deviation of its 96-d speech embedding out: the baseline that our features are compared with.
// Models: J. Lin et al., "Training keyword spotters with limited and synthesized speech data", ICASSP 2020, as openWakeWord
// ships them (Apache-2.0): melspectrogram float32[1, samples] → float32[1, 1, frames, 32]; embedding float32[rows, 76, 32, 1].

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';

export interface SpeechEmbedding {
  /** float64[192]; null for a clip under 0.8 s. */
  read(samples: Float32Array): Promise<Float64Array | null>;
  release(): Promise<void>;
}

const FRAMES = 76;
const STEP = 8;
const BANDS = 32;
const WIDTH = 96;

/** `folder`: models/ of the data directory. */
export async function openSpeechEmbedding(folder: string): Promise<SpeechEmbedding> {
  const open = async (file: string) => InferenceSession.create(await readFile(join(folder, file)));
  const spectrogram = await open('oww_melspectrogram.onnx');
  const embedding = await open('oww_speech_embedding.onnx');
  return {
    async read(samples) {
      const pcm = samples.map((sample) => sample * 32768);
      const mel = floats(await spectrogram.run({ input: new Tensor('float32', pcm, [1, pcm.length]) }));
      const rows = Math.floor((mel.length / BANDS - FRAMES) / STEP) + 1;
      if (rows < 1) return null;
      const windows = new Float32Array(rows * FRAMES * BANDS);
      for (let row = 0; row < rows; row++) {
        const from = row * STEP * BANDS;
        windows.set(
          mel.subarray(from, from + FRAMES * BANDS).map((value) => value / 10 + 2),
          row * FRAMES * BANDS,
        );
      }
      const input = new Tensor('float32', windows, [rows, FRAMES, BANDS, 1]);
      return meanAndDeviation(floats(await embedding.run({ input_1: input })), rows);
    },
    async release() {
      await spectrogram.release();
      await embedding.release();
    },
  };
}

function floats(outputs: Awaited<ReturnType<InferenceSession['run']>>): Float32Array {
  const [output] = Object.values(outputs);
  if (output?.data instanceof Float32Array) return output.data;
  throw new TypeError('speech embedding: the output is missing or is not float32');
}

function meanAndDeviation(vectors: Float32Array, rows: number): Float64Array {
  const summary = new Float64Array(2 * WIDTH);
  for (let i = 0; i < WIDTH; i++) {
    const column = Array.from({ length: rows }, (_, row) => vectors[row * WIDTH + i] ?? 0);
    const mean = column.reduce((sum, value) => sum + value, 0) / rows;
    summary[i] = mean;
    summary[WIDTH + i] = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows);
  }
  return summary;
}
