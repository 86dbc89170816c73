// A Diarizer without a model, for tests of what uses one: it tells voices of tones apart by their pitch, below or above
// 1,200 Hz (as tone-voices.ts does). Deterministic; answers a turn of the event loop later.

import type { Diarizer, VoiceTurn } from '../../engine/diarizer.ts';
import { EngineError } from '../../engine/errors.ts';
import { mediaMs } from '../../engine/media-time.ts';
import { hearTones, TONE_WORDS, toneFrequencyHz } from './tone-speech.ts';

/** `isBroken`: every utterance is refused. */
export function createFakeDiarizer({ isBroken = false } = {}): Diarizer & { readonly asked: number[] } {
  const asked: number[] = [];
  return {
    name: 'fake diarizer of tones',
    asked,
    isAlive: () => true,
    close: async () => {},
    open(sampleRateHz) {
      const known: boolean[] = [];
      return {
        async turnsOf(startMs, samples) {
          asked.push(startMs);
          await new Promise((resolve) => setImmediate(resolve));
          if (isBroken) throw new EngineError('model.failed', 'the test asked for this failure');
          return hearTones(samples, sampleRateHz).map(({ word, ...span }): VoiceTurn => {
            const isLow = toneFrequencyHz(TONE_WORDS.indexOf(word)) < 1_200;
            if (!known.includes(isLow)) known.push(isLow);
            const [from, to] = [mediaMs(startMs + span.startMs), mediaMs(startMs + span.endMs)];
            return { voice: known.indexOf(isLow) + 1, startMs: from, endMs: to };
          });
        },
      };
    },
  };
}
