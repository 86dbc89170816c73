import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  isResampledRate,
  openResampler,
  RESAMPLED_RATES_HZ,
  type Resampler,
} from '../../../../engine/audio/resample.ts';
import { cut, joined, noise, rmsOf, tone } from '../../../support/signal-waves.ts';

const opened: Resampler[] = [];
afterEach(() => {
  for (const resampler of opened.splice(0)) resampler.close();
});

async function resample(samples: Float32Array, rateHz: number, lengths: readonly number[] = [960]) {
  const resampler = await openResampler(rateHz);
  opened.push(resampler);
  const parts = cut(samples, lengths).map((piece) => resampler.push(piece));
  return joined([...parts, resampler.flush()]);
}

/** Gain of a tone, dB, away from the ends, where the filter meets silence. */
async function gainDb(frequencyHz: number, rateHz: number): Promise<number> {
  const input = tone(frequencyHz, { sampleRateHz: rateHz, samples: rateHz / 2 });
  const output = await resample(input, rateHz);
  return 20 * Math.log10(rmsOf(output.subarray(1600, 6400)) / (0.5 / Math.SQRT2));
}

describe.each([48000, 44100, 32000, 24000] as const)('the resampler from %d Hz', (rateHz) => {
  it.each([100, 1000, 4000, 7000])('keeps a tone of %d Hz within 1 dB', async (frequencyHz) => {
    expect(Math.abs(await gainDb(frequencyHz, rateHz))).toBeLessThan(1);
  });

  const aliases = [8200, 9000, 10000, 12000, 15000, 20000].filter((frequencyHz) => frequencyHz < rateHz / 2);
  it.each(aliases)('keeps 60 dB of a tone of %d Hz from folding back', async (frequencyHz) => {
    expect(await gainDb(frequencyHz, rateHz)).toBeLessThan(-60);
  });
});

describe.each(RESAMPLED_RATES_HZ)('the resampler from %d Hz', (rateHz) => {
  it('puts a click where it was, within one sample', async () => {
    const input = new Float32Array(rateHz / 2 + 1);
    const at = Math.floor(rateHz / 5);
    input[at] = 1;
    const output = await resample(input, rateHz);
    const loudest = output.reduce((best, sample, i) => (sample > (output[best] ?? 0) ? i : best), 0);
    expect(Math.abs(loudest - (at * 16000) / rateHz)).toBeLessThanOrEqual(1);
  });

  it('owes no sample and adds none, whatever the length', async () => {
    for (const length of [0, 1, 12345]) {
      const output = await resample(noise(1, { samples: length }), rateHz);
      expect(output).toHaveLength(Math.round((length * 16000) / rateHz));
    }
  });
});

describe('the resampler', () => {
  it('puts samples out while they come, at most 13 ms behind', async () => {
    const resampler = await openResampler(48000);
    opened.push(resampler);
    const ready = cut(noise(3, { samples: 48000 }), [960]).map((piece) => resampler.push(piece).length);
    const behind = ready.map((_, i) => (i + 1) * 320 - ready.slice(0, i + 1).reduce((sum, length) => sum + length, 0));
    expect(Math.max(...behind)).toBeLessThanOrEqual(13 * 16);
  });

  it('keeps channels apart', async () => {
    const [left, right] = [await openResampler(48000), await openResampler(48000)];
    opened.push(left, right);
    left.push(noise(4, { samples: 4800 }));
    expect(rmsOf(right.push(new Float32Array(4800)))).toBe(0);
  });

  it('refuses rates that it does not take, and those that need no resampling', async () => {
    for (const rateHz of [8000, 16000, 12345, 0, Number.NaN]) {
      expect(isResampledRate(rateHz)).toBe(false);
      await expect(openResampler(rateHz)).rejects.toMatchObject({ code: 'input.audio-format' });
    }
  });

  it('hears silence after the last sample, not what was there before', async () => {
    const input = noise(5, { samples: 1000 });
    const output = await resample(input, 48000);
    const longer = await resample(joined([input, new Float32Array(2000)]), 48000);
    expect(output).toEqual(longer.slice(0, output.length));
  });

  it('frees its filter once, however often it is closed', async () => {
    const warn = vi.spyOn(console, 'warn');
    const resampler = await openResampler(24000);
    resampler.close();
    resampler.close();
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });
});
