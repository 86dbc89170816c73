// What the voice model's two threads say to one another: one job down, one answer per batch up.
// Samples and readings travel as one packed Float32Array each, because a message costs far more than the bytes in it.

import type { VoiceRateHz, VoiceReading } from '../engine/ports.ts';
import type { Batch, Waiting } from './batcher.ts';

/** Samples of one 32 ms window. */
export const WINDOW_SAMPLES: Readonly<Record<VoiceRateHz, number>> = { 8000: 256, 16000: 512 };

export interface VoiceWindow extends Waiting {
  readonly samples: Float32Array;
}

/** What the worker is started with. */
export interface VoiceWorkerData {
  /** Where the weights lie; null for the installed package. */
  readonly weightsFile: string | null;
}

export interface VoiceJob {
  readonly kind: 'job';
  /** Streams that ended: their state is forgotten before the job runs. */
  readonly freed: readonly number[];
  /** Batches in the order in which they run, and the stream of each row. */
  readonly batches: readonly { readonly sampleRateHz: VoiceRateHz; readonly streamIds: readonly number[] }[];
  /** float32[all rows of all batches, WINDOW_SAMPLES of their rate], in the order of `batches`. */
  readonly samples: Float32Array<ArrayBuffer>;
}

export interface VoiceAnswer {
  readonly kind: 'answer';
  /** float32[rows, 4] of the oldest batch that is not yet answered. */
  readonly readings: Float32Array;
  /** With the last batch of a job: its samples' buffer, for the next job. New ones each time would keep the collector busy. */
  readonly spent: ArrayBuffer | null;
}

export type ToVoiceWorker = VoiceJob | { readonly kind: 'close' };

export type FromVoiceWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'not-loaded'; readonly message: string; readonly details: Readonly<Record<string, unknown>> }
  | VoiceAnswer
  /** The model failed; the worker ends itself. */
  | { readonly kind: 'failed'; readonly message: string };

/** `spent` is reused for the samples where it is large enough. */
export function packJob(
  batches: readonly Batch<VoiceWindow>[],
  freed: readonly number[],
  spent: ArrayBuffer | null = null,
): VoiceJob {
  const lengthOf = ({ sampleRateHz, windows }: Batch<VoiceWindow>) => windows.length * WINDOW_SAMPLES[sampleRateHz];
  const length = batches.reduce((sum, batch) => sum + lengthOf(batch), 0);
  const isEnough = spent !== null && spent.byteLength >= length * Float32Array.BYTES_PER_ELEMENT;
  const samples = isEnough ? new Float32Array(spent, 0, length) : new Float32Array(length);
  let at = 0;
  for (const { windows } of batches) {
    for (const window of windows) {
      samples.set(window.samples, at);
      at += window.samples.length;
    }
  }
  const rows = batches.map(({ sampleRateHz, windows }) => ({
    sampleRateHz,
    streamIds: windows.map((window) => window.streamId),
  }));
  return { kind: 'job', freed, batches: rows, samples };
}

/** float32[rows, 4]: speechProbability, rmsDb, f0Hz (NaN for null), spectralTiltDb. */
const READING_WIDTH = 4;

export const createReadings = (rows: number): Float32Array => new Float32Array(rows * READING_WIDTH);

export function writeReading(readings: Float32Array, row: number, reading: VoiceReading): void {
  const at = row * READING_WIDTH;
  readings[at] = reading.speechProbability;
  readings[at + 1] = reading.rmsDb;
  readings[at + 2] = reading.f0Hz ?? Number.NaN;
  readings[at + 3] = reading.spectralTiltDb;
}

export function readingAt(readings: Float32Array, row: number): VoiceReading {
  const at = row * READING_WIDTH;
  const f0Hz = readings[at + 2] ?? Number.NaN;
  return {
    speechProbability: readings[at] ?? 0,
    rmsDb: readings[at + 1] ?? 0,
    f0Hz: Number.isNaN(f0Hz) ? null : f0Hz,
    spectralTiltDb: readings[at + 3] ?? 0,
  };
}
