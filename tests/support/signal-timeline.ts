// Short ways to write inputs of a channel's timeline, and to read its outputs. One sample is 0.125 ms (8 kHz).

import { channelTimeline } from '../../engine/audio/channel-timeline.ts';
import type { AudioFrame, ClockAdvance, TimelineInput, TimelineOutput } from '../../engine/audio/timeline-events.ts';
import type { TimelineOptions } from '../../engine/audio/timeline-limits.ts';
import { foldMachine } from '../../engine/machine.ts';
import { sampleIndex } from '../../engine/media-time.ts';
import { joined, ramp } from './signal-waves.ts';

export const RATE_HZ = 8000;
const SAMPLES_PER_MS = RATE_HZ / 1000;

/** A frame whose samples are their own true positions (+1, so that none is 0), stamped `stampedMs`. */
export function frame(trueMs: number, lengthMs = 20, stampedMs = trueMs): AudioFrame {
  const samples = ramp(trueMs * SAMPLES_PER_MS + 1, lengthMs * SAMPLES_PER_MS);
  return { kind: 'frame', startSample: sampleIndex(stampedMs * SAMPLES_PER_MS), samples };
}

export function frames(fromMs: number, toMs: number, lengthMs = 20): AudioFrame[] {
  const count = Math.round((toMs - fromMs) / lengthMs);
  return Array.from({ length: count }, (_, i) => frame(fromMs + i * lengthMs, lengthMs));
}

export function advance(toMs: number): ClockAdvance {
  return { kind: 'advance', toSample: sampleIndex(toMs * SAMPLES_PER_MS) };
}

export function play(inputs: readonly TimelineInput[], options: Partial<TimelineOptions> = {}): TimelineOutput[] {
  return foldMachine(channelTimeline({ sampleRateHz: RATE_HZ, ...options }), inputs);
}

/** The stream of samples; throws where it is not contiguous from 0. */
export function streamOf(outputs: readonly TimelineOutput[]): Float32Array {
  const parts: Float32Array[] = [];
  let next = 0;
  for (const output of outputs) {
    if (output.kind !== 'samples') continue;
    if (output.startSample !== next) throw new Error(`samples from ${output.startSample}, expected from ${next}`);
    parts.push(output.samples);
    next += output.samples.length;
  }
  return joined(parts);
}

/** `[reason, startMs, endMs]` of each gap or drop, in order. */
export function spansOf(outputs: readonly TimelineOutput[], kind: 'gap' | 'dropped'): [string, number, number][] {
  const spans: [string, number, number][] = [];
  for (const output of outputs) {
    if (output.kind === 'samples' || output.kind !== kind) continue;
    spans.push([output.reason, output.startSample / SAMPLES_PER_MS, output.endSample / SAMPLES_PER_MS]);
  }
  return spans;
}

/** What the stream must be: true positions, but zeros in the spans (ms). */
export function expectedStream(lengthMs: number, ...silences: readonly (readonly [number, number])[]): Float32Array {
  const stream = ramp(1, lengthMs * SAMPLES_PER_MS);
  for (const [from, to] of silences) stream.fill(0, from * SAMPLES_PER_MS, to * SAMPLES_PER_MS);
  return stream;
}
