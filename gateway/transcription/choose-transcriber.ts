// Settings in, the transcriber of this process out; none where none is set.

import { availableParallelism } from 'node:os';
import { EngineError } from '../../engine/errors.ts';
import type { Transcriber } from '../../engine/transcriber.ts';
import { createCommandTranscriber } from '../../models/transcribers/command.ts';
import type { Scheduler } from '../../models/transcribers/scheduler.ts';
import { createTranscriptionQueue } from '../../models/transcribers/transcription-queue.ts';
import { type Transcription, transcriptionBy } from '../calls/transcription.ts';
import { splitCommandLine } from './command-line.ts';
import type { TranscriptionSettings } from './settings.ts';

/** A run of a program lasts as long as somebody speaks, and then until it has understood, ms. */
const RUN_TIMEOUT_MS = 60_000;
const NEVER_MS = 2 ** 31 - 1;

export interface ChooseOptions {
  readonly scheduler: Scheduler;
  /** A recording waits: nothing is late, so nothing is shed. */
  readonly isLive: boolean;
}

/** Throws `input.config` where what the chosen one needs is not set. */
export function chooseTranscription(
  settings: TranscriptionSettings,
  options: ChooseOptions,
): Transcription | undefined {
  const transcriber = chooseTranscriber(settings, options);
  return transcriber && transcriptionBy(transcriber, settings.SOTTO_TRANSCRIBER_LANGUAGE);
}

function chooseTranscriber(settings: TranscriptionSettings, options: ChooseOptions): Transcriber | undefined {
  switch (settings.SOTTO_TRANSCRIBER) {
    case 'none':
      return undefined;
    case 'command':
      return command(settings, options);
    default:
      throw new EngineError('input.config', `SOTTO_TRANSCRIBER: ${settings.SOTTO_TRANSCRIBER} is not built in yet`);
  }
}

function command(settings: TranscriptionSettings, { scheduler, isLive }: ChooseOptions): Transcriber {
  const [program, ...args] = splitCommandLine(settings.SOTTO_TRANSCRIBER_COMMAND ?? '');
  if (program === undefined) {
    throw new EngineError('input.config', 'SOTTO_TRANSCRIBER=command needs SOTTO_TRANSCRIBER_COMMAND');
  }
  const patience = isLive ? {} : { finalDeadlineMs: NEVER_MS, maxWaiting: NEVER_MS };
  return createCommandTranscriber({
    program,
    args,
    mode: settings.SOTTO_TRANSCRIBER_MODE,
    output: settings.SOTTO_TRANSCRIBER_OUTPUT,
    sampleRateHz: settings.SOTTO_TRANSCRIBER_RATE_HZ,
    queue: createTranscriptionQueue({
      // A run waits for the speaker most of the time, so there may be more than there are processors.
      slots: settings.SOTTO_TRANSCRIBER_SLOTS ?? 2 * availableParallelism(),
      runTimeoutMs: RUN_TIMEOUT_MS,
      scheduler,
      ...patience,
    }),
  });
}
