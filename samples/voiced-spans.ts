// Where a voice really is in a clean recording: 10 ms frames whose level lies less than `belowPeakDb` under the loudest.
// In: samples of one spoken line. Out: half-open spans in samples. A pause under 320 ms is within a span (metrics.md).

export const SAMPLE_RATE_HZ = 16_000;
export const SAMPLES_PER_MS = SAMPLE_RATE_HZ / 1_000;
const FRAME_SAMPLES = 10 * SAMPLES_PER_MS;

export interface SampleSpan {
  readonly start: number;
  readonly end: number;
}

export interface VoicedOptions {
  /** How far under the loudest frame is still voice, dB. Default 38: under it a synthesiser's tail cannot be heard. */
  readonly belowPeakDb?: number;
  /** Pauses shorter than this belong to the voice, ms. Default 320. */
  readonly joinUnderMs?: number;
}

/** Spans in order; none where the recording is silent. */
export function voicedSpans(samples: Float32Array, options: VoicedOptions = {}): SampleSpan[] {
  const { belowPeakDb = 40, joinUnderMs = 320 } = options;
  const powers = framePowers(samples);
  const least = powers.reduce((most, power) => Math.max(most, power), 0) / 10 ** (belowPeakDb / 10);
  const spans: { start: number; end: number }[] = [];
  powers.forEach((power, index) => {
    if (power === 0 || power < least) return;
    const start = index * FRAME_SAMPLES;
    const end = start + FRAME_SAMPLES;
    const last = spans.at(-1);
    if (last && start - last.end < joinUnderMs * SAMPLES_PER_MS) last.end = end;
    else spans.push({ start, end });
  });
  return spans;
}

/** Mean power of the whole frames; what is left over at the end is no frame. */
function framePowers(samples: Float32Array): number[] {
  const count = Math.floor(samples.length / FRAME_SAMPLES);
  return Array.from({ length: count }, (_, index) =>
    meanPower(samples.subarray(index * FRAME_SAMPLES, (index + 1) * FRAME_SAMPLES)),
  );
}

export function meanPower(samples: Float32Array): number {
  return samples.length === 0 ? 0 : samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
}
