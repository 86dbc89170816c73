// A clip in, the features of each second of it out, made exactly as a call makes them: Silero and prosody of each window,
// then the last 2 s of speech. Many clips go through the voice model at once; rows do not mix.

import { AffectHistory, HOP_WINDOWS } from '../../../engine/audio/affect-history.ts';
import type { VoiceRateHz } from '../../../engine/ports.ts';
import { readingAt, WINDOW_SAMPLES } from '../../voice-protocol.ts';
import type { VoiceReader } from '../../voice-reader.ts';

interface Clip {
  readonly sampleRateHz: VoiceRateHz;
  readonly samples: Float32Array;
}

const ROWS = 32;

/** float32[features] of each hop in which enough was said, in the order of the clips. A short clip has one hop, at its end. */
export async function clipHops(
  reader: VoiceReader,
  clips: readonly Clip[],
): Promise<readonly (readonly Float32Array[])[]> {
  const results: (readonly Float32Array[])[] = [];
  for (const rate of [8000, 16000] as const) {
    const indices = [...clips.keys()].filter((index) => clips[index]?.sampleRateHz === rate);
    for (let at = 0; at < indices.length; at += ROWS) {
      const some = indices.slice(at, at + ROWS);
      const hops = await readTogether(
        reader,
        rate,
        some.map((index) => clips[index]?.samples ?? new Float32Array(0)),
      );
      some.forEach((index, row) => {
        results[index] = hops[row] ?? [];
      });
    }
  }
  return results;
}

async function readTogether(
  reader: VoiceReader,
  sampleRateHz: VoiceRateHz,
  clips: readonly Float32Array[],
): Promise<readonly (readonly Float32Array[])[]> {
  const length = WINDOW_SAMPLES[sampleRateHz];
  const rows = clips.map((samples) => ({ samples, listener: new HopListener(sampleRateHz) }));
  for (let window = 0; ; window++) {
    const from = window * length;
    const ids = [...rows.keys()].filter((row) => from + length <= (rows[row]?.samples.length ?? 0));
    if (ids.length === 0) break;
    const windows = new Float32Array(ids.length * length);
    ids.forEach((row, i) => {
      windows.set(rows[row]?.samples.subarray(from, from + length) ?? [], i * length);
    });
    const readings = await reader.read(sampleRateHz, ids, windows);
    ids.forEach((row, i) => {
      const { speechProbability, f0Hz } = readingAt(readings, i);
      rows[row]?.listener.hear(windows.subarray(i * length, (i + 1) * length), speechProbability, f0Hz);
    });
  }
  for (const row of rows.keys()) reader.forget(row);
  return rows.map(({ listener }) => listener.end());
}

class HopListener {
  readonly #history: AffectHistory;
  readonly #hops: Float32Array[] = [];
  #windows = 0;

  constructor(sampleRateHz: VoiceRateHz) {
    this.#history = new AffectHistory(sampleRateHz);
  }

  hear(window: Float32Array, speechProbability: number, f0Hz: number | null): void {
    this.#history.hear(this.#windows, window, speechProbability, f0Hz);
    this.#windows += 1;
    if (this.#windows % HOP_WINDOWS === 0) this.#take();
  }

  end(): readonly Float32Array[] {
    if (this.#hops.length === 0) this.#take();
    return this.#hops;
  }

  #take(): void {
    const features = this.#history.features(this.#windows - 1);
    if (features) this.#hops.push(features);
  }
}
