// Samples of one channel through the voice model, and through the gate that decides on speech. In: float32 samples at 8 or
// 16 kHz (other rates are resampled to 16). Out: 32 ms windows; spans of speech.

import { openResampler } from '../engine/audio/resample.ts';
import { channelIndex } from '../engine/ids.ts';
import { type MediaSpan, mediaMs } from '../engine/media-time.ts';
import type { WindowRead } from '../engine/observations.ts';
import type { VoiceModel, VoiceRateHz } from '../engine/ports.ts';
import type { RecordedAudio } from '../gateway/recorded/recorded-call.ts';
import { SpeechOptions } from '../pipelines/speech.ts';
import { CLOSED, type GateOptions, spanSoFar, stepGate } from '../pipelines/speech-gate.ts';

const WINDOW_MS = 32;

/** Samples at a rate that the voice model takes. */
export interface VoiceSamples {
  readonly samples: Float32Array;
  readonly sampleRateHz: VoiceRateHz;
}

/** The first channel. */
export async function voiceSamples({ channels, sampleRateHz }: RecordedAudio): Promise<VoiceSamples> {
  const samples = channels[0] ?? new Float32Array(0);
  if (sampleRateHz === 8_000 || sampleRateHz === 16_000) return { samples, sampleRateHz };
  const resampler = await openResampler(sampleRateHz);
  const [most, rest] = [resampler.push(samples).slice(), resampler.flush().slice()];
  resampler.close();
  const resampled = new Float32Array(most.length + rest.length);
  resampled.set(most);
  resampled.set(rest, most.length);
  return { samples: resampled, sampleRateHz: 16_000 };
}

/** What is left over at the end is padded with zeros. */
export async function readWindows(voice: VoiceModel, { samples, sampleRateHz }: VoiceSamples): Promise<WindowRead[]> {
  const length = (sampleRateHz * WINDOW_MS) / 1_000;
  const stream = voice.open(sampleRateHz);
  const windows: WindowRead[] = [];
  for (let start = 0; start < samples.length; start += length) {
    const window = new Float32Array(length);
    window.set(samples.subarray(start, start + length));
    const reading = await stream.read(window);
    const startMs = mediaMs((start / sampleRateHz) * 1_000);
    const endMs = mediaMs(startMs + WINDOW_MS);
    windows.push({ type: 'window.read', channel: channelIndex(0), startMs, endMs, atMs: endMs, ...reading });
  }
  stream.close();
  return windows;
}

export function speechSpans(windows: readonly WindowRead[], changes: Pick<GateOptions, 'edges'> = {}): MediaSpan[] {
  const options = { ...SpeechOptions.parse({}), ...changes };
  const spans: MediaSpan[] = [];
  let gate = CLOSED;
  for (const window of windows) {
    const [next, change] = stepGate(gate, window, options);
    gate = next;
    if (change?.kind === 'closed') spans.push(change.span);
  }
  const open = spanSoFar(gate, options.edges);
  return open ? [...spans, open] : spans;
}
