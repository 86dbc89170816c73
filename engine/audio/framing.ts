// Contiguous samples of one channel in, windows of exactly 32 ms out, the first beginning at sample 0 of the call.
// However the input is cut, the windows are the same. Inputs are handed over: what is left of one is kept uncopied. Latency: up to one window, until its last sample has come.

import type { Machine, Step } from '../machine.ts';
import { type MediaMs, mediaMsOfSample, type SampleIndex, sampleIndex } from '../media-time.ts';
import type { VoiceRateHz } from '../ports.ts';
import { joinSamples } from './pcm.ts';

export const WINDOW_MS = 32;

export interface AudioWindow {
  readonly startSample: SampleIndex;
  readonly startMs: MediaMs;
  readonly endMs: MediaMs;
  /** float32[256] at 8 kHz, float32[512] at 16 kHz; shared with nobody, so the receiver may keep or transfer it. */
  readonly samples: Float32Array;
  /** How many samples were heard; less than the length only in the last window of a call, whose rest is zeros. */
  readonly heardSamples: number;
}

export interface FramingState {
  /** Invariant: a multiple of the window length; where `rest` begins. */
  readonly startSample: SampleIndex;
  /** What has come of the next window, oldest first. Invariant: together shorter than a window. */
  readonly rest: readonly Float32Array[];
  readonly restSamples: number;
}

export function samplesPerWindow(sampleRateHz: VoiceRateHz): number {
  return (sampleRateHz * WINDOW_MS) / 1000;
}

export function audioFraming(sampleRateHz: VoiceRateHz): Machine<FramingState, Float32Array, AudioWindow> {
  const length = samplesPerWindow(sampleRateHz);
  return {
    initial: { startSample: sampleIndex(0), rest: [], restSamples: 0 },
    step: (state, samples) => frame(state, samples, length, sampleRateHz),
    flush: ({ startSample, rest, restSamples }) =>
      restSamples === 0 ? [] : [windowAt(startSample, joinSamples(rest, length), restSamples, sampleRateHz)],
  };
}

function frame(
  state: FramingState,
  samples: Float32Array,
  length: number,
  sampleRateHz: VoiceRateHz,
): Step<FramingState, AudioWindow> {
  const windows: AudioWindow[] = [];
  let start: number = state.startSample;
  let { rest, restSamples } = state;
  let taken = 0;
  while (restSamples + samples.length - taken >= length) {
    const next = taken + length - restSamples;
    const whole = joinSamples([...rest, samples.subarray(taken, next)], length);
    windows.push(windowAt(sampleIndex(start), whole, length, sampleRateHz));
    start += length;
    rest = [];
    restSamples = 0;
    taken = next;
  }
  if (taken < samples.length) {
    rest = [...rest, samples.subarray(taken)];
    restSamples += samples.length - taken;
  }
  return [{ startSample: sampleIndex(start), rest, restSamples }, windows];
}

function windowAt(
  startSample: SampleIndex,
  samples: Float32Array,
  heardSamples: number,
  sampleRateHz: VoiceRateHz,
): AudioWindow {
  return {
    startSample,
    startMs: mediaMsOfSample(startSample, sampleRateHz),
    endMs: mediaMsOfSample(sampleIndex(startSample + samples.length), sampleRateHz),
    samples,
    heardSamples,
  };
}
