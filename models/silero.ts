// Silero VAD v5 through onnxruntime: windows of many channels in, P(speech) of each out. The tensors and nothing else.
// One run takes one window of each row; rows do not mix, so what else is in the batch does not change a row's answer.
// Source: Silero Team, "Silero VAD", 2021–2024, https://github.com/snakers4/silero-vad (MIT).

import { InferenceSession, Tensor } from 'onnxruntime-node';
import { asEngineError } from '../engine/errors.ts';
import type { VoiceRateHz } from '../engine/ports.ts';
import { SILERO_VAD, verifyModelFile } from './manifest.ts';
import { WINDOW_SAMPLES } from './voice-protocol.ts';

/** Tail of the previous window, 4 ms, that the model sees before the window itself. */
const CONTEXT_SAMPLES: Readonly<Record<VoiceRateHz, number>> = { 8000: 32, 16000: 64 };

const STATE_LAYERS = 2;
const STATE_WIDTH = 128;

/** What the model remembers of one channel; all zeros at its beginning. */
export interface SileroRow {
  /** float32[contextSamples]: the last samples that it saw. */
  readonly context: Float32Array;
  /** float32[2, 128]: the recurrent state. */
  readonly state: Float32Array;
}

export function createSileroRow(sampleRateHz: VoiceRateHz): SileroRow {
  return {
    context: new Float32Array(CONTEXT_SAMPLES[sampleRateHz]),
    state: new Float32Array(STATE_LAYERS * STATE_WIDTH),
  };
}

export interface Silero {
  /**
   * Reads one window of each row and carries context and state on into the row.
   * `windows` is float32[rows, windowSamples]; the answer is float32[rows], valid until the next run.
   * One run at a time: the buffers are shared.
   */
  runBatch(sampleRateHz: VoiceRateHz, rows: readonly SileroRow[], windows: Float32Array): Promise<Float32Array>;
  release(): Promise<void>;
}

export interface SileroOptions {
  /** Where the weights lie; the installed package by default. The bytes must be those of the manifest. */
  readonly weightsFile?: string | undefined;
}

/** Loads the weights. Throws `model.load` where the file is missing, changed, or not understood by the runtime. */
export async function loadSilero(options: SileroOptions = {}): Promise<Silero> {
  const bytes = await verifyModelFile(SILERO_VAD, options.weightsFile);
  try {
    // One thread: a window costs tens of microseconds, less than it takes to wake a second thread for it.
    const threads = { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential' } as const;
    const session = await InferenceSession.create(bytes, { ...threads, logSeverityLevel: 3 });
    return createSilero(session);
  } catch (thrown) {
    throw asEngineError(thrown, 'model.load');
  }
}

function createSilero(session: InferenceSession): Silero {
  const input = createScratch();
  const state = createScratch();
  const rateTensors = { 8000: rateTensor(8000), 16000: rateTensor(16000) };
  return {
    async runBatch(sampleRateHz, rows, windows) {
      const windowSamples = WINDOW_SAMPLES[sampleRateHz];
      const width = CONTEXT_SAMPLES[sampleRateHz] + windowSamples;
      const inputs = input(rows.length * width);
      const states = state(rows.length * STATE_LAYERS * STATE_WIDTH);
      packInputs(rows, windows, inputs, windowSamples);
      packStates(rows, states);
      const { output, stateN } = await session.run({
        input: new Tensor('float32', inputs, [rows.length, width]),
        state: new Tensor('float32', states, [STATE_LAYERS, rows.length, STATE_WIDTH]),
        sr: rateTensors[sampleRateHz],
      });
      carryContexts(rows, inputs, width);
      carryStates(rows, floats(stateN));
      return floats(output);
    },
    release: () => session.release(),
  };
}

/** A buffer that grows to the largest batch seen and is reused by every later one. */
function createScratch(): (length: number) => Float32Array {
  let buffer = new Float32Array(0);
  return (length) => {
    if (buffer.length < length) buffer = new Float32Array(length);
    return buffer.subarray(0, length);
  };
}

const rateTensor = (sampleRateHz: VoiceRateHz): Tensor =>
  new Tensor('int64', BigInt64Array.of(BigInt(sampleRateHz)), []);

function floats(tensor: Tensor | undefined): Float32Array {
  if (tensor?.data instanceof Float32Array) return tensor.data;
  throw new TypeError('silero: an output is missing or is not float32');
}

/** float32[rows, context + window]: the context of each row, then its window. */
function packInputs(rows: readonly SileroRow[], windows: Float32Array, inputs: Float32Array, windowSamples: number) {
  let at = 0;
  rows.forEach((row, index) => {
    inputs.set(row.context, at);
    inputs.set(windows.subarray(index * windowSamples, (index + 1) * windowSamples), at + row.context.length);
    at += row.context.length + windowSamples;
  });
}

/** float32[2, rows, 128]: layers lie outside rows, so a row's state is written in two pieces. */
function packStates(rows: readonly SileroRow[], states: Float32Array) {
  rows.forEach((row, index) => {
    for (let layer = 0; layer < STATE_LAYERS; layer++) {
      const piece = row.state.subarray(layer * STATE_WIDTH, (layer + 1) * STATE_WIDTH);
      states.set(piece, (layer * rows.length + index) * STATE_WIDTH);
    }
  });
}

function carryContexts(rows: readonly SileroRow[], inputs: Float32Array, width: number) {
  rows.forEach((row, index) => {
    const end = (index + 1) * width;
    row.context.set(inputs.subarray(end - row.context.length, end));
  });
}

function carryStates(rows: readonly SileroRow[], states: Float32Array) {
  rows.forEach((row, index) => {
    for (let layer = 0; layer < STATE_LAYERS; layer++) {
      const from = (layer * rows.length + index) * STATE_WIDTH;
      row.state.set(states.subarray(from, from + STATE_WIDTH), layer * STATE_WIDTH);
    }
  });
}
