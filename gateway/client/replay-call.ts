// A recorded call over the socket as a meeting tool would send it: at its own pace, at N times that, or as fast as it goes.

import type { CallFeed, FeedOptions } from '../../client/feed.ts';
import { feedCall } from '../../client/node.ts';
import { encodeS16le } from '../../engine/audio/pcm.ts';
import type { AudioFormat, FeedEventInput } from '../protocol/ingest.ts';
import { feedInOrder, hasWords, type RecordedAudio, type RecordedCall } from '../recorded/recorded-call.ts';

export interface ReplayOptions extends Omit<FeedOptions, 'start'> {
  readonly call: RecordedCall;
  /** Media seconds per second; 0 sends as fast as the gateway takes it. Default 1. */
  readonly speed?: number;
  /** Length of the audio frames, ms. Default 100. */
  readonly frameMs?: number;
  readonly onProgress?: (doneMs: number, ofMs: number) => void;
  readonly onClient?: (client: CallFeed) => void;
  /** Stops the feed early; the gateway ends the call. */
  readonly signal?: AbortSignal;
}

/** Resolves with the last `seq` of the log when the call is stored whole; rejects with a `FeedError` as soon as it is refused. */
export async function replayCall(options: ReplayOptions): Promise<number> {
  const { call, speed = 1, frameMs = 100, onProgress } = options;
  const audio = call.audio ? { audio: formatOf(call.audio) } : {};
  const words = hasWords(call) ? { words: 'feed' as const } : {};
  const client = feedCall({ ...options, start: { ...call.started, ...audio, ...words, clock: 'feed' } });
  options.onClient?.(client);
  options.signal?.addEventListener('abort', () => client.abandon());
  const pace = paceOf(speed);
  let hasGivenUp = false;
  client.completed.catch(() => {
    hasGivenUp = true;
  });
  for (const step of feedInOrder(call, frameMs)) {
    if (options.signal?.aborted || hasGivenUp) break;
    await pace(step.atMs);
    await client.ready();
    if (step.kind === 'event') client.sendEvent(step.event as FeedEventInput);
    else client.sendAudio(step.channel, step.startSample, encode(step.samples, call.audio));
    onProgress?.(step.atMs, call.endedAtMs);
  }
  return client.completed;
}

function formatOf(audio: RecordedAudio): AudioFormat {
  const encoding = audio.is16Bit ? 'pcm_s16le' : 'pcm_f32le';
  return { encoding, sampleRateHz: audio.sampleRateHz as AudioFormat['sampleRateHz'], interleaved: false, channels: 1 };
}

function encode(samples: Float32Array, audio: RecordedAudio | undefined): Uint8Array {
  if (audio?.is16Bit) return encodeS16le(samples);
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}

/** Waits until the wall clock has come as far as the media clock, at `speed`. */
function paceOf(speed: number): (atMs: number) => Promise<void> {
  const startedMs = performance.now();
  return async (atMs) => {
    if (speed <= 0) return;
    const waitMs = atMs / speed - (performance.now() - startedMs);
    if (waitMs > 1) await new Promise((resolve) => setTimeout(resolve, waitMs));
  };
}
