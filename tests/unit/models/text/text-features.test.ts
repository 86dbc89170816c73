import { describe, expect, it } from 'vitest';
import { FeatureOptions, textFeatures } from '../../../../models/text/text-features.ts';

const options = (changes: Partial<FeatureOptions> = {}) =>
  FeatureOptions.parse({ tokenRun: 2, letterRun: 0, edgeTokens: 0, ...changes });

describe('features of tokens', () => {
  it('are runs of tokens with the two ends of the text', () => {
    // BEGIN, a, b, END: four runs of one, three of two.
    expect(textFeatures(['a', 'b'], options())).toHaveLength(7);
  });

  it('tell the order of tokens', () => {
    expect(textFeatures(['is', 'it'], options())).not.toEqual(textFeatures(['it', 'is'], options()));
  });

  it('say which tokens are near the ends', () => {
    const edges = (tokens: string[]) =>
      textFeatures(tokens, options({ edgeTokens: 1 })).slice(textFeatures(tokens, options()).length);
    expect(edges(['a', 'b', 'c'])).toEqual(edges(['a', 'x', 'c']));
    expect(edges(['a', 'b', 'c'])).not.toEqual(edges(['c', 'b', 'a']));
  });

  it('share the stem of a word among its forms', () => {
    const letters = (token: string) => new Set(textFeatures([token], options({ letterRun: 4 })));
    const shared = [...letters('integrates')].filter((bucket) => letters('integration').has(bucket));
    expect(shared.length).toBeGreaterThan(5);
  });

  it('take every two cues together where they are told to, but never one that stands alone', () => {
    const found = (cuePairs: boolean) => textFeatures([], options({ cuePairs }), ['x', 'y', 'z'], ['corpus']).length;
    expect(found(true) - found(false)).toBe(3);
  });

  it('stay inside the buckets', () => {
    const found = textFeatures(['does', 'the', '价', '格'], options({ hashBits: 10, letterRun: 5, skipPairs: true }));
    expect(found.length).toBeGreaterThan(20);
    expect(found.every((bucket) => Number.isInteger(bucket) && bucket >= 0 && bucket < 1024)).toBe(true);
  });
});
