// One participant's gaze. In: batches of samples and what was on screen. Out: time per heat map cell since it was last
// told, and recent runs of gaze for what is asked of them later. Each sample counts until the next one, at most 250 ms.
// No latency. Source: dwell-time heat maps (Holmqvist et al., Eye Tracking, 2011, ch. 7); I-DT is not needed for dwell.

import { type GazeSample, HEAT_COLUMNS, HEAT_ROWS, type KeyRegion } from '../engine/events/material.ts';

export interface GazeOptions {
  readonly longestSampleMs: number;
  readonly leastConfidence: number;
  readonly keptMs: number;
}

/** Gaze that stayed on the same slide and regions. */
export interface GazeRun {
  readonly startMs: number;
  readonly endMs: number;
  /** Null where no slide is known. */
  readonly slideId: string | null;
  readonly isOn: boolean;
  /** Bit n: on key region n of the slide. */
  readonly regions: number;
}

interface Placed extends Pick<GazeRun, 'slideId' | 'isOn' | 'regions'> {
  readonly atMs: number;
  readonly cell: number;
}

export interface CellTimes {
  /** Dense, ms per cell; not changed once it is in a state. */
  readonly cells: ReadonlyMap<number, number>;
  readonly startMs: number;
  readonly endMs: number;
  readonly observedMs: number;
}

/** Invariants: `runs` by rising time and not overlapping; `last` is the newest sample, whose time is not counted yet. */
export interface Gaze {
  readonly last: Placed | null;
  readonly runs: readonly GazeRun[];
  readonly untold: ReadonlyMap<string | null, CellTimes>;
}

export const NO_GAZE: Gaze = { last: null, runs: [], untold: new Map() };

/** What was on screen at a moment. */
export interface OnScreen {
  readonly slideId: string | null;
  readonly keyRegions: readonly KeyRegion[];
}

/** Samples that are not newer than the last one are passed over: a batch sent twice counts once. */
export function takeSamples(
  gaze: Gaze,
  samples: readonly GazeSample[],
  onScreenAt: (atMs: number) => OnScreen,
  options: GazeOptions,
): Gaze {
  let { last } = gaze;
  const taken = new Taken(gaze);
  for (const sample of samples) {
    if (last && sample.atMs <= last.atMs) continue;
    if ((sample.confidence ?? 1) < options.leastConfidence) continue;
    if (last) taken.add(last, Math.min(sample.atMs, last.atMs + options.longestSampleMs));
    last = place(sample, onScreenAt(sample.atMs));
  }
  return taken.gaze(last, options.keptMs);
}

interface OwnTimes extends CellTimes {
  readonly cells: Map<number, number>;
  endMs: number;
  observedMs: number;
}

/** What one batch adds, gathered in place before it becomes part of a state. */
class Taken {
  readonly #runs: GazeRun[];
  readonly #untold = new Map<string | null, OwnTimes>();
  readonly #before: Gaze;

  constructor(before: Gaze) {
    this.#before = before;
    this.#runs = [...before.runs];
  }

  add(sample: Placed, endMs: number): void {
    const { atMs: startMs, slideId, isOn, regions, cell } = sample;
    const run = this.#runs.at(-1);
    const isSame = run?.slideId === slideId && run.isOn === isOn && run.regions === regions && run.endMs === startMs;
    if (run && isSame) this.#runs[this.#runs.length - 1] = { ...run, endMs };
    else this.#runs.push({ startMs, endMs, slideId, isOn, regions });
    const times = this.#timesOf(slideId, startMs);
    if (isOn) times.cells.set(cell, (times.cells.get(cell) ?? 0) + endMs - startMs);
    times.endMs = endMs;
    times.observedMs += endMs - startMs;
  }

  gaze(last: Placed | null, keptMs: number): Gaze {
    const fromMs = (last?.atMs ?? 0) - keptMs;
    const runs = this.#runs.filter(({ endMs }) => endMs > fromMs);
    return { last, runs, untold: new Map([...this.#before.untold, ...this.#untold]) };
  }

  #timesOf(slideId: string | null, startMs: number): OwnTimes {
    const known = this.#untold.get(slideId);
    if (known) return known;
    const before = this.#before.untold.get(slideId);
    const empty = { cells: new Map<number, number>(), startMs, endMs: startMs, observedMs: 0 };
    const own = before ? { ...before, cells: new Map(before.cells) } : empty;
    this.#untold.set(slideId, own);
    return own;
  }
}

function place({ atMs, x, y }: GazeSample, { slideId, keyRegions }: OnScreen): Placed {
  if (x === null || y === null) return { atMs, slideId, isOn: false, regions: 0, cell: 0 };
  const column = Math.min(HEAT_COLUMNS - 1, Math.floor(x * HEAT_COLUMNS));
  const row = Math.min(HEAT_ROWS - 1, Math.floor(y * HEAT_ROWS));
  let regions = 0;
  keyRegions.forEach((region, at) => {
    if (isWithin(x, region.x, region.width) && isWithin(y, region.y, region.height)) regions |= 1 << at;
  });
  return { atMs, slideId, isOn: true, regions, cell: row * HEAT_COLUMNS + column };
}

/** Half-open, but for the edge of the slide itself. */
const isWithin = (at: number, from: number, size: number): boolean =>
  at >= from && (at < from + size || (at === 1 && from + size >= 1));

/** Time of gaze within [fromMs, toMs) while a slide was on screen: in all, on it, and on each of its regions, ms. */
export interface GazeShare {
  readonly observedMs: number;
  readonly onMs: number;
  readonly regionMs: readonly number[];
}

export const NO_SHARE: GazeShare = { observedMs: 0, onMs: 0, regionMs: [] };

export function gazeWithin(runs: readonly GazeRun[], slideId: string, fromMs: number, toMs: number): GazeShare {
  let [observedMs, onMs] = [0, 0];
  const regionMs: number[] = [];
  for (const run of runs) {
    const ms = Math.min(run.endMs, toMs) - Math.max(run.startMs, fromMs);
    if (ms <= 0 || run.slideId !== slideId) continue;
    observedMs += ms;
    if (run.isOn) onMs += ms;
    for (let at = 0; run.regions >> at > 0; at += 1) {
      if ((run.regions >> at) & 1) regionMs[at] = (regionMs[at] ?? 0) + ms;
    }
  }
  return { observedMs, onMs, regionMs: Array.from(regionMs, (ms) => ms ?? 0) };
}

export function addShares(a: GazeShare, b: GazeShare): GazeShare {
  const length = Math.max(a.regionMs.length, b.regionMs.length);
  const regionMs = Array.from({ length }, (_, at) => (a.regionMs[at] ?? 0) + (b.regionMs[at] ?? 0));
  return { observedMs: a.observedMs + b.observedMs, onMs: a.onMs + b.onMs, regionMs };
}
