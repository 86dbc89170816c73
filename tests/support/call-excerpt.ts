// Part of a recorded call as a call of its own, so that tests need not play the whole of it.

import { mediaMs } from '../../engine/media-time.ts';
import type { RecordedCall } from '../../gateway/recorded/recorded-call.ts';

/** The part between two moments, ms. */
export function excerpt(call: RecordedCall, fromMs: number, toMs: number): RecordedCall {
  const { audio } = call;
  if (!audio) throw new Error('the sample call has audio');
  const at = (ms: number) => (ms * audio.sampleRateHz) / 1000;
  const shift = (ms: number) => mediaMs(Math.max(0, ms - fromMs));
  const events = call.events
    .filter((event) => event.atMs >= fromMs && event.atMs < toMs)
    .map((event) =>
      'startMs' in event
        ? { ...event, atMs: shift(event.atMs), startMs: shift(event.startMs), endMs: shift(event.endMs) }
        : { ...event, atMs: shift(event.atMs) },
    );
  const channels = audio.channels.map((samples) => samples.slice(at(fromMs), at(toMs)));
  return { ...call, events, audio: { ...audio, channels }, endedAtMs: mediaMs(toMs - fromMs) };
}

/** The sound alone, without what its feed said of it. */
export function withoutEvents(call: RecordedCall): RecordedCall {
  return { ...call, events: [] };
}
