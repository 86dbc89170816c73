// Any program that reads 16-bit PCM (mono, little-endian) on stdin and prints lines is a transcriber.
// `utterance`: one run an utterance, which hears it while it is spoken; stdin ends with the voice. `continuous`: one run a
// channel, which finds the ends by itself. Latency: what the program takes after the last sample.

import type { VoiceRateHz } from '../../engine/ports.ts';
import type { Transcriber } from '../../engine/transcriber.ts';
import { CommandContinuousStream } from './command-continuous.ts';
import type { CommandOutput } from './command-lines.ts';
import type { CommandPart } from './command-part.ts';
import { CommandUtteranceStream } from './command-utterance.ts';
import { createProgramPool } from './program-pool.ts';
import type { TranscriptionQueue } from './transcription-queue.ts';

export interface CommandOptions {
  readonly program: string;
  readonly args: readonly string[];
  /** Default `utterance`: a program that dies then loses one utterance, and times cannot drift. */
  readonly mode?: 'utterance' | 'continuous';
  /** How its lines are read. Default `text`. */
  readonly output?: CommandOutput;
  /** What it reads, Hz; audio of a lower rate is brought to it. Default 16000. */
  readonly sampleRateHz?: VoiceRateHz;
  /** Runs that wait started, so that loading is not waited for. Default 1; `continuous` needs none. */
  readonly ready?: number;
  /** An utterance is ended at a quiet place after so much, ms. Default 15,000. */
  readonly longestMs?: number;
  /** Its slots are how many runs there may be at once; `utterance` waits here for one. */
  readonly queue: TranscriptionQueue;
}

export function createCommandTranscriber(options: CommandOptions): Transcriber {
  const { program, args, mode = 'utterance', output = 'text', sampleRateHz = 16000, longestMs = 15_000 } = options;
  const ready = mode === 'continuous' ? 0 : (options.ready ?? 1);
  const pool = createProgramPool(program, args, ready);
  const part: CommandPart = { pool, output, sampleRateHz, longestMs, queue: options.queue };
  const open = new Set<{ close(): void }>();
  return {
    name: `command ${program}`,
    isRemote: false,
    isAlive: () => true,
    open(stream, listener) {
      const opened =
        mode === 'continuous'
          ? new CommandContinuousStream(part, stream, listener)
          : new CommandUtteranceStream(part, stream, listener);
      open.add(opened);
      return opened;
    },
    async close() {
      for (const stream of open) stream.close();
      pool.close();
    },
  };
}
