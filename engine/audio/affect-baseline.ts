// What is usual for one speaker: the features of each moment in, their running mean out, from 5 s of speech on. It settles
// over 20 s.
// Afterwards it follows slowly, so that a voice that has changed for good becomes usual. No latency.

/** Moments, about one a second, before anything is told of a voice: a stranger's voice says nothing of their mood. */
export const LEAST_MOMENTS = 5;
/** Moments that make a settled baseline (docs/metrics.md: 20 s). */
export const BASELINE_MOMENTS = 20;
/** What a later moment counts: the baseline follows in about 3 min of speech. */
const LATER_WEIGHT = 1 / 180;

export class AffectBaseline {
  #moments = 0;
  #mean: Float32Array | null = null;

  /** Null until there is enough. Valid until the next `add`. */
  get usual(): Float32Array | null {
    return this.#moments >= LEAST_MOMENTS ? this.#mean : null;
  }

  /** `features` is float32[features], read only. */
  add(features: Float32Array): void {
    this.#moments += 1;
    this.#mean ??= new Float32Array(features.length);
    const weight = this.#moments <= BASELINE_MOMENTS ? 1 / this.#moments : LATER_WEIGHT;
    for (let i = 0; i < features.length; i++) {
      const known = this.#mean[i] as number;
      this.#mean[i] = known + weight * ((features[i] as number) - known);
    }
  }
}
