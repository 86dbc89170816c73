import { describe, expect, it } from 'vitest';
import { isOfLaterBatch, ownLines } from '../../../models/training/text/own-lines.ts';
import { CALIBRATED_RATE, NO_UTTERANCES, rateLogOdds, withSegment } from '../../../pipelines/question-rate.ts';

const rateAfter = (probabilities: readonly number[]) =>
  probabilities.reduce((rate, probability, index) => withSegment(rate, `s${index}`, probability), NO_UTTERANCES);

describe('how often a call asks', () => {
  it('adds nothing to the first utterance', () => {
    expect(rateLogOdds(NO_UTTERANCES)).toBeCloseTo(0);
  });

  it('lowers the log odds of a call that states more than the calibration lines, and raises those of one that asks', () => {
    expect(rateLogOdds(rateAfter([0, 0, 0, 0, 0, 0, 0, 0]))).toBeLessThan(-0.5);
    expect(rateLogOdds(rateAfter([1, 1, 1, 1, 1, 1, 1, 1]))).toBeGreaterThan(0.5);
  });

  it('counts a corrected segment once, as it was corrected', () => {
    const asked = rateAfter([1, 1, 1, 1, 1, 1, 1, 1]);
    const corrected = withSegment(asked, 's3', 0);
    expect(rateLogOdds(corrected)).toBeCloseTo(rateLogOdds(rateAfter([1, 1, 1, 0, 1, 1, 1, 1])));
    expect(rateLogOdds(corrected)).toBeLessThan(rateLogOdds(asked));
  });

  it('never rules a question out', () => {
    expect(rateLogOdds(rateAfter(new Array(5_000).fill(0)))).toBeGreaterThan(-4);
  });

  it('starts from the share of questions in the lines that calibrate the classifier', () => {
    const lines = ownLines('question').filter(isOfLaterBatch);
    const share = lines.filter(({ labels }) => labels.includes('question')).length / lines.length;
    expect(Math.abs(share - CALIBRATED_RATE)).toBeLessThan(0.03);
  });
});
