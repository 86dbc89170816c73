// What every stream of a recogniser program shares.

import type { VoiceRateHz } from '../../engine/ports.ts';
import type { CommandOutput } from './command-lines.ts';
import type { ProgramPool } from './program-pool.ts';
import type { TranscriptionQueue } from './transcription-queue.ts';

export interface CommandPart {
  readonly pool: ProgramPool;
  readonly output: CommandOutput;
  readonly sampleRateHz: VoiceRateHz;
  readonly longestMs: number;
  readonly queue: TranscriptionQueue;
}
