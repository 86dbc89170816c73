// Frames of one channel in, possibly lost, late, twice, overlapping or drifting; one contiguous stream of samples from
// sample 0 of the call out, and a record of what was filled or dropped. Constant work per frame in order, no copies.
// Latency: none in order; after a hole, until the hole lies `reorderMs` behind (a fixed play-out buffer, as in RFC 3550 §6).

import type { Machine } from '../machine.ts';
import { sampleIndex } from '../media-time.ts';
import type {
  AudioFrame,
  DropReason,
  GapReason,
  TimelineGap,
  TimelineInput,
  TimelineOutput,
} from './timeline-events.ts';
import { type TimelineLimits, type TimelineOptions, timelineLimits } from './timeline-limits.ts';

export interface TimelineState {
  /** Invariant: every sample before it has been output exactly once, none from it on. */
  readonly nextSample: number;
  /** Where the furthest frame received ends. */
  readonly furthestSample: number;
  /** Where the furthest frame accepted ends by its stamp; less than the tolerance beyond `nextSample`. */
  readonly stampedSample: number;
  readonly heard: boolean;
  /** Invariant: sorted by startSample; all begin at least the tolerance after `nextSample`. */
  readonly pending: readonly AudioFrame[];
  readonly pendingSamples: number;
  /** The latest gaps, oldest first, adjoining ones joined: tells a late frame from a repeated one. */
  readonly gaps: readonly TimelineGap[];
}

/** One step under way: a copy of the state that nobody has seen yet, and what is put out. */
interface Work {
  readonly now: { -readonly [Key in keyof TimelineState]: TimelineState[Key] };
  readonly outputs: TimelineOutput[];
  readonly limits: TimelineLimits;
}

const GAPS_REMEMBERED = 16;

const INITIAL: TimelineState = {
  nextSample: 0,
  furthestSample: 0,
  stampedSample: 0,
  heard: false,
  pending: [],
  pendingSamples: 0,
  gaps: [],
};

export function channelTimeline(options: TimelineOptions): Machine<TimelineState, TimelineInput, TimelineOutput> {
  const limits = timelineLimits(options);
  return {
    initial: INITIAL,
    step(state, input) {
      const work: Work = { now: { ...state }, outputs: [], limits };
      if (input.kind === 'frame') receive(work, input);
      else advance(work, input.toSample);
      return [work.now, work.outputs];
    },
    flush(state) {
      const work: Work = { now: { ...state }, outputs: [], limits: { ...limits, reorder: 0 } };
      settle(work);
      return work.outputs;
    },
  };
}

function receive(work: Work, frame: AudioFrame): void {
  const { now, limits } = work;
  const { startSample, samples } = frame;
  if (samples.length === 0) return;
  if (startSample - now.nextSample > limits.maxJump) {
    drop(work, startSample, startSample + samples.length, 'implausible');
    return;
  }
  now.furthestSample = Math.max(now.furthestSample, startSample + samples.length);
  if (now.pending.length === 0 && isDue(work, frame)) {
    place(work, frame);
    return;
  }
  const at = now.pending.findLastIndex((other) => other.startSample <= startSample) + 1;
  now.pending = now.pending.toSpliced(at, 0, frame);
  now.pendingSamples += samples.length;
  settle(work);
}

function advance(work: Work, toSample: number): void {
  const { now } = work;
  while (now.nextSample < toSample) {
    const [first] = now.pending;
    if (first === undefined) fill(work, toSample, 'silent');
    else if (isDue(work, first)) placeFirst(work, first);
    else fill(work, Math.min(toSample, first.startSample), 'lost');
  }
  settle(work);
}

/** Puts out whatever need not wait any longer. */
function settle(work: Work): void {
  for (let [first] = work.now.pending; first !== undefined; [first] = work.now.pending) {
    if (isDue(work, first)) placeFirst(work, first);
    else if (isGivenUp(work)) fill(work, first.startSample, 'lost');
    else return;
  }
}

function isGivenUp({ now, limits }: Work): boolean {
  return (
    now.furthestSample - now.nextSample >= limits.reorder ||
    now.pendingSamples > limits.maxPending ||
    now.pending.length > limits.maxPendingFrames
  );
}

/** No hole before it, or none that is more than jitter. */
function isDue({ now, limits }: Work, frame: AudioFrame): boolean {
  return frame.startSample - now.nextSample < Math.max(1, toleranceFor(frame, limits));
}

/** Less than half of any frame, so that even the odd short one (the end of a file) is never shifted over its neighbour. */
function toleranceFor(frame: AudioFrame, limits: TimelineLimits): number {
  return Math.min(limits.tolerance, frame.samples.length / 2);
}

function placeFirst(work: Work, first: AudioFrame): void {
  work.now.pending = work.now.pending.slice(1);
  work.now.pendingSamples -= first.samples.length;
  place(work, first);
}

function place(work: Work, frame: AudioFrame): void {
  const { nextSample, stampedSample } = work.now;
  const { startSample, samples } = frame;
  const endSample = startSample + samples.length;
  if (startSample - nextSample >= -toleranceFor(frame, work.limits)) {
    append(work, samples, endSample);
  } else if (endSample <= Math.max(nextSample, stampedSample)) {
    drop(work, startSample, endSample, wasGap(work, startSample, endSample) ? 'late' : 'duplicate');
  } else {
    drop(work, startSample, nextSample, 'overlap');
    append(work, samples.subarray(nextSample - startSample), endSample);
  }
}

function append({ now, outputs }: Work, samples: Float32Array, stampedEnd: number): void {
  outputs.push({ kind: 'samples', startSample: sampleIndex(now.nextSample), samples });
  now.nextSample += samples.length;
  now.stampedSample = Math.max(now.stampedSample, stampedEnd);
  now.heard = true;
}

function fill({ now, outputs }: Work, endSample: number, cause: GapReason): void {
  const startSample = sampleIndex(now.nextSample);
  const last = now.gaps.at(-1);
  const open = last?.endSample === startSample ? last : undefined;
  const reason = now.heard ? (open?.reason ?? cause) : 'late-start';
  const gap: TimelineGap = { kind: 'gap', startSample, endSample: sampleIndex(endSample), reason };
  outputs.push(gap, { kind: 'samples', startSample, samples: new Float32Array(endSample - startSample) });
  const before = open === undefined ? now.gaps.slice(1 - GAPS_REMEMBERED) : now.gaps.slice(0, -1);
  now.gaps = [...before, { ...gap, startSample: open?.startSample ?? startSample }];
  now.nextSample = endSample;
}

/** Was at least half of the span filled with zeros? (Jitter lets a repeated frame touch a gap beside it.) */
function wasGap({ now }: Work, startSample: number, endSample: number): boolean {
  let filled = 0;
  for (const gap of now.gaps) {
    filled += Math.max(0, Math.min(endSample, gap.endSample) - Math.max(startSample, gap.startSample));
  }
  return filled * 2 >= endSample - startSample;
}

function drop({ outputs }: Work, startSample: number, endSample: number, reason: DropReason): void {
  outputs.push({ kind: 'dropped', startSample: sampleIndex(startSample), endSample: sampleIndex(endSample), reason });
}
