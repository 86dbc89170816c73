// However gaze is cut into batches, the heat map is that of the plain account, and what is told of slides is the same.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { GazeSample } from '../../engine/events/material.ts';
import { engagementPipeline } from '../../pipelines/engagement.ts';
import { cellsOracle, gaze, look, slideShown } from '../support/gaze.ts';
import { ofType, runPipeline, tick } from '../support/signals.ts';

const place = fc.option(
  fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
  {
    freq: 5,
  },
);
const samples = fc
  .array(fc.tuple(fc.integer({ min: 10, max: 600 }), place), { minLength: 2, maxLength: 60 })
  .map((steps) => {
    let atMs = 1_000;
    return steps.map(([gapMs, at]): GazeSample => {
      atMs += gapMs;
      return look(atMs, at?.[0] ?? null, at?.[1] ?? null);
    });
  });

function cut(all: readonly GazeSample[], sizes: readonly number[]) {
  const batches = [];
  let from = 0;
  for (let turn = 0; from < all.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    batches.push(gaze(all.slice(from, from + size)));
    from += size;
  }
  return batches;
}

it('adds up to the plain account, however samples come in batches', async () => {
  await fc.assert(
    fc.asyncProperty(samples, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), async (all, sizes) => {
      const endMs = (all.at(-1)?.atMs ?? 0) + 100;
      const log = await runPipeline(engagementPipeline, [slideShown(0, 'a'), ...cut(all, sizes), tick(endMs)]);
      const sums = new Map<number, number>();
      for (const { cells, dwellMs } of ofType(log, 'attention.mapped')) {
        for (const [at, cell] of cells.entries()) sums.set(cell, (sums.get(cell) ?? 0) + (dwellMs[at] ?? 0));
      }
      const byCell = (map: Map<number, number>) => [...map].sort(([a], [b]) => a - b);
      expect(byCell(sums)).toEqual(byCell(cellsOracle(all, 250)));
      const whole = await runPipeline(engagementPipeline, [slideShown(0, 'a'), gaze(all), tick(endMs)]);
      expect(ofType(log, 'slide.viewed')).toEqual(ofType(whole, 'slide.viewed'));
    }),
  );
});
