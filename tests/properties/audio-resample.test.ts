import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openResampler, RESAMPLED_RATES_HZ } from '../../engine/audio/resample.ts';
import { cut, isSame, joined, noise } from '../support/signal-waves.ts';

const pieces = fc.array(fc.integer({ min: 1, max: 1500 }), { minLength: 1, maxLength: 8 });

it.each(RESAMPLED_RATES_HZ)(
  'the resampler from %d Hz gives the same samples however the input is cut',
  async (rateHz) => {
    const input = noise(2, { samples: 4001 });
    const whole = await resample([input], rateHz);
    await fc.assert(
      fc.asyncProperty(pieces, async (lengths) => {
        expect(isSame(await resample(cut(input, lengths), rateHz), whole)).toBe(true);
      }),
      { numRuns: 20 },
    );
  },
);

async function resample(parts: readonly Float32Array[], rateHz: number): Promise<Float32Array> {
  const resampler = await openResampler(rateHz);
  const output = joined([...parts.map((part) => resampler.push(part)), resampler.flush()]);
  resampler.close();
  return output;
}
