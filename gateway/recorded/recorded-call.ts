// A recorded call in memory, and the one order in which it is fed: the same for offline analysis and for a replay over
// the socket, so that both give the same log. An event goes before the audio frame that ends after its time.

import type { FeedEvent, Unstamped } from '../../engine/events.ts';
import { type MediaMs, mediaMs, mediaMsOfSample, sampleAtMediaMs, sampleIndex } from '../../engine/media-time.ts';
import type { StartCall } from '../protocol/ingest.ts';

export interface RecordedAudio {
  readonly sampleRateHz: number;
  /** float32 in [−1, 1], one array per channel. */
  readonly channels: readonly Float32Array[];
  /** True where every sample is a 16-bit integer ÷ 32768, so that s16le carries it without loss. */
  readonly is16Bit: boolean;
  /** What the file should hold after that and does not, ms. Default 0. */
  readonly missingMs?: number;
}

export type RecordedStart = Omit<StartCall, 'sequence' | 'audio' | 'clock' | 'words'>;

export interface RecordedCall {
  readonly started: RecordedStart;
  /** Everything between `call.started` and the end, by rising `atMs`. */
  readonly events: readonly (Unstamped<FeedEvent> & { atMs: MediaMs })[];
  readonly audio: RecordedAudio | undefined;
  /** The end as the file gives it, else where its content ends. */
  readonly endedAtMs: MediaMs;
  readonly endReason: string | undefined;
}

export type FeedStep =
  | { readonly kind: 'event'; readonly atMs: MediaMs; readonly event: Unstamped<FeedEvent> & { atMs: MediaMs } }
  | {
      readonly kind: 'audio';
      readonly atMs: MediaMs;
      readonly channel: number;
      readonly startSample: number;
      readonly samples: Float32Array;
    };

/** Steps by rising media time; the last is `call.ended`. `frameMs`: length of the audio frames, 10…200 ms. */
export function* feedInOrder(call: RecordedCall, frameMs: number): Generator<FeedStep> {
  const events = [...call.events];
  for (const frame of framesOf(call.audio, frameMs)) {
    const [first] = frame;
    while (events[0] && first && events[0].atMs < first.atMs) yield eventStep(events.shift());
    yield* frame;
  }
  while (events[0]) yield eventStep(events.shift());
  const reason = call.endReason === undefined ? {} : { reason: call.endReason };
  yield eventStep({ type: 'call.ended', atMs: call.endedAtMs, ...reason });
}

function eventStep(event: RecordedCall['events'][number] | undefined): FeedStep {
  if (!event) throw new RangeError('no event left');
  return { kind: 'event', atMs: event.atMs, event };
}

type AudioStep = Extract<FeedStep, { kind: 'audio' }>;

/** All channels of one frame time together; `atMs` is where the frame ends. */
function* framesOf(audio: RecordedAudio | undefined, frameMs: number): Generator<AudioStep[]> {
  if (!audio) return;
  const perFrame = sampleAtMediaMs(mediaMs(frameMs), audio.sampleRateHz);
  const length = Math.max(0, ...audio.channels.map((samples) => samples.length));
  for (let start = 0; start < length; start += perFrame) {
    yield audio.channels.flatMap((samples, channel) => {
      const part = samples.slice(start, start + perFrame);
      if (part.length === 0) return [];
      const atMs = mediaMsOfSample(sampleIndex(start + part.length), audio.sampleRateHz);
      return [{ kind: 'audio' as const, atMs, channel, startSample: start, samples: part }];
    });
  }
}

/** The feed of this call brought words of its own. */
export function hasWords(call: RecordedCall): boolean {
  return call.events.some(({ type }) => type === 'segment.finalized' || type === 'segment.revised');
}

/** How long the recording lasts by its audio, ms. */
export function audioEndMs(audio: RecordedAudio | undefined): MediaMs {
  if (!audio) return mediaMs(0);
  const length = Math.max(0, ...audio.channels.map((samples) => samples.length));
  return mediaMsOfSample(sampleIndex(length), audio.sampleRateHz);
}
