import { describe, expect, it } from 'vitest';
import { edgeErrors, joined, judgedFrames } from '../../../evaluation/speech-agreement.ts';
import { confusionOf } from '../../../evaluation/statistics.ts';

const span = (startMs: number, endMs: number) => ({ startMs, endMs });

describe('frames of 10 ms', () => {
  it('are judged by their middle', () => {
    const judged = judgedFrames([span(4, 36)], [span(20, 60)], 100);
    expect(confusionOf(judged)).toEqual({ truePositives: 2, falsePositives: 2, falseNegatives: 2, trueNegatives: 4 });
  });
});

describe('edges', () => {
  it('are compared where each is the other’s nearest, with the sign of found less true', () => {
    const truth = [span(1_000, 2_000), span(3_000, 4_000)];
    expect(edgeErrors(truth, [span(970, 2_040), span(3_020, 3_990)])).toEqual({
      startsMs: [-30, 20],
      endsMs: [40, -10],
    });
  });

  it('inside a stretch do not count, and a stretch that was run into the next has no end of its own', () => {
    const truth = [span(0, 1_000), span(1_300, 2_000), span(2_500, 3_000)];
    expect(edgeErrors(truth, [span(10, 3_010)])).toEqual({ startsMs: [10], endsMs: [10] });
  });

  it('of nothing found are none', () => {
    expect(edgeErrors([span(0, 1_000)], [])).toEqual({ startsMs: [], endsMs: [] });
  });
});

it('speech of several speakers is one stretch where they overlap', () => {
  expect(joined([span(500, 900), span(0, 600), span(900, 950), span(1_200, 1_300)], 0)).toEqual([
    span(0, 600 + 300),
    span(900, 950),
    span(1_200, 1_300),
  ]);
});
