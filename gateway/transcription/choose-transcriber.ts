// Settings in, the transcriber of this process out, and who tells its voices apart; none where none is set.

import { availableParallelism } from 'node:os';
import { EngineError } from '../../engine/errors.ts';
import type { Scheduler } from '../../engine/scheduler.ts';
import type { Transcriber } from '../../engine/transcriber.ts';
import { createCommandTranscriber } from '../../models/transcribers/command.ts';
import { deepgram } from '../../models/transcribers/remote/deepgram.ts';
import { funAsr } from '../../models/transcribers/remote/funasr.ts';
import { openAiRealtime } from '../../models/transcribers/remote/openai-realtime.ts';
import type { RemoteProtocol } from '../../models/transcribers/remote/protocol.ts';
import { createRemoteTranscriber } from '../../models/transcribers/remote/remote-transcriber.ts';
import { vllmRealtime } from '../../models/transcribers/remote/vllm-realtime.ts';
import { createTranscriptionQueue } from '../../models/transcribers/transcription-queue.ts';
import { type Transcription, transcriptionBy } from '../calls/transcription.ts';
import { splitCommandLine } from './command-line.ts';
import { localDiarizer, localTranscriber } from './local-model.ts';
import type { TranscriptionSettings } from './settings.ts';
import { openWebSocket } from './web-socket.ts';

/** A run of a program lasts as long as somebody speaks, and then until it has understood, ms. */
const RUN_TIMEOUT_MS = 60_000;
/**
 * In a live call a monologue is cut sooner than the recogniser would have it: its text, and what it takes to find it, would
 * otherwise come all at the end.
 */
const LONGEST_LIVE_MS = 10_000;
const NEVER_MS = 2 ** 31 - 1;
const PATIENT = { finalDeadlineMs: NEVER_MS, maxWaiting: NEVER_MS };

export interface ChooseOptions {
  readonly scheduler: Scheduler;
  /** A recording waits: nothing is late, so nothing is shed. */
  readonly isLive: boolean;
  /** Folder of pulled models. */
  readonly modelsDir: string;
}

/** Throws `input.config` where what the chosen one needs is not set. */
export function chooseTranscription(
  settings: TranscriptionSettings,
  options: ChooseOptions,
): Transcription | undefined {
  const { SOTTO_TRANSCRIBER_LANGUAGE: language, SOTTO_DIARIZER: diarizer } = settings;
  if (settings.SOTTO_TRANSCRIBER === 'none' && diarizer !== 'none') {
    throw new EngineError(
      'input.config',
      `SOTTO_DIARIZER=${diarizer} says whose words are; it needs a SOTTO_TRANSCRIBER`,
    );
  }
  const voices = diarizer === 'none' ? undefined : localDiarizer(options.modelsDir, options.scheduler);
  const transcriber = chooseTranscriber(settings, options);
  return transcriber && transcriptionBy(transcriber, language, voices);
}

function chooseTranscriber(settings: TranscriptionSettings, options: ChooseOptions): Transcriber | undefined {
  switch (settings.SOTTO_TRANSCRIBER) {
    case 'none':
      return undefined;
    case 'command':
      return command(settings, options);
    case 'sherpa':
    case 'transformers':
      return local(settings.SOTTO_TRANSCRIBER, settings, options);
    default:
      return createRemoteTranscriber({
        protocol: remoteProtocol(settings),
        openSocket: openWebSocket,
        scheduler: options.scheduler,
      });
  }
}

function remoteProtocol(settings: TranscriptionSettings): RemoteProtocol {
  const { SOTTO_TRANSCRIBER: name, SOTTO_TRANSCRIBER_URL: url } = settings;
  const { SOTTO_TRANSCRIBER_KEY: key, SOTTO_TRANSCRIBER_MODEL: model } = settings;
  const needed = (what: string, value: string | undefined): string => {
    if (value !== undefined) return value;
    throw new EngineError('input.config', `SOTTO_TRANSCRIBER=${name} needs SOTTO_TRANSCRIBER_${what}`);
  };
  const choice = { ...(url === undefined ? {} : { url }), ...(model === undefined ? {} : { model }) };
  switch (name) {
    case 'deepgram':
      return deepgram({ ...choice, key: needed('KEY', key) });
    case 'openai-realtime':
      return openAiRealtime({ ...choice, key: needed('KEY', key) });
    case 'vllm-realtime':
      return vllmRealtime({
        url: needed('URL', url),
        model: needed('MODEL', model),
        ...(key === undefined ? {} : { key }),
      });
    case 'funasr':
      return funAsr({ url: needed('URL', url) });
    default:
      throw new EngineError('input.config', `SOTTO_TRANSCRIBER: ${name} is not remote`);
  }
}

function local(
  engine: 'sherpa' | 'transformers',
  { SOTTO_TRANSCRIBER_MODEL }: TranscriptionSettings,
  { scheduler, isLive, modelsDir }: ChooseOptions,
): Transcriber {
  // One process hears one utterance at a time.
  const queue = createTranscriptionQueue({ scheduler, ...(isLive ? {} : PATIENT) });
  return localTranscriber(engine, SOTTO_TRANSCRIBER_MODEL, modelsDir, queue);
}

function command(settings: TranscriptionSettings, { scheduler, isLive }: ChooseOptions): Transcriber {
  const [program, ...args] = splitCommandLine(settings.SOTTO_TRANSCRIBER_COMMAND ?? '');
  if (program === undefined) {
    throw new EngineError('input.config', 'SOTTO_TRANSCRIBER=command needs SOTTO_TRANSCRIBER_COMMAND');
  }
  return createCommandTranscriber({
    program,
    args,
    mode: settings.SOTTO_TRANSCRIBER_MODE,
    output: settings.SOTTO_TRANSCRIBER_OUTPUT,
    sampleRateHz: settings.SOTTO_TRANSCRIBER_RATE_HZ,
    ...(isLive ? { longestMs: LONGEST_LIVE_MS } : {}),
    queue: createTranscriptionQueue({
      // A run waits for the speaker most of the time, so there may be more than there are processors.
      slots: settings.SOTTO_TRANSCRIBER_SLOTS ?? 2 * availableParallelism(),
      runTimeoutMs: RUN_TIMEOUT_MS,
      scheduler,
      ...(isLive ? {} : PATIENT),
    }),
  });
}
