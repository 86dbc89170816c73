// The engine's VoiceModel over one worker: windows of all calls in, readings out, in order per stream.
// No fixed tick: with few streams an idle worker gets what came in this turn of the event loop. With many, windows gather
// for up to `gatherMs`, so that a run has rows worth its cost. What comes while the worker is busy shares the next run.

import { EngineError } from '../engine/errors.ts';
import type { VoiceModel } from '../engine/ports.ts';
import { SILERO_VAD } from './manifest.ts';
import { type Gathering, VoiceDispatcher } from './voice-dispatcher.ts';
import { type ConnectVoice, connectVoiceWorker } from './voice-link.ts';
import { WINDOW_SAMPLES } from './voice-protocol.ts';

export interface VoiceModelOptions {
  /** Where the weights lie. Default: the installed package. The bytes must be those of models/manifest.ts. */
  readonly weightsFile?: string;
  /** Rows of one model run, 1–1024. Default 64: a row costs about the same from 32 on, and more rows only add delay. */
  readonly maxRows?: number;
  /** Windows read and not yet answered, over all streams. Default 4096: less than half a second of work. */
  readonly maxPendingWindows?: number;
  /** The same for one stream. Default 64: 2 s of sound; a stream that is further behind is not live any more. */
  readonly maxPendingPerStream?: number;
  /**
   * How windows gather where many streams are open. Default: not at all. `gatherMs`, 1–16: 4 is an eighth of a window,
   * and of 100 channels it makes runs of 13 rows, which cost a third per window of what runs of 2 do.
   */
  readonly gathering?: Gathering;
  /** How the worker is reached. Default: a thread that runs voice-worker. Tests bring one that fails on demand. */
  readonly connect?: ConnectVoice;
}

/** Resolves when the weights are loaded; rejects with `model.load`, which names the file and what to do. */
export async function createVoiceModel(options: VoiceModelOptions = {}): Promise<VoiceModel> {
  const connect = options.connect ?? connectVoiceWorker({ weightsFile: options.weightsFile ?? null });
  const limits = {
    maxRows: options.maxRows ?? 64,
    maxPendingWindows: options.maxPendingWindows ?? 4096,
    maxPendingPerStream: options.maxPendingPerStream ?? 64,
  };
  const dispatcher = new VoiceDispatcher(connect, limits, options.gathering);
  await dispatcher.start();
  return {
    name: SILERO_VAD.name,
    isAlive: () => dispatcher.isAlive,
    open(sampleRateHz) {
      const streamId = dispatcher.open();
      let isOpen = true;
      return {
        read(samples) {
          if (!isOpen) return Promise.reject(new EngineError('defect.internal', 'read after close of a voice stream'));
          if (samples.length !== WINDOW_SAMPLES[sampleRateHz]) return Promise.reject(wrongLength(samples.length));
          return dispatcher.read({ streamId, sampleRateHz, samples });
        },
        close() {
          if (isOpen) dispatcher.free(streamId);
          isOpen = false;
        },
      };
    },
    close: () => dispatcher.close(),
  };
}

const wrongLength = (length: number) =>
  new EngineError('defect.internal', `a voice window has ${length} samples: it must be 32 ms of its stream's rate`);
