import { expect, it } from 'vitest';
import { createReadings, packJob, readingAt, writeReading } from '../../../models/voice-protocol.ts';

it('carries readings through the packed array, with no pitch as no pitch', () => {
  const readings = createReadings(2);
  const voiced = { speechProbability: 0.75, rmsDb: -20, f0Hz: 128, spectralTiltDb: -6 };
  const unvoiced = { speechProbability: 0.25, rmsDb: -60, f0Hz: null, spectralTiltDb: -3 };
  writeReading(readings, 0, voiced);
  writeReading(readings, 1, unvoiced);
  expect([readingAt(readings, 0), readingAt(readings, 1)]).toEqual([voiced, unvoiced]);
});

it('packs the windows of batches of both rates end to end', () => {
  const window = (streamId: number, sampleRateHz: 8000 | 16000, fill: number) => ({
    streamId,
    sampleRateHz,
    samples: new Float32Array((sampleRateHz * 32) / 1000).fill(fill),
  });
  const job = packJob(
    [
      { sampleRateHz: 8000, windows: [window(4, 8000, 0.25)] },
      { sampleRateHz: 16000, windows: [window(9, 16000, 0.5), window(7, 16000, 0.75)] },
    ],
    [2],
  );
  expect(job.samples.length).toBe(256 + 512 + 512);
  expect([0, 255, 256, 767, 768, 1279].map((at) => job.samples[at])).toEqual([0.25, 0.25, 0.5, 0.5, 0.75, 0.75]);
  expect(job.batches.map((batch) => batch.streamIds)).toEqual([[4], [9, 7]]);
  expect(job.freed).toEqual([2]);
});
