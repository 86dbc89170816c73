// Where a track's frames belong in the session, and which of them were heard. Frames of 10 ms in, each with its place or
// with the word that nothing was received for it. Pure; adds no latency. Measured behaviour: docs/decisions/0004.
//
// WebRTC's receiver never stops: it gives a frame every 10 ms of this machine's clock, and invents what did not arrive
// (concealment). So the count of frames is the time, and the one question is whether a frame came from the network. The
// receiver tells when it last played a packet (`RTCRtpSynchronizationSource.timestamp`); a frame that is played later
// than a packet lasts was invented.

import { WEBRTC_RATE_HZ } from './peer-protocol.ts';

export const FRAME_MS = 10;
export const FRAME_SAMPLES = (WEBRTC_RATE_HZ * FRAME_MS) / 1000;

/** Beyond a packet's length a frame may be this much late and still count as heard, ms: one lost packet is mended well. */
const SLACK_MS = 15;
const SHORTEST_PACKET_MS = 20;
const LONGEST_PACKET_MS = 120;
/** Intervals between packets that the packet's length is read from. */
const INTERVALS = 25;
/** The process slept and frames were skipped, not merely late: how far arrival is ahead of the count all along, ms. */
const SKIPPED_MS = 60;
/** Frames over which "all along" goes: one second. */
const SKIP_FRAMES = 100;

export interface TrackState {
  /** Place of the next frame, samples from the first sound of the session. */
  readonly nextSample: number;
  /** When the last packet was played, by the receiver's clock, ms. Undefined before the first. */
  readonly playedAtMs: number | undefined;
  /** Receiver's clock minus frames counted, ms: the smallest seen of late, so that frames which come late in a heap count rightly. */
  readonly clockOffsetMs: number;
  readonly intervalsMs: readonly number[];
  /** Frames in a row that came with a lead of arrival over the count, and the smallest of those leads, ms. */
  readonly lead: { readonly frames: number; readonly leastMs: number };
}

export interface ReceivedFrame {
  /** When it came, ms since the first sound of the session, by this machine's monotonic clock. */
  readonly arrivedMs: number;
  /** When the receiver last played a packet of this track, ms by its own clock; undefined where it never did. */
  readonly playedAtMs: number | undefined;
}

export interface PlacedFrame {
  readonly startSample: number;
  readonly isHeard: boolean;
}

/** `arrivedMs` of the track's first frame says where the track begins. */
export function beginTrack(arrivedMs: number): TrackState {
  return {
    nextSample: Math.round(arrivedMs / FRAME_MS) * FRAME_SAMPLES,
    playedAtMs: undefined,
    clockOffsetMs: Number.POSITIVE_INFINITY,
    intervalsMs: [],
    lead: { frames: 0, leastMs: Number.POSITIVE_INFINITY },
  };
}

export function placeFrame(state: TrackState, frame: ReceivedFrame): readonly [TrackState, PlacedFrame] {
  const skipped = skippedSamples(state, frame.arrivedMs);
  const startSample = state.nextSample + skipped.samples;
  const countedMs = (startSample / WEBRTC_RATE_HZ) * 1000;
  const { playedAtMs } = frame;
  const isNew = playedAtMs !== undefined && playedAtMs !== state.playedAtMs;
  const clockOffsetMs = isNew ? offsetAfter(state.clockOffsetMs, playedAtMs - countedMs) : state.clockOffsetMs;
  const sinceMs = playedAtMs === undefined ? Number.POSITIVE_INFINITY : countedMs + clockOffsetMs - playedAtMs;
  const next: TrackState = {
    nextSample: startSample + FRAME_SAMPLES,
    playedAtMs,
    clockOffsetMs,
    intervalsMs: isNew ? intervalsAfter(state, playedAtMs) : state.intervalsMs,
    lead: skipped.lead,
  };
  return [next, { startSample, isHeard: sinceMs <= packetMs(state.intervalsMs) + SLACK_MS }];
}

/** The middle of the latest intervals: right as long as more than half of them saw no loss. */
function packetMs(intervalsMs: readonly number[]): number {
  const sorted = [...intervalsMs].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? SHORTEST_PACKET_MS;
  return Math.min(LONGEST_PACKET_MS, Math.max(SHORTEST_PACKET_MS, middle));
}

function intervalsAfter({ playedAtMs, intervalsMs }: TrackState, now: number): readonly number[] {
  return playedAtMs === undefined ? intervalsMs : [...intervalsMs, now - playedAtMs].slice(-INTERVALS);
}

/** Follows a fall at once and a rise slowly: late frames make it rise for a moment, a drifting clock for good. */
function offsetAfter(offsetMs: number, seenMs: number): number {
  if (seenMs <= offsetMs) return seenMs;
  return offsetMs + Math.min(seenMs - offsetMs, 20) * 0.02;
}

/** Frames that come late in a heap are no gap: the lead goes back to nothing with them. One that stays is a gap. */
function skippedSamples({ nextSample, lead }: TrackState, arrivedMs: number) {
  const leadMs = arrivedMs - (nextSample / WEBRTC_RATE_HZ) * 1000;
  const known = { frames: lead.frames + 1, leastMs: Math.min(lead.leastMs, leadMs) };
  const fresh = { frames: 0, leastMs: Number.POSITIVE_INFINITY };
  if (known.frames < SKIP_FRAMES) return { samples: 0, lead: known };
  if (known.leastMs < SKIPPED_MS) return { samples: 0, lead: fresh };
  return { samples: Math.floor(known.leastMs / FRAME_MS) * FRAME_SAMPLES, lead: fresh };
}
