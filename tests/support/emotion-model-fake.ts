// An EmotionModel without a model, for tests of what uses one: arousal is the level of the hop. Remembers what it was asked;
// answers of different streams come in any order, those of one stream in theirs.

import type { EmotionModel, VoiceHop } from '../../engine/ports.ts';

export interface FakeEmotionModel extends EmotionModel {
  /** Streams that were opened so far. */
  readonly opened: number;
  /** Every hop that was to be read, in order. */
  readonly asked: readonly VoiceHop[];
}

export function createFakeEmotionModel(): FakeEmotionModel {
  const asked: VoiceHop[] = [];
  let opened = 0;
  return {
    name: 'fake-emotion-model',
    get opened() {
      return opened;
    },
    asked,
    isAlive: () => true,
    open() {
      opened += 1;
      return {
        async read(hop) {
          asked.push(hop);
          await new Promise((resolve) => setImmediate(resolve));
          const loudness = hop.samples.reduce((sum, sample) => sum + Math.abs(sample), 0) / hop.samples.length;
          return { arousal: Math.min(1, loudness), valence: 0, confidence: 0.75 };
        },
        close: () => undefined,
      };
    },
    close: async () => undefined,
  };
}
