// An EmotionReader as the engine's EmotionModel, in this thread: for networks that are measured and do not ship.

import type { EmotionModel } from '../../engine/ports.ts';
import type { EmotionReader } from '../../models/emotion-reader.ts';

export function localEmotionModel(reader: EmotionReader): EmotionModel {
  let streams = 0;
  let previous: Promise<unknown> = Promise.resolve();
  return {
    name: reader.name,
    isAlive: () => true,
    open(sampleRateHz) {
      const streamId = streams++;
      return {
        read(hop) {
          const reading = previous.then(() => reader.read([{ streamId, sampleRateHz, hop }]));
          previous = reading.catch(() => null);
          return reading.then(([only]) => only ?? null);
        },
        close: () => reader.forget(streamId),
      };
    },
    close: () => reader.release(),
  };
}
