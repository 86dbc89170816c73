// Real samples in, power of each frequency bin out. No state that shows, no latency.
// A complex FFT of half the length on pairs of samples, then the two interleaved spectra are taken apart
// (J. W. Cooley, J. W. Tukey 1965; W. H. Press et al., "Numerical Recipes", 3rd ed., 12.3.2).

/** Length of the transform, a power of two ≥ 4; bins are `sampleRateHz / size` apart. */
export interface RealFft {
  readonly size: number;
  /**
   * Writes |X[k]|² for k in [fromBin, fromBin + power.length) into `power`; needs 0 < fromBin and the last bin < size / 2.
   * `samples` is float[size] and is left as it is.
   */
  powerOf(samples: Float32Array, fromBin: number, power: Float64Array): void;
}

export function createRealFft(size: number): RealFft {
  if (size < 4 || (size & (size - 1)) !== 0) throw new RangeError(`an FFT of ${size}: it must be a power of two ≥ 4`);
  const half = size / 2;
  const { cosines, sines } = turns(size);
  const order = bitReversed(half);
  const re = new Float64Array(half);
  const im = new Float64Array(half);

  function transform(samples: Float32Array): void {
    for (let i = 0; i < half; i++) {
      const from = 2 * (order[i] as number);
      re[i] = samples[from] as number;
      im[i] = samples[from + 1] as number;
    }
    for (let span = 1; span < half; span *= 2) butterflies(span);
  }

  function butterflies(span: number): void {
    const stride = half / span;
    for (let k = 0; k < span; k++) {
      const c = cosines[k * stride] as number;
      const s = sines[k * stride] as number;
      for (let a = k; a < half; a += 2 * span) {
        const b = a + span;
        const bRe = (re[b] as number) * c + (im[b] as number) * s;
        const bIm = (im[b] as number) * c - (re[b] as number) * s;
        const aRe = re[a] as number;
        const aIm = im[a] as number;
        re[b] = aRe - bRe;
        im[b] = aIm - bIm;
        re[a] = aRe + bRe;
        im[a] = aIm + bIm;
      }
    }
  }

  return {
    size,
    powerOf(samples, fromBin, power) {
      transform(samples);
      for (let i = 0; i < power.length; i++) {
        const k = fromBin + i;
        const evenRe = ((re[k] as number) + (re[half - k] as number)) / 2;
        const evenIm = ((im[k] as number) - (im[half - k] as number)) / 2;
        const oddRe = ((im[k] as number) + (im[half - k] as number)) / 2;
        const oddIm = ((re[half - k] as number) - (re[k] as number)) / 2;
        const c = cosines[k] as number;
        const s = sines[k] as number;
        const xRe = evenRe + oddRe * c + oddIm * s;
        const xIm = evenIm + oddIm * c - oddRe * s;
        power[i] = xRe * xRe + xIm * xIm;
      }
    },
  };
}

/** cos and sin of 2πk / size, k in [0, size / 2). */
function turns(size: number): { readonly cosines: Float64Array; readonly sines: Float64Array } {
  const angles = Array.from({ length: size / 2 }, (_, k) => (2 * Math.PI * k) / size);
  return { cosines: Float64Array.from(angles, Math.cos), sines: Float64Array.from(angles, Math.sin) };
}

function bitReversed(length: number): Uint16Array {
  const order = new Uint16Array(length);
  for (let i = 1, bits = length >> 1; i < length; i++) {
    order[i] = ((order[i >> 1] as number) >> 1) | (i & 1 ? bits : 0);
  }
  return order;
}
