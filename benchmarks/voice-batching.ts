// What batching saves. Model: the same windows in batches of 32 and 64 rows and one at a time, taking turns in one
// process, so that load on the machine hits all alike. End to end: windows per second and main-thread CPU per window
// through the worker, prosody included. Medians over rounds. Run: npx tsx benchmarks/voice-batching.ts

import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { argv, pid, stdout } from 'node:process';
import { pathToFileURL } from 'node:url';
import type { VoiceModel, VoiceRateHz, VoiceStream } from '../engine/ports.ts';
import { createSileroRow, loadSilero, type Silero } from '../models/silero.ts';
import { createVoiceModel } from '../models/voice-model.ts';
import { WINDOW_SAMPLES } from '../models/voice-protocol.ts';
import { spokenVowel, windowsOf } from '../tests/support/voice-signals.ts';

interface ModelFigures {
  readonly sampleRateHz: VoiceRateHz;
  readonly rows: number;
  /** Median time of one window in a batch of `rows`, µs. */
  readonly batchedUs: number;
  /** Median time of one window alone, µs. */
  readonly aloneUs: number;
  /** Median over rounds of batched / alone of the same round. */
  readonly ratio: number;
}

interface EndToEndFigures {
  readonly sampleRateHz: VoiceRateHz;
  readonly channels: number;
  /** Rows of one run: 1 is without batching. */
  readonly maxRows: number;
  readonly windowsPerSecond: number;
  /** CPU time of the main thread per window, µs: promises, packing, messages. */
  readonly mainThreadUs: number;
}

export interface VoiceBatchingFigures {
  readonly model: readonly ModelFigures[];
  readonly endToEnd: readonly EndToEndFigures[];
}

const RATES: readonly VoiceRateHz[] = [8000, 16000];
const ROWS = [8, 32, 64] as const;
/** Windows of one measurement; a multiple of every batch size. */
const WINDOWS_PER_ROUND = 512;
/** The same end to end; a multiple of every number of channels. */
const WINDOWS_END_TO_END = 2048;
/** Reads that a channel keeps under way, so that the worker never waits for the main thread. */
const READS_UNDER_WAY = 3;

/** `rounds`: how often each measurement is repeated; an odd number. Default 11. */
export async function measureVoiceBatching(rounds = 11): Promise<VoiceBatchingFigures> {
  const silero = await loadSilero();
  const model: ModelFigures[] = [];
  for (const rate of RATES) model.push(...(await measureModel(silero, rate, rounds)));
  await silero.release();
  const endToEnd: EndToEndFigures[] = [];
  for (const rate of RATES) endToEnd.push(...(await measureEndToEnd(rate, rounds)));
  return { model, endToEnd };
}

async function measureModel(silero: Silero, rate: VoiceRateHz, rounds: number): Promise<ModelFigures[]> {
  const times = new Map<number, number[]>([1, ...ROWS].map((rows) => [rows, []]));
  for (const rows of times.keys()) await timeModel(silero, rate, rows);
  for (let round = 0; round < rounds; round++) {
    for (const [rows, ofRows] of times) ofRows.push(await timeModel(silero, rate, rows));
  }
  const alone = times.get(1) ?? [];
  return ROWS.map((rows) => {
    const batched = times.get(rows) ?? [];
    const ratio = median(batched.map((us, round) => us / (alone[round] ?? Number.NaN)));
    return { sampleRateHz: rate, rows, batchedUs: median(batched), aloneUs: median(alone), ratio };
  });
}

/** Time of one window, µs, in batches of `rows`. */
async function timeModel(silero: Silero, rate: VoiceRateHz, rows: number): Promise<number> {
  const states = Array.from({ length: rows }, () => createSileroRow(rate));
  const windows = spokenVowel(rows * WINDOW_SAMPLES[rate], rate);
  const began = performance.now();
  for (let done = 0; done < WINDOWS_PER_ROUND; done += rows) await silero.runBatch(rate, states, windows);
  return ((performance.now() - began) * 1000) / WINDOWS_PER_ROUND;
}

