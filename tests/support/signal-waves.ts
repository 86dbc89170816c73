// Synthetic signals with a known answer: tones, seeded noise, glottal pulse trains, clicks. All in [−1, 1] at unit gain.

interface Shape {
  readonly sampleRateHz: number;
  readonly samples: number;
  /** Peak for tones and pulses, standard deviation for noise. */
  readonly gain?: number;
}

export function tone(frequencyHz: number, { sampleRateHz, samples, gain = 0.5 }: Shape): Float32Array {
  return Float32Array.from(
    { length: samples },
    (_, i) => gain * Math.sin((2 * Math.PI * frequencyHz * i) / sampleRateHz),
  );
}

/** Normally distributed and always the same for the same seed (mulberry32, Box–Muller). */
export function noise(seed: number, { samples, gain = 0.1 }: Omit<Shape, 'sampleRateHz'>): Float32Array {
  const uniform = seededUniform(seed);
  return Float32Array.from({ length: samples }, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    return gain * radius * Math.cos(2 * Math.PI * uniform());
  });
}

/**
 * Rosenberg's glottal flow (JASA 49, 1971), differentiated as lips do: open for 40 % of the period, closing in 16 %.
 * Like a vowel without its formants.
 */
export function glottalPulses(f0Hz: number, { sampleRateHz, samples, gain = 0.5 }: Shape): Float32Array {
  const flow = (i: number): number => {
    const phase = ((i * f0Hz) / sampleRateHz) % 1;
    if (phase < 0.4) return 0.5 * (1 - Math.cos((Math.PI * phase) / 0.4));
    return phase < 0.56 ? Math.cos((Math.PI * (phase - 0.4)) / 0.32) : 0;
  };
  const steepest = (Math.PI * f0Hz) / 0.32 / sampleRateHz;
  return Float32Array.from({ length: samples }, (_, i) => (gain * (flow(i + 1) - flow(i))) / steepest);
}

export function mixed(...signals: readonly Float32Array[]): Float32Array {
  const [first] = signals;
  return Float32Array.from(first ?? [], (_, i) => signals.reduce((sum, signal) => sum + (signal[i] ?? 0), 0));
}

/** Each sample is its own position, which makes a wrong order or place visible (exact to 2^24). */
export function ramp(start: number, samples: number): Float32Array {
  return Float32Array.from({ length: samples }, (_, i) => start + i);
}

export function rmsOf(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}

export function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Bit for bit the same? Much faster on long signals than a deep comparison. */
export function isSame(a: Uint8Array | Float32Array, b: Uint8Array | Float32Array): boolean {
  const bytes = (signal: Uint8Array | Float32Array) => Buffer.from(signal.buffer, signal.byteOffset, signal.byteLength);
  return bytes(a).equals(bytes(b));
}

/** Cuts in pieces of the given lengths, over and over; lengths of 0 give empty pieces. */
export function cut(samples: Float32Array, lengths: readonly number[]): Float32Array[] {
  const pieces: Float32Array[] = [];
  for (let at = 0, i = 0; at < samples.length; i++) {
    const length = lengths[i % lengths.length] ?? 1;
    pieces.push(samples.slice(at, at + length));
    at += length;
  }
  return pieces;
}

function seededUniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mix = Math.imul(state ^ (state >>> 15), state | 1);
    mix ^= mix + Math.imul(mix ^ (mix >>> 7), mix | 61);
    return ((mix ^ (mix >>> 14)) >>> 0) / 2 ** 32;
  };
}
