// Samples at 8 or 16 kHz in, samples at the rate a recogniser asks for out: windowed sinc, polyphase over a whole ratio
// (J. O. Smith, "Digital Audio Resampling", 1984). Output sample k is the input's time k/toHz s. Latency: 16 input samples.

/** Input samples on each side that an output sample is made of. */
const REACH = 16;

export class Upsampler {
  readonly #fromHz: number;
  readonly #toHz: number;
  /** By phase: the weights of 2 × REACH input samples. */
  readonly #phases: readonly Float32Array[];
  readonly #step: number;
  // Invariant: `#held[0]` is input sample `#heldFrom`; what is before it is needed no more.
  #held: Float32Array = new Float32Array(REACH);
  #heldFrom = -REACH;
  #produced = 0;
  #pushed = 0;

  /** `toHz` ≥ `fromHz`; both whole multiples of a kilohertz. */
  constructor(fromHz: number, toHz: number) {
    const shared = greatestCommonDivisor(fromHz, toHz);
    this.#fromHz = fromHz;
    this.#toHz = toHz;
    this.#step = fromHz / shared;
    this.#phases = Array.from({ length: toHz / shared }, (_, phase) => weightsOf(phase / (toHz / shared)));
  }

  push(samples: Float32Array): Float32Array {
    if (this.#fromHz === this.#toHz) return samples;
    this.#pushed += samples.length;
    return this.#take(samples);
  }

  /** The rest, once, at the end. */
  flush(): Float32Array {
    if (this.#fromHz === this.#toHz) return new Float32Array(0);
    const owed = Math.round((this.#pushed * this.#toHz) / this.#fromHz) - this.#produced;
    return this.#take(new Float32Array(REACH + 1)).subarray(0, owed);
  }

  #take(samples: Float32Array): Float32Array {
    const input = new Float32Array(this.#held.length + samples.length);
    input.set(this.#held);
    input.set(samples, this.#held.length);
    const output: number[] = [];
    for (;;) {
      const place = this.#produced * this.#step;
      const first = Math.floor(place / this.#phases.length) - REACH + 1 - this.#heldFrom;
      if (first + 2 * REACH > input.length) break;
      const weights = this.#phases[place % this.#phases.length] ?? new Float32Array(0);
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += (weights[k] ?? 0) * (input[first + k] ?? 0);
      output.push(sum);
      this.#produced += 1;
    }
    const next = Math.floor((this.#produced * this.#step) / this.#phases.length) - REACH + 1 - this.#heldFrom;
    const keepFrom = Math.max(0, Math.min(input.length, next));
    this.#held = input.slice(keepFrom);
    this.#heldFrom += keepFrom;
    return Float32Array.from(output);
  }
}

/** Hann-windowed sinc for an output sample that lies `fraction` of the way to the next input sample. */
function weightsOf(fraction: number): Float32Array {
  return Float32Array.from({ length: 2 * REACH }, (_, k) => {
    const distance = k - (REACH - 1) - fraction;
    const sinc = distance === 0 ? 1 : Math.sin(Math.PI * distance) / (Math.PI * distance);
    return Math.abs(distance) >= REACH ? 0 : sinc * (0.5 + 0.5 * Math.cos((Math.PI * distance) / REACH));
  });
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