async function measureEndToEnd(rate: VoiceRateHz, rounds: number): Promise<EndToEndFigures[]> {
  const [alone, batching] = await Promise.all([createVoiceModel({ maxRows: 1 }), createVoiceModel()]);
  const setups = [
    { voice: alone, maxRows: 1, channels: 64 },
    { voice: batching, maxRows: 64, channels: 32 },
    { voice: batching, maxRows: 64, channels: 64 },
    { voice: batching, maxRows: 64, channels: 256 },
  ].map((setup) => ({ ...setup, speeds: [] as number[], costs: [] as number[] }));
  for (let round = 0; round <= rounds; round++) {
    for (const { voice, channels, speeds, costs } of setups) {
      const { windowsPerSecond, mainThreadUs } = await timeEndToEnd(voice, rate, channels);
      // The first round compiles.
      if (round > 0) speeds.push(windowsPerSecond);
      if (round > 0) costs.push(mainThreadUs);
    }
  }
  await Promise.all([alone.close(), batching.close()]);
  return setups.map(({ channels, maxRows, speeds, costs }) => {
    const medians = { windowsPerSecond: median(speeds), mainThreadUs: median(costs) };
    return { sampleRateHz: rate, channels, maxRows, ...medians };
  });
}

async function timeEndToEnd(voice: VoiceModel, rate: VoiceRateHz, channels: number) {
  const streams = Array.from({ length: channels }, () => voice.open(rate));
  const windows = windowsOf(spokenVowel(rate, rate), rate);
  const perChannel = WINDOWS_END_TO_END / channels;
  const [began, cpuBefore] = [performance.now(), mainThreadCpuMs()];
  await Promise.all(streams.map((stream) => readThrough(stream, windows, perChannel)));
  const [elapsedMs, cpuMs] = [performance.now() - began, mainThreadCpuMs() - cpuBefore];
  for (const stream of streams) stream.close();
  return {
    windowsPerSecond: (WINDOWS_END_TO_END / elapsedMs) * 1000,
    mainThreadUs: (cpuMs / WINDOWS_END_TO_END) * 1000,
  };
}

/** Reads `count` windows of one stream with some reads under way at any time. */
async function readThrough(stream: VoiceStream, windows: readonly Float32Array[], count: number): Promise<void> {
  const underWay: Promise<unknown>[] = [];
  for (let index = 0; index < count; index++) {
    const window = windows[index % windows.length];
    if (window !== undefined) underWay.push(stream.read(window));
    if (underWay.length >= READS_UNDER_WAY) await underWay.shift();
  }
  await Promise.all(underWay);
}

/** CPU time of this thread, ms. Linux says it to the nanosecond; elsewhere the busy time of the event loop stands in. */
function mainThreadCpuMs(): number {
  try {
    const [nanoseconds = '0'] = readFileSync(`/proc/self/task/${pid}/schedstat`, 'utf8').split(' ');
    return Number(nanoseconds) / 1e6;
  } catch {
    return performance.eventLoopUtilization().active;
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

export function printed({ model, endToEnd }: VoiceBatchingFigures): string {
  const lines = [
    '| rate, Hz | rows | batched, µs/window | alone, µs/window | ratio |',
    '| --- | --- | --- | --- | --- |',
    ...model.map(
      (m) =>
        `| ${m.sampleRateHz} | ${m.rows} | ${m.batchedUs.toFixed(1)} | ${m.aloneUs.toFixed(1)} | ${m.ratio.toFixed(2)} |`,
    ),
    '',
    '| rate, Hz | channels | max rows | windows/s | main thread, µs/window |',
    '| --- | --- | --- | --- | --- |',
    ...endToEnd.map(
      (e) =>
        `| ${e.sampleRateHz} | ${e.channels} | ${e.maxRows} | ${e.windowsPerSecond.toFixed(0)} | ${e.mainThreadUs.toFixed(1)} |`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) stdout.write(printed(await measureVoiceBatching()));
