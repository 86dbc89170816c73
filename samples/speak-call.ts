// A script as sound: every line spoken, placed on the call's time line and mixed into two channels.
// Needs flite, espeak-ng and sox (Debian packages).

import { mixCall } from './mix-call.ts';
import { type LineVoice, type PlacedCall, placeLines } from './place-lines.ts';
import type { CallScript } from './scripts/script.ts';
import { type SpokenLine, speakLine } from './speak-line.ts';
import { SAMPLES_PER_MS } from './voiced-spans.ts';

export interface SpokenScript {
  readonly call: PlacedCall;
  /** Interleaved s16le at SAMPLE_RATE_HZ, one channel for each of SIDES. */
  readonly s16le: Uint8Array;
}

export function speakCall(script: CallScript): SpokenScript {
  const spoken = new Map(script.lines.map((line) => [line.id, speakLine(line, script.voices[line.by])]));
  const call = placeLines(script, new Map([...spoken].map(([id, line]) => [id, voiceOf(line)])));
  return { call, s16le: mixCall(call, new Map([...spoken].map(([id, { samples }]) => [id, samples]))) };
}

function voiceOf({ samples, spans }: SpokenLine): LineVoice {
  return {
    durationMs: samples.length / SAMPLES_PER_MS,
    spans: spans.map(({ start, end }) => ({ startMs: start / SAMPLES_PER_MS, endMs: end / SAMPLES_PER_MS })),
  };
}
