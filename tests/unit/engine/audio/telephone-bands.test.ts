import { describe, expect, it } from 'vitest';
import { BAND_HZ, BANDS, createTelephoneBands } from '../../../../engine/audio/telephone-bands.ts';
import { noise, tone } from '../../../support/voice-signals.ts';

const read = (rate: 8000 | 16000, frame: Float32Array) => {
  const levels = new Float32Array(BANDS);
  createTelephoneBands(rate).read(frame, levels, 0);
  return [...levels];
};

describe('telephone bands', () => {
  it.each([8000, 16000] as const)('at %i Hz put a tone into the band around it, near its level', (rate) => {
    for (const hz of [500, 1000, 2500]) {
      const levels = read(rate, tone(rate * 0.032, rate, hz, 1));
      const nearest = BAND_HZ.reduce(
        (best, centre, i) => (Math.abs(centre - hz) < Math.abs((BAND_HZ[best] ?? 0) - hz) ? i : best),
        0,
      );
      expect(Math.abs(levels.indexOf(Math.max(...levels)) - nearest)).toBeLessThanOrEqual(1);
      expect(Math.max(...levels)).toBeGreaterThan(-14);
    }
  });

  it('do not hear what a telephone does not pass on', () => {
    expect(Math.max(...read(16000, tone(512, 16000, 6000, 1)))).toBeLessThan(-60);
    expect(Math.max(...read(16000, tone(512, 16000, 93.75, 1)))).toBeLessThan(-60);
  });

  it('are at the floor in silence, and rise by 20 dB with a tenfold amplitude', () => {
    expect(read(8000, new Float32Array(256)).every((level) => level === -100)).toBe(true);
    const [quiet, loud] = [0.01, 0.1].map((peak) => read(8000, noise(256, 7, peak)));
    quiet?.forEach((level, band) => {
      expect((loud?.[band] ?? 0) - level).toBeCloseTo(20, 0);
    });
  });
});
