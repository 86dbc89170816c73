// The command transcriber keeps the promises: with a program of tones that prints text, JSON or Vosk's JSON, a run an
// utterance or a run a channel. With pocketsphinx it runs in tests/integration/words-from-audio.test.ts.

import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wallClock } from '../../gateway/wall-clock.ts';
import { createCommandTranscriber } from '../../models/transcribers/command.ts';
import type { CommandOutput } from '../../models/transcribers/command-lines.ts';
import { createTranscriptionQueue } from '../../models/transcribers/transcription-queue.ts';
import { writeToneProgram } from '../support/tone-program-file.ts';
import { sayTones, type ToneWord } from '../support/tone-speech.ts';
import { describeTranscriber } from '../support/transcriber-contract.ts';

interface Kind {
  readonly mode: 'utterance' | 'continuous';
  readonly prints: 'text' | 'json' | 'vosk';
  readonly sampleRateHz: 8000 | 16000;
}

const kinds: readonly Kind[] = [
  { mode: 'utterance', prints: 'text', sampleRateHz: 16000 },
  { mode: 'utterance', prints: 'json', sampleRateHz: 8000 },
  { mode: 'continuous', prints: 'text', sampleRateHz: 8000 },
  { mode: 'continuous', prints: 'vosk', sampleRateHz: 16000 },
];

for (const { mode, prints, sampleRateHz } of kinds) {
  const spoken = (...words: ToneWord[]) => ({ samples: sayTones(words, sampleRateHz), words });
  describeTranscriber({
    name: `a command, one run ${mode === 'utterance' ? 'an utterance' : 'a channel'}, that prints ${prints}`,
    sampleRateHz,
    language: { mode: 'fixed', language: 'en' },
    utterances: [spoken('budget', 'price', 'firewall'), spoken('yes', 'tomorrow'), spoken('acme', 'contract', '预算')],
    givesPartials: prints !== 'text' || mode === 'utterance',
    givesWordTimes: prints !== 'text',
    misbehaviours: ['disconnect'],
    async start() {
      const folder = await mkdtemp(join(tmpdir(), 'sotto-command-'));
      const crashFile = join(folder, 'crash');
      const output: CommandOutput = prints === 'text' ? 'text' : 'json';
      const transcriber = createCommandTranscriber({
        program: process.execPath,
        args: [await writeToneProgram(folder), prints, crashFile],
        mode,
        output,
        queue: createTranscriptionQueue({ slots: 4, scheduler: wallClock() }),
      });
      return {
        transcriber,
        misbehave: () => writeFileSync(crashFile, ''),
        stop: () => rm(folder, { recursive: true, force: true }),
      };
    },
  });
}
