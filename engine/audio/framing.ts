// Contiguous samples of one channel in, windows of exactly 32 ms out, the first beginning at sample 0 of the call.
// However the input is cut, the windows are the same. Latency: up to one window, until its last sample has come.

import type { Machine, Step } from '../machine.ts';
import { type MediaMs, mediaMsOfSample, type SampleIndex, sampleIndex } from '../media-time.ts';
import type { VoiceRateHz } from '../ports.ts';

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
  /** Invariant: shorter than a window. */
  readonly rest: Float32Array;
}

export function samplesPerWindow(sampleRateHz: VoiceRateHz): number {
  return (sampleRateHz * WINDOW_MS) / 1000;
}

export function audioFraming(sampleRateHz: VoiceRateHz): Machine<FramingState, Float32Array, AudioWindow> {
  const length = samplesPerWindow(sampleRateHz);
  return {
    initial: { startSample: sampleIndex(0), rest: new Float32Array(0) },
    step: (state, samples) => frame(state, samples, length, sampleRateHz),
    flush: ({ startSample, rest }) => {
      if (rest.length === 0) return [];
      const padded = new Float32Array(length);
      padded.set(rest);
      return [windowAt(startSample, padded, rest.length, sampleRateHz)];
    },
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
  let rest = state.rest;
  let taken = 0;
  while (rest.length + samples.length - taken >= length) {
    const next = taken + length - rest.length;
    windows.push(windowAt(sampleIndex(start), joined(rest, samples.subarray(taken, next)), length, sampleRateHz));
    start += length;
    rest = EMPTY;
    taken = next;
  }
  return [{ startSample: sampleIndex(start), rest: joined(rest, samples.subarray(taken)) }, windows];
}

const EMPTY = new Float32Array(0);

function joined(head: Float32Array, tail: Float32Array): Float32Array {
  const whole = new Float32Array(head.length + tail.length);
  whole.set(head);
  whole.set(tail, head.length);
  return whole;
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
