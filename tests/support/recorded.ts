// A recorder over a temporary folder, and what it stored decoded again.

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FLACDecoder } from '@wasm-audio-decoders/flac';
import type { CallEvent } from '../../engine/events.ts';
import { CallRecorder, type CallRecorderOptions, type EndedRecording } from '../../gateway/recordings/call-recorder.ts';
import { CALL } from './signals.ts';

export const RATE_HZ = 8000;

export interface RecorderBench {
  readonly recorder: CallRecorder;
  readonly ended: Promise<EndedRecording | null>;
  readonly directory: string;
  event(body: Readonly<Record<string, unknown>> & { readonly type: CallEvent['type'] }, atMs?: number): void;
  /** A noise of this level, the same on all channels, from `fromMs` to `toMs`, in frames of 20 ms. */
  say(channel: number, fromMs: number, toMs: number, level?: number): void;
}

export async function recorderBench(options: Partial<CallRecorderOptions> = {}): Promise<RecorderBench> {
  const directory = await mkdtemp(join(tmpdir(), 'sotto-recorder-'));
  let resolve: (recording: EndedRecording | null) => void = () => {};
  const ended = new Promise<EndedRecording | null>((done) => {
    resolve = done;
  });
  const recorder = new CallRecorder({
    callId: CALL,
    sampleRateHz: RATE_HZ,
    needsNotice: false,
    workingDir: directory,
    name: 'call',
    onEnded: resolve,
    ...options,
  });
  return {
    recorder,
    ended,
    directory,
    event: (body, atMs = 0) => recorder.take({ callId: CALL, seq: 1, atMs, ...body } as unknown as CallEvent),
    say(channel, fromMs, toMs, level = 0.5) {
      for (let atMs = fromMs; atMs < toMs; atMs += 20) {
        const startSample = (atMs * RATE_HZ) / 1000;
        const samples = new Float32Array((20 * RATE_HZ) / 1000).map((_, at) => level * signAt(startSample + at));
        recorder.receiveAudio(channel, startSample, [samples]);
      }
    },
  };
}

/** By place alone, so that noises add up. */
const signAt = (place: number): number => (Math.imul(place + 1, 2_654_435_761) & 0x40_0000 ? 1 : -1);

export async function decodeFlac(
  bytes: Uint8Array,
): Promise<{ readonly samples: Float32Array; readonly sampleRateHz: number }> {
  const decoder = new FLACDecoder();
  await decoder.ready;
  try {
    const { channelData, sampleRate } = await decoder.decodeFile(bytes);
    return { samples: channelData[0]?.slice() ?? new Float32Array(), sampleRateHz: sampleRate };
  } finally {
    decoder.free();
  }
}

/** Mean level of each stretch of 100 ms. */
export function levels(samples: Float32Array, sampleRateHz: number): number[] {
  const length = sampleRateHz / 10;
  return Array.from({ length: Math.floor(samples.length / length) }, (_, at) => {
    const part = samples.subarray(at * length, (at + 1) * length);
    return Math.round((part.reduce((sum, sample) => sum + Math.abs(sample), 0) / length) * 100) / 100;
  });
}
