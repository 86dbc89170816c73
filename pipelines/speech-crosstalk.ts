// Another participant's voice leaking into a channel. In: windows of all channels that end at the same time, and what was
// before. Out: for each window, the channel that it was leaked from, or null. No latency of its own.
// A leak is weaker than its source and follows it by 0–60 ms: its pitch is the source's, its level rises and falls with the
// source's. Once enough pitches agreed, the median level difference is the path's gain, and what is louder is an own voice.

import type { ChannelIndex } from '../engine/ids.ts';
import type { WindowRead } from '../engine/observations.ts';
import { median } from '../engine/quantile.ts';

/** How many windows before its own a leak may come from: 60 ms are two windows, begun. */
const MOST_LAG_WINDOWS = 2;
/** A leak is at least so much weaker than its source, dB. Measured leaks of a telephone or a room are 12 and more. */
const LEAST_LOSS_DB = 6;
/** A leak may be so much above what its path’s gain tells, dB: windows of source and leak are cut at different places. */
const MARGIN_DB = 8;
/** P(speech) from which a window counts as voice here: the gate's lower threshold. */
const VOICE_PROBABILITY = 0.35;
/** Pitches agree within 4 %; two speakers' do in 1 of 12 windows. */
const PITCH_OCTAVES = 0.057;
/** Windows that the levels are compared over: 0.5 s. */
const COMPARED_WINDOWS = 16;
const LEAST_CORRELATION = 0.8;
/** After a leak P(speech) stays high for so long, ms, in windows no louder than the quietest of late and so much, dB. */
const TAIL_MS = 256;
const TAIL_DB = 6;
/** Compared pitches that are remembered of a path, and how many of them must agree before its gain is believed. */
const REMEMBERED_PITCHES = 48;
const LEAST_AGREEING = 12;

/** Invariant: `lossesDb` holds the last compared pitches: the level difference where they agreed, null where not. */
interface Path {
  readonly lossesDb: readonly (number | null)[];
  /** Null while it is not known that there is a leak. */
  readonly gainDb: number | null;
}

interface LastLeak {
  readonly from: ChannelIndex;
  readonly endMs: number;
}

/** Invariant: `recent` ends with the newest window of each channel. */
export interface Crosstalk {
  readonly recent: ReadonlyMap<ChannelIndex, readonly WindowRead[]>;
  /** By the channel that is leaked into, then by the source. */
  readonly paths: ReadonlyMap<ChannelIndex, ReadonlyMap<ChannelIndex, Path>>;
  /** The last window of each channel that held a leak. */
  readonly last: ReadonlyMap<ChannelIndex, LastLeak>;
}

export const NO_CROSSTALK: Crosstalk = { recent: new Map(), paths: new Map(), last: new Map() };
const NO_PATH: Path = { lossesDb: [], gainDb: null };

export interface HeardWindow {
  readonly window: WindowRead;
  readonly leakedFrom: ChannelIndex | null;
}

/** `windows` hold at most one window of each channel, all ending at the same time. */
export function stepCrosstalk(
  state: Crosstalk,
  windows: readonly WindowRead[],
): readonly [Crosstalk, readonly HeardWindow[]] {
  const recent = new Map(state.recent);
  for (const window of windows) {
    recent.set(window.channel, [...(recent.get(window.channel) ?? []).slice(1 - KEPT_WINDOWS), window]);
  }
  let { paths, last } = state;
  const heard = windows.map((window): HeardWindow => {
    const own = recent.get(window.channel) ?? [];
    if (window.speechProbability < VOICE_PROBABILITY) return { window, leakedFrom: null };
    let leakedFrom: ChannelIndex | null = null;
    for (const [channel, others] of recent) {
      if (channel === window.channel) continue;
      const before = paths.get(window.channel)?.get(channel) ?? NO_PATH;
      const sources = sourcesOf(window, others);
      if (!isWeaker(window, sources) || (before.gainDb === null && !sources.some(isVoice))) continue;
      const path = sources.some(isVoice) ? learned(before, window, sources) : before;
      if (path !== before) paths = withPath(paths, window.channel, channel, path);
      if (isLeak(path, window, own, others)) leakedFrom = channel;
    }
    if (leakedFrom === null) return { window, leakedFrom: tailOf(last.get(window.channel), window, own) };
    last = new Map(last).set(window.channel, { from: leakedFrom, endMs: window.endMs });
    return { window, leakedFrom };
  });
  return [{ recent, paths, last }, heard];
}

