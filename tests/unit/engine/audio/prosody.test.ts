import { describe, expect, it } from 'vitest';
import { samplesPerWindow } from '../../../../engine/audio/framing.ts';
import { type Prosody, readProsody } from '../../../../engine/audio/prosody.ts';
import type { VoiceRateHz } from '../../../../engine/ports.ts';
import { glottalPulses, mixed, noise, tone } from '../../../support/signal-waves.ts';

const PITCHES_HZ = [80, 95, 110, 130, 155, 180, 210, 250, 300, 350, 400];

describe.each([8000, 16000] as const)('prosody at %d Hz', (sampleRateHz) => {
  const shape = { sampleRateHz, samples: sampleRateHz };
  const half = (samples: Float32Array) => samples.map((sample) => sample / 2);

  describe('pitch', () => {
    it.each(PITCHES_HZ)('of a glottal pulse train of %d Hz is right within 3 %% in every window', (f0Hz) => {
      for (const { f0Hz: found } of readAll(glottalPulses(f0Hz, shape), sampleRateHz)) expectNear(found, f0Hz);
    });

    it.each(PITCHES_HZ)('of a pulse train of %d Hz in noise 10 dB below is right within 3 %%', (f0Hz) => {
      const noisy = mixed(glottalPulses(f0Hz, shape), noise(f0Hz, { ...shape, gain: 0.05 }));
      for (const { f0Hz: found } of readAll(noisy, sampleRateHz)) expectNear(found, f0Hz);
    });

    it.each(PITCHES_HZ)('of a pure tone of %d Hz is right within 3 %%', (f0Hz) => {
      for (const { f0Hz: found } of readAll(tone(f0Hz, shape), sampleRateHz)) expectNear(found, f0Hz);
    });

    it('is found without the fundamental, as in a telephone band', () => {
      const harmonics = [3, 4, 5, 6].map((harmonic) => tone(120 * harmonic, { ...shape, gain: 0.1 }));
      for (const { f0Hz } of readAll(mixed(...harmonics), sampleRateHz)) expectNear(f0Hz, 120);
    });

    it('does not depend on the level or on a constant offset', () => {
      const offset = glottalPulses(140, { ...shape, gain: 0.01 }).map((sample) => sample + 0.2);
      for (const { f0Hz } of readAll(offset, sampleRateHz)) expectNear(f0Hz, 140);
    });

    it('is null in white noise', () => {
      const windows = readAll(noise(5, { samples: sampleRateHz * 20 }), sampleRateHz);
      expect(windows.filter(({ f0Hz }) => f0Hz !== null)).toEqual([]);
    });

    it('is null in silence and in what is too quiet to be a voice', () => {
      for (const gain of [0, 1e-5]) {
        const windows = readAll(glottalPulses(140, { ...shape, gain }), sampleRateHz);
        expect(windows.every(({ f0Hz }) => f0Hz === null)).toBe(true);
      }
    });
  });

  describe('level', () => {
    it('of a full-scale sine is −3 dB, and 6 dB less at half of it', () => {
      const full = tone(500, { ...shape, gain: 1 });
      for (const { rmsDb } of readAll(full, sampleRateHz)) expect(rmsDb).toBeCloseTo(-3.01, 1);
      for (const { rmsDb } of readAll(half(full), sampleRateHz)) expect(rmsDb).toBeCloseTo(-9.03, 1);
    });

    it('has its floor at −100 dB', () => {
      for (const gain of [0, 1e-9]) {
        expect(readAll(tone(500, { ...shape, gain }), sampleRateHz)[3]?.rmsDb).toBe(-100);
      }
    });

    it('is that of the window alone, not of the one before', () => {
      const length = samplesPerWindow(sampleRateHz);
      const loud = tone(500, { sampleRateHz, samples: length });
      expect(readProsody(loud, new Float32Array(length), sampleRateHz).rmsDb).toBe(-100);
    });
  });

  describe('spectral tilt', () => {
    const tilts = (samples: Float32Array) => readAll(samples, sampleRateHz).map((window) => window.spectralTiltDb);

    it('is far below 0 for a low tone and far above for a high one', () => {
      expect(Math.max(...tilts(tone(250, shape)))).toBeLessThan(-20);
      expect(Math.min(...tilts(tone(3000, shape)))).toBeGreaterThan(15);
    });

    it('is 0 at 1 kHz and in silence', () => {
      for (const tilt of tilts(tone(1000, shape))) expect(tilt).toBeCloseTo(0, 1);
      for (const tilt of tilts(new Float32Array(sampleRateHz))) expect(tilt).toBe(0);
    });

    it('hears no edge where the window begins', () => {
      for (const tilt of tilts(new Float32Array(sampleRateHz).fill(0.5))) expect(tilt).toBeLessThan(-60);
    });

    it('rises when a voice gains high harmonics, and not when it only gets louder', () => {
      const voice = glottalPulses(120, { ...shape, gain: 0.2 });
      const pressed = mixed(voice, tone(2400, { ...shape, gain: 0.05 }));
      const [calm = 0, effort = 0, quiet = 0] = [voice, pressed, half(voice)].map((signal) => mean(tilts(signal)));
      expect(effort).toBeGreaterThan(calm + 3);
      expect(quiet).toBeCloseTo(calm, 1);
    });
  });

  it('depends on its arguments only', () => {
    const [context, window, other] = [glottalPulses(110, shape), glottalPulses(200, shape), noise(6, shape)].map(
      (signal) => signal.slice(0, samplesPerWindow(sampleRateHz)),
    ) as [Float32Array, Float32Array, Float32Array];
    const first = readProsody(context, window, sampleRateHz);
    readProsody(other, context, sampleRateHz);
    expect(readProsody(context, window, sampleRateHz)).toEqual(first);
  });
});

function readAll(samples: Float32Array, sampleRateHz: VoiceRateHz): Prosody[] {
  const length = samplesPerWindow(sampleRateHz);
  const windowAt = (i: number) => samples.slice(i * length, (i + 1) * length);
  const count = Math.floor(samples.length / length);
  return Array.from({ length: count - 1 }, (_, i) => readProsody(windowAt(i), windowAt(i + 1), sampleRateHz));
}

function expectNear(found: number | null, expectedHz: number): void {
  expect(Math.abs((found ?? Number.NaN) / expectedHz - 1)).toBeLessThan(0.03);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
