import { expect, it } from 'vitest';
import { fitIsotonic } from '../../../../evaluation/interest/isotonic.ts';

const forecast = (probability: number, isTrue: boolean) => ({ probability, isTrue });

it('gives the share that came true, which never falls as the probability rises', () => {
  const shareAt = fitIsotonic([
    forecast(0.9, true),
    forecast(0.1, false),
    forecast(0.3, true),
    forecast(0.4, false),
    forecast(0.5, false),
    forecast(0.8, true),
  ]);
  expect([0.05, 0.1].map(shareAt)).toEqual([0, 0]);
  expect([0.2, 0.3, 0.5].map(shareAt)).toEqual([1 / 3, 1 / 3, 1 / 3]);
  expect([0.6, 0.9, 1].map(shareAt)).toEqual([1, 1, 1]);
});
