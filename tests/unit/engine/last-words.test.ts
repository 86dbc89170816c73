import { describe, expect, it } from 'vitest';
import { LastWords } from '../../../engine/last-words.ts';

describe('last words', () => {
  it('are in at once where there is nothing to ask', () => {
    const words = new LastWords(undefined, () => expect.unreachable());
    expect(words.areIn).toBe(false);
    expect(words.areAwaited()).toBe(false);
    expect(words.areIn).toBe(true);
  });

  it.each([
    ['come', () => Promise.resolve()],
    ['fail', () => Promise.reject(new Error('gone'))],
  ])('are asked for once and awaited until they %s', async (_, answer) => {
    let asked = 0;
    await new Promise<void>((resolve) => {
      const words: LastWords = new LastWords(
        () => {
          asked += 1;
          return answer();
        },
        () => {
          expect(words.areIn).toBe(true);
          expect(words.areAwaited()).toBe(false);
          resolve();
        },
      );
      expect(words.areAwaited()).toBe(true);
      expect(words.areAwaited()).toBe(true);
      expect(asked).toBe(0);
    });
    expect(asked).toBe(1);
  });
});
