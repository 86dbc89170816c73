import { describe, expect, it } from 'vitest';
import { createRealFft } from '../../../../engine/audio/real-fft.ts';
import { createRandom } from '../../../support/voice-signals.ts';

/** By the definition: |Σ x[n] e^(−2πikn/N)|². */
function powerByDefinition(samples: Float32Array, bin: number): number {
  let re = 0;
  let im = 0;
  samples.forEach((sample, n) => {
    const angle = (-2 * Math.PI * bin * n) / samples.length;
    re += sample * Math.cos(angle);
    im += sample * Math.sin(angle);
  });
  return re * re + im * im;
}

describe('the real FFT', () => {
  it.each([4, 8, 64, 256, 512])('of %i samples gives the power that the definition gives', (size) => {
    const random = createRandom(size);
    const samples = Float32Array.from({ length: size }, () => random() * 2 - 1);
    const power = new Float64Array(size / 2 - 1);
    createRealFft(size).powerOf(samples, 1, power);
    power.forEach((value, i) => {
      expect(value).toBeCloseTo(powerByDefinition(samples, i + 1), 8);
    });
  });

  it('refuses a length that is no power of two', () => {
    expect(() => createRealFft(100)).toThrow(/power of two/);
  });
});
