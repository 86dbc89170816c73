// The fake transcriber of tones keeps the promises that real ones do.

import { sayTones, type ToneWord } from '../support/tone-speech.ts';
import { describeTranscriber } from '../support/transcriber-contract.ts';
import { createFakeTranscriber } from '../support/transcriber-fake.ts';

const spoken = (...words: ToneWord[]) => ({ samples: sayTones(words, 16000), words });

describeTranscriber({
  name: 'the fake transcriber',
  sampleRateHz: 16000,
  language: { mode: 'fixed', language: 'en' },
  utterances: [spoken('budget', 'price', 'firewall'), spoken('yes', 'tomorrow'), spoken('acme', 'contract', '预算')],
  givesPartials: true,
  givesWordTimes: true,
  start: async () => ({ transcriber: createFakeTranscriber(), stop: async () => {} }),
});
