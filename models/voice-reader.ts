// Reads batches of windows: P(speech) from Silero and prosody from plain arithmetic, with what each stream must remember.
// Runs inside the voice worker; knows nothing of threads or queues.

import { readProsody } from '../engine/audio/prosody.ts';
import type { VoiceRateHz } from '../engine/ports.ts';
import { createSileroRow, type Silero, type SileroRow } from './silero.ts';
import { createReadings, WINDOW_SAMPLES, writeReading } from './voice-protocol.ts';

/** Below it nothing is a voice that anybody asks the pitch of, and finding one costs as much as the model does. */
const PITCH_FROM_PROBABILITY = 0.2;

export interface VoiceReader {
  /**
   * Reads one window of each stream; a stream that was not seen before begins afresh.
   * `windows` is float32[rows, windowSamples] and is clamped in place; the answer is float32[rows, 4].
   */
  read(sampleRateHz: VoiceRateHz, streamIds: readonly number[], windows: Float32Array): Promise<Float32Array>;
  forget(streamId: number): void;
}

/** What is remembered of one stream. */
interface StreamMemory {
  readonly silero: SileroRow;
  /** float32[windowSamples]: the window before; zeros at the beginning. */
  readonly previous: Float32Array;
}

export function createVoiceReader(silero: Silero): VoiceReader {
  const memories = new Map<number, StreamMemory>();
  const memoryOf = (streamId: number, sampleRateHz: VoiceRateHz): StreamMemory => {
    const known = memories.get(streamId);
    if (known !== undefined) return known;
    const previous = new Float32Array(WINDOW_SAMPLES[sampleRateHz]);
    const fresh = { silero: createSileroRow(sampleRateHz), previous };
    memories.set(streamId, fresh);
    return fresh;
  };
  return {
    async read(sampleRateHz, streamIds, windows) {
      clampInPlace(windows);
      const rows = streamIds.map((streamId) => memoryOf(streamId, sampleRateHz));
      const probabilities = await silero.runBatch(
        sampleRateHz,
        rows.map((row) => row.silero),
        windows,
      );
      const readings = createReadings(rows.length);
      rows.forEach(({ previous }, index) => {
        const window = windows.subarray(index * previous.length, (index + 1) * previous.length);
        const speechProbability = probabilities[index] ?? 0;
        const prosody = readProsody(previous, window, sampleRateHz, speechProbability >= PITCH_FROM_PROBABILITY);
        writeReading(readings, index, { speechProbability, ...prosody });
        previous.set(window);
      });
      return readings;
    },
    forget: (streamId) => memories.delete(streamId),
  };
}

/** Keeps samples in [−1, 1]; what is not a number becomes 0, since it would stay in the recurrent state for ever. */
function clampInPlace(samples: Float32Array): void {
  for (let at = 0; at < samples.length; at++) {
    const sample = samples[at] ?? 0;
    if (sample >= -1 && sample <= 1) continue;
    samples[at] = sample > 1 ? 1 : sample < -1 ? -1 : 0;
  }
}
