// What is heard of each channel once crosstalk is taken out. In: windows as they come. Out: windows of one time together,
// P(speech) 0 where the voice is another channel's; crosstalk.removed for each stretch of them.
// Latency: none while all channels are read in step; else until the next window or tick, at most 100 ms.

import type { EventDraft } from '../engine/events.ts';
import type { ChannelIndex } from '../engine/ids.ts';
import type { MediaMs } from '../engine/media-time.ts';
import type { WindowRead } from '../engine/observations.ts';
import { type Crosstalk, type HeardWindow, NO_CROSSTALK, stepCrosstalk } from './speech-crosstalk.ts';

export type CrosstalkDraft = Extract<EventDraft, { type: 'crosstalk.removed' }>;

interface Removed {
  readonly sourceChannel: ChannelIndex;
  readonly startMs: MediaMs;
  readonly endMs: MediaMs;
}

/** Invariants: all of `held` end at the same time; `removed` holds at most one open stretch of each channel. */
export interface Hearing {
  readonly crosstalk: Crosstalk;
  readonly held: readonly WindowRead[];
  readonly removed: ReadonlyMap<ChannelIndex, Removed>;
}

export interface Heard {
  readonly hearing: Hearing;
  readonly windows: readonly WindowRead[];
  readonly drafts: readonly CrosstalkDraft[];
}

export const NOTHING_HEARD: Hearing = { crosstalk: NO_CROSSTALK, held: [], removed: new Map() };

/** A channel that has not been read for so long is not waited for, ms: two windows. */
const IN_STEP_MS = 64;
/** Crosstalk that is heard again within this is one stretch, ms. */
const JOIN_MS = 1_000;
/** Shorter crosstalk is not told: it would have opened no speech, ms. */
const LEAST_TOLD_MS = 64;

/** Takes a window; what ended earlier must have been let go before. */
export function hearWindow(hearing: Hearing, window: WindowRead): Heard {
  const next = { ...hearing, held: [...hearing.held, window] };
  return awaitsAny(next, window.endMs) ? { hearing: next, windows: [], drafts: [] } : letGo(next);
}

/** A channel that has been in step has not been read up to `endMs`. */
function awaitsAny({ crosstalk, held }: Hearing, endMs: number): boolean {
  for (const [channel, windows] of crosstalk.recent) {
    const lastMs = windows.at(-1)?.endMs ?? 0;
    const isInStep = lastMs < endMs && lastMs >= endMs - IN_STEP_MS;
    if (isInStep && !held.some((each) => each.channel === channel)) return true;
  }
  return false;
}

/** Waits no longer for channels that have not been read up to `nowMs`. */
export function hearUntil(hearing: Hearing, nowMs: number): Heard {
  const isOver = hearing.held.some((window) => window.endMs < nowMs);
  return isOver ? letGo(hearing) : { hearing, windows: [], drafts: [] };
}

/** The call is over. */
export function hearRest(hearing: Hearing, nowMs: MediaMs): Heard {
  const last = letGo(hearing);
  const open = [...last.hearing.removed].flatMap(([channel, removed]) => told(channel, removed, nowMs));
  return { ...last, drafts: [...last.drafts, ...open] };
}

function letGo(hearing: Hearing): Heard {
  const [crosstalk, heard] = stepCrosstalk(hearing.crosstalk, hearing.held);
  // Without a leak, now or of late, nothing is to be told.
  const isClean = hearing.removed.size === 0 && heard.every(({ leakedFrom }) => leakedFrom === null);
  if (isClean) return { hearing: { ...hearing, crosstalk, held: [] }, windows: hearing.held, drafts: [] };
  const removed = new Map(hearing.removed);
  const drafts = heard.flatMap((each) => noteRemoved(removed, each));
  const windows = heard.map(({ window, leakedFrom }) =>
    leakedFrom === null ? window : { ...window, speechProbability: 0 },
  );
  return { hearing: { crosstalk, held: [], removed }, windows, drafts };
}

function noteRemoved(removed: Map<ChannelIndex, Removed>, { window, leakedFrom }: HeardWindow): CrosstalkDraft[] {
  const { channel, startMs, endMs } = window;
  const open = removed.get(channel);
  const goesOn = open !== undefined && startMs - open.endMs < JOIN_MS;
  if (leakedFrom !== null && goesOn && open.sourceChannel === leakedFrom) {
    removed.set(channel, { ...open, endMs });
    return [];
  }
  if (leakedFrom === null && (goesOn || open === undefined)) return [];
  removed.delete(channel);
  if (leakedFrom !== null) removed.set(channel, { sourceChannel: leakedFrom, startMs, endMs });
  return open ? told(channel, open, endMs) : [];
}

function told(channel: ChannelIndex, { sourceChannel, startMs, endMs }: Removed, atMs: MediaMs): CrosstalkDraft[] {
  if (endMs - startMs < LEAST_TOLD_MS) return [];
  return [{ type: 'crosstalk.removed', atMs, channel, sourceChannel, startMs, endMs }];
}
