// The other end of the wire for benchmarks/live-calls.ts, in a process of its own so that its CPU is not counted.
// Sends `calls` two-channel calls at real time, each from another place of the sample call, interleaved frames.

import { once } from 'node:events';
import { setPriority } from 'node:os';
import { feedCall } from '../client/node.ts';
import { encodeS16le } from '../engine/audio/pcm.ts';
import { CallId, SegmentId } from '../engine/ids.ts';
import { mediaMs } from '../engine/media-time.ts';
import type { FeedEventInput } from '../gateway/protocol/ingest.ts';
import { readRecordedCall } from '../gateway/recorded/read-recorded-call.ts';
import type { RecordedCall } from '../gateway/recorded/recorded-call.ts';

/** Feeds run on other machines: here they take what CPU the gateway leaves. Frames may come late for it, never for free. */
setPriority(10);

export interface FeederOrder {
  readonly url: string;
  readonly file: string;
  readonly calls: number;
  readonly seconds: number;
  /** 8000 as telephony sends it, or the sample call's own 16000. */
  readonly sampleRateHz: 8000 | 16000;
  readonly frameMs: number;
}

function feedOf(order: FeederOrder, recorded: RecordedCall, index: number) {
  const { audio, started } = recorded;
  if (!audio) throw new Error('the benchmark needs a call with audio');
  const offsetMs = (index * 7_000) % Math.max(1, recorded.endedAtMs - order.seconds * 1000);
  const { sampleRateHz } = order;
  const client = feedCall({
    url: order.url,
    start: {
      ...started,
      callId: CallId.parse(`bench-${index}`),
      audio: { encoding: 'pcm_s16le', sampleRateHz, interleaved: true, channels: 2 },
      clock: 'feed',
    },
  });
  const words = recorded.events
    .filter((event) => event.type === 'segment.finalized' && event.startMs >= offsetMs)
    .map((event) => shifted(event, offsetMs));
  // Encoded once: what the feed costs is not what is measured.
  const stereo =
    encodedOf.get(recorded) ?? encodeS16le(interleaved(audio.channels.map((samples) => atRate(samples, sampleRateHz))));
  encodedOf.set(recorded, stereo);
  const frameAt = (from: number, length: number) => stereo.subarray(from * 4, (from + length) * 4);
  let frame = 0;
  const tick = () => {
    const atMs = frame * order.frameMs;
    while (words[0] && words[0].atMs < atMs + order.frameMs) client.sendEvent(words.shift() as FeedEventInput);
    const perFrame = (sampleRateHz * order.frameMs) / 1000;
    const start = frame * perFrame;
    const from = (offsetMs * sampleRateHz) / 1000 + start;
    client.sendAudio(0, start, frameAt(from, perFrame));
    frame += 1;
    return atMs;
  };
  return { client, tick };
}

const encodedOf = new WeakMap<RecordedCall, Uint8Array>();

/** Every two samples averaged: good enough for load, not for listening. */
function atRate(samples: Float32Array, sampleRateHz: 8000 | 16000): Float32Array {
  if (sampleRateHz === 16000) return samples;
  return Float32Array.from(
    { length: samples.length >> 1 },
    (_, i) => ((samples[i * 2] ?? 0) + (samples[i * 2 + 1] ?? 0)) / 2,
  );
}

function interleaved(channels: readonly Float32Array[]): Float32Array {
  const [left = new Float32Array(0), right = left] = channels;
  const both = new Float32Array(left.length * 2);
  for (let i = 0; i < left.length; i++) {
    both[i * 2] = left[i] ?? 0;
    both[i * 2 + 1] = right[i] ?? 0;
  }
  return both;
}

function shifted(event: RecordedCall['events'][number], offsetMs: number): RecordedCall['events'][number] {
  if (event.type !== 'segment.finalized') return event;
  const at = (ms: number) => mediaMs(Math.max(0, ms - offsetMs));
  return {
    ...event,
    atMs: at(event.atMs),
    startMs: at(event.startMs),
    endMs: at(event.endMs),
    segmentId: SegmentId.parse(event.segmentId),
  };
}

async function run(order: FeederOrder): Promise<void> {
  const recorded = await readRecordedCall(order.file);
  const feeds = Array.from({ length: order.calls }, (_, index) => feedOf(order, recorded, index));
  const startedMs = performance.now();
  await new Promise<void>((resolve) => {
    // Feeds take turns within a frame's time, as feeds of the world do; one late timer catches all up.
    const timer = setInterval(() => {
      const elapsedMs = performance.now() - startedMs;
      for (const [index, feed] of feeds.entries()) {
        const lateMs = elapsedMs - (index * order.frameMs) / feeds.length;
        while (framesSent(index) * order.frameMs < Math.min(lateMs, order.seconds * 1000)) {
          feed.tick();
          sent[index] = framesSent(index) + 1;
        }
      }
      if (elapsedMs < order.seconds * 1000 + order.frameMs) return;
      clearInterval(timer);
      resolve();
    }, 2);
    const sent: number[] = feeds.map(() => 0);
    const framesSent = (index: number) => sent[index] ?? 0;
  });
  process.send?.('sent');
  await once(process, 'message');
  for (const { client } of feeds) client.sendEvent({ type: 'call.ended' });
  await Promise.all(feeds.map(({ client }) => client.completed));
}

process.once('message', (order: FeederOrder) => {
  void run(order).then(() => process.exit(0));
});
process.send?.('ready');