/** The model goes on hearing a voice for a while where only the background is left. */
function tailOf(last: LastLeak | undefined, window: WindowRead, own: readonly WindowRead[]): ChannelIndex | null {
  if (!last || window.startMs - last.endMs >= TAIL_MS) return null;
  const quietestDb = own.reduce((least, { rmsDb }) => Math.min(least, rmsDb), 0);
  return window.rmsDb <= quietestDb + TAIL_DB ? last.from : null;
}

const KEPT_WINDOWS = COMPARED_WINDOWS + MOST_LAG_WINDOWS;

/** The windows of a source that a leak in `window` can come from, newest first. */
function sourcesOf(window: WindowRead, others: readonly WindowRead[]): readonly WindowRead[] {
  const earliestMs = window.endMs - (MOST_LAG_WINDOWS + 0.5) * (window.endMs - window.startMs);
  return others.slice(-1 - MOST_LAG_WINDOWS).filter((each) => each.endMs > earliestMs);
}

const loudestDb = (windows: readonly WindowRead[]): number =>
  windows.reduce((most, { rmsDb }) => Math.max(most, rmsDb), Number.NEGATIVE_INFINITY);

const isVoice = ({ speechProbability }: WindowRead): boolean => speechProbability >= VOICE_PROBABILITY;

const isWeaker = (window: WindowRead, sources: readonly WindowRead[]): boolean =>
  window.rmsDb <= loudestDb(sources) - LEAST_LOSS_DB;

function learned(path: Path, window: WindowRead, sources: readonly WindowRead[]): Path {
  const { f0Hz } = window;
  const pitches = sources.flatMap((each) => each.f0Hz ?? []);
  if (f0Hz === null || pitches.length === 0) return path;
  const agrees = pitches.some((pitch) => Math.abs(Math.log2(f0Hz / pitch)) < PITCH_OCTAVES);
  const lossDb = agrees ? window.rmsDb - loudestDb(sources) : null;
  const lossesDb = [...path.lossesDb.slice(1 - REMEMBERED_PITCHES), lossDb];
  const agreeing = lossesDb.filter((each) => each !== null);
  const isKnown = agreeing.length >= LEAST_AGREEING && agreeing.length * 2 >= lossesDb.length;
  return { lossesDb, gainDb: isKnown ? median(agreeing) : null };
}

function isLeak(path: Path, window: WindowRead, own: readonly WindowRead[], others: readonly WindowRead[]): boolean {
  const lossDb = window.rmsDb - loudestDb(sourcesOf(window, others));
  if (path.gainDb !== null) return lossDb <= path.gainDb + MARGIN_DB;
  const [last, ...earlier] = path.lossesDb.slice(-4).toReversed();
  if (last === null) return false;
  const agreed = last !== undefined && earlier.filter((each) => each !== null).length >= 2;
  return agreed || likeness(own, others) >= LEAST_CORRELATION;
}

/** The greatest correlation of the levels in dB over the compared windows, the source 0, 1 or 2 windows before; 0 without. */
function likeness(own: readonly WindowRead[], others: readonly WindowRead[]): number {
  let most = 0;
  for (let lag = 0; lag <= MOST_LAG_WINDOWS; lag++) most = Math.max(most, correlation(own, others, lag));
  return most;
}

function correlation(own: readonly WindowRead[], others: readonly WindowRead[], lag: number): number {
  if (own.length < COMPARED_WINDOWS || others.length < COMPARED_WINDOWS + lag) return 0;
  let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0];
  for (let back = 1; back <= COMPARED_WINDOWS; back++) {
    const a = own[own.length - back]?.rmsDb ?? 0;
    const b = others[others.length - back - lag]?.rmsDb ?? 0;
    sumA += a;
    sumB += b;
    sumAA += a * a;
    sumBB += b * b;
    sumAB += a * b;
  }
  const spread = (sumAA - (sumA * sumA) / COMPARED_WINDOWS) * (sumBB - (sumB * sumB) / COMPARED_WINDOWS);
  return spread > 0 ? (sumAB - (sumA * sumB) / COMPARED_WINDOWS) / Math.sqrt(spread) : 0;
}

function withPath(paths: Crosstalk['paths'], into: ChannelIndex, from: ChannelIndex, path: Path): Crosstalk['paths'] {
  return new Map(paths).set(into, new Map(paths.get(into)).set(from, path));
}
