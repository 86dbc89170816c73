// A function that recognises one utterance, made a transcriber, keeps the promises: with partials and without.

import { createTranscriptionQueue } from '../../models/transcribers/transcription-queue.ts';
import { createUtteranceTranscriber } from '../../models/transcribers/utterance-transcriber.ts';
import { hearTones, sayTones, type ToneWord } from '../support/tone-speech.ts';
import { describeTranscriber } from '../support/transcriber-contract.ts';

const spoken = (...words: ToneWord[]) => ({ samples: sayTones(words, 8000), words });
const scheduler = { now: () => 0, after: () => () => {} };

for (const partialEveryMs of [undefined, 150]) {
  describeTranscriber({
    name: `an utterance transcriber ${partialEveryMs ? 'with' : 'without'} partials`,
    sampleRateHz: 8000,
    language: { mode: 'fixed', language: 'en' },
    utterances: [spoken('budget', 'price', 'firewall'), spoken('yes', 'tomorrow'), spoken('acme', 'contract', '预算')],
    givesPartials: partialEveryMs !== undefined,
    givesWordTimes: true,
    async start() {
      const transcriber = createUtteranceTranscriber({
        name: 'tones',
        queue: createTranscriptionQueue({ scheduler }),
        async recognise({ samples, sampleRateHz }) {
          const tones = hearTones(samples, sampleRateHz);
          const words = tones.map(({ word, startMs, endMs }) => ({ text: word as string, startMs, endMs }));
          return { text: words.map(({ text }) => text).join(' '), words };
        },
        ...(partialEveryMs ? { partialEveryMs } : {}),
      });
      return { transcriber, stop: async () => {} };
    },
  });
}
