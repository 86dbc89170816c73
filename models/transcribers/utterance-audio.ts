// The audio of one utterance as it grows, and where to cut one that grows too long: in its quietest 100 ms near the end.

import { type MediaMs, type MediaSpan, mediaMs } from '../../engine/media-time.ts';

export class UtteranceAudio {
  readonly sampleRateHz: number;
  /** Where the voice began, by voice activity; the audio begins a little before. */
  readonly voiceStartMs: MediaMs;
  #startMs: MediaMs | undefined;
  #parts: Float32Array[] = [];
  #length = 0;

  constructor(sampleRateHz: number, voiceStartMs: MediaMs) {
    this.sampleRateHz = sampleRateHz;
    this.voiceStartMs = voiceStartMs;
  }

  /** Media time of the first sample. */
  get startMs(): MediaMs {
    return this.#startMs ?? this.voiceStartMs;
  }
  get endMs(): MediaMs {
    return mediaMs(this.startMs + this.durationMs);
  }
  get durationMs(): number {
    return (this.#length / this.sampleRateHz) * 1000;
  }
  get span(): MediaSpan {
    return { startMs: this.startMs, endMs: this.endMs };
  }

  push(startMs: MediaMs, samples: Float32Array): void {
    this.#startMs ??= startMs;
    this.#parts.push(samples.slice());
    this.#length += samples.length;
  }

  samples(): Float32Array {
    const whole = new Float32Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    this.#parts = [whole];
    return whole;
  }

  /** Cuts at the quietest place of the last `withinMs`: this keeps what is before, what is returned has the rest. */
  cut(withinMs: number): UtteranceAudio {
    const whole = this.samples();
    const at = quietestPlace(whole, (this.sampleRateHz * withinMs) / 1000, this.sampleRateHz / 10);
    const cutMs = mediaMs(this.startMs + (at / this.sampleRateHz) * 1000);
    const rest = new UtteranceAudio(this.sampleRateHz, cutMs);
    rest.push(cutMs, whole.subarray(at));
    this.#parts = [whole.slice(0, at)];
    this.#length = at;
    return rest;
  }
}

/** The middle of the quietest `width` samples among the last `within`. */
function quietestPlace(samples: Float32Array, within: number, width: number): number {
  let best = samples.length - width;
  let least = Number.POSITIVE_INFINITY;
  for (let from = Math.max(0, samples.length - within); from + width <= samples.length; from += width / 2) {
    let sum = 0;
    for (let at = from; at < from + width; at++) sum += (samples[at] ?? 0) ** 2;
    if (sum >= least) continue;
    least = sum;
    best = from;
  }
  return Math.max(1, Math.round(best + width / 2));
}
