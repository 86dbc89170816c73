// A VoiceModel without a model, for tests of what uses one: a window is speech where it is loud. Same port, same limits,
// same order per stream as the real one (both run tests/contract/voice-model.test.ts); deterministic; no thread.

import { readProsody } from '../../engine/audio/prosody.ts';
import { EngineError, type ErrorCode } from '../../engine/errors.ts';
import type { VoiceModel, VoiceRateHz, VoiceReading } from '../../engine/ports.ts';
import { createRandom } from './voice-signals.ts';

export interface FakeVoiceModelOptions {
  /** Windows read and not yet answered, over all streams. Default 4096. */
  readonly maxPendingWindows?: number;
  /** The same for one stream. Default 64. */
  readonly maxPendingPerStream?: number;
  /**
   * Answers come late and in another order ACROSS streams, the same for the same seed; never out of order within one.
   * Default: none, reads are answered in the order in which they came, at the end of the turn of the event loop.
   */
  readonly shuffleSeed?: number;
  /** Level from which a window is speech, dB relative to full scale. Default −45. */
  readonly thresholdDb?: number;
  /** An error that this read rejects with (both indexes count from 0), or null. Default: none fails. */
  readonly failing?: (streamIndex: number, windowIndex: number) => ErrorCode | null;
}

interface PendingRead {
  readonly streamIndex: number;
  readonly settle: () => void;
}

export function createFakeVoiceModel(options: FakeVoiceModelOptions = {}): VoiceModel {
  const queue = createAnswerQueue(options.shuffleSeed);
  const failing = options.failing ?? (() => null);
  let streams = 0;
  let isClosed = false;
  const refusal = (streamIndex: number): EngineError | null => {
    if (isClosed) return new EngineError('model.failed', 'The voice model is closed.');
    const isFull =
      queue.pendingOf(streamIndex) >= (options.maxPendingPerStream ?? 64) ||
      queue.pending() >= (options.maxPendingWindows ?? 4096);
    return isFull ? new EngineError('overload.inference', 'The voice model cannot keep up.') : null;
  };
  return {
    name: 'fake-voice-model',
    isAlive: () => !isClosed,
    open(sampleRateHz) {
      const streamIndex = streams++;
      let windowIndex = 0;
      let previous: Float32Array = new Float32Array((sampleRateHz * 32) / 1000);
      let isOpen = true;
      return {
        read(window) {
          const wrong = misuse(isOpen, window, sampleRateHz) ?? refusal(streamIndex);
          if (wrong !== null) return Promise.reject(wrong);
          const code = failing(streamIndex, windowIndex++);
          const current = clamped(window);
          const reading = readLoudness(previous, current, sampleRateHz, options.thresholdDb ?? -45);
          previous = current;
          return new Promise((resolve, reject) => {
            const fail = (failure: ErrorCode) => reject(new EngineError(failure, 'The test asked for this failure.'));
            queue.add({ streamIndex, settle: () => (code === null ? resolve(reading) : fail(code)) });
          });
        },
        close() {
          isOpen = false;
        },
      };
    },
    async close() {
      isClosed = true;
      await queue.drained();
    },
  };
}

function misuse(isOpen: boolean, window: Float32Array, sampleRateHz: VoiceRateHz): EngineError | null {
  if (!isOpen) return new EngineError('defect.internal', 'read after close of a voice stream');
  if (window.length === (sampleRateHz * 32) / 1000) return null;
  return new EngineError('defect.internal', `a voice window has ${window.length} samples`);
}

/** Loud is speech with 0.95, quiet is not with 0.02; the prosody is the real one. */
function readLoudness(
  previous: Float32Array,
  window: Float32Array,
  sampleRateHz: VoiceRateHz,
  thresholdDb: number,
): VoiceReading {
  const prosody = readProsody(previous, window, sampleRateHz);
  return { speechProbability: prosody.rmsDb >= thresholdDb ? 0.95 : 0.02, ...prosody };
}

/** Samples in [−1, 1], with 0 for what is not a number, as the real model does. */
const clamped = (window: Float32Array): Float32Array =>
  window.map((sample) => (Number.isNaN(sample) ? 0 : Math.max(-1, Math.min(1, sample))));

/** Holds answers until the turn of the event loop ends; with a seed, some of them for several turns. */
function createAnswerQueue(shuffleSeed: number | undefined) {
  const random = shuffleSeed === undefined ? null : createRandom(shuffleSeed);
  const waiting: PendingRead[] = [];
  const onDrained: (() => void)[] = [];
  let isPlanned = false;
  const plan = () => {
    if (isPlanned) return;
    isPlanned = true;
    setImmediate(() => {
      isPlanned = false;
      answer();
    });
  };
  const answer = () => {
    // Seeded: about three answers a turn, each the oldest of a stream chosen by lot.
    while (waiting.length > 0 && (random === null || random() < 0.75)) {
      const chosen = waiting[random === null ? 0 : Math.floor(random() * waiting.length)];
      const at = waiting.findIndex((read) => read.streamIndex === chosen?.streamIndex);
      waiting.splice(at, 1).forEach((read) => {
        read.settle();
      });
    }
    if (waiting.length > 0) plan();
    else for (const resolve of onDrained.splice(0)) resolve();
  };
  return {
    pending: () => waiting.length,
    pendingOf: (streamIndex: number) => waiting.filter((read) => read.streamIndex === streamIndex).length,
    add(read: PendingRead) {
      waiting.push(read);
      plan();
    },
    async drained() {
      if (waiting.length > 0) await new Promise<void>((resolve) => onDrained.push(resolve));
    },
  };
}
