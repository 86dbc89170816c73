// Calls with and without a change, joined from bins of real conversations. Blocks of one speaker, drawn
// with replacement, have no change in them; from a random time on, blocks of another speaker are one. What timed turns do
// not hold (questions, arousal) is simulated at a rate of each speaker's own in every other call, and absent in the rest.

import { type Bin, sumBins } from '../../pipelines/interest-bins.ts';
import type { InterestCalibration } from '../../pipelines/interest-calibration.ts';
import { difference } from '../../pipelines/interest-evidence.ts';

/** One speaker of one conversation. */
export interface TalkSource {
  readonly group: string;
  /** Talk of one kind; calls are joined within it. */
  readonly series: string;
  readonly bins: readonly Bin[];
}

export interface JoinedCall {
  readonly group: string;
  /** Looks of 90 s. */
  readonly looks: readonly Bin[];
  /** The first look that is another speaker's alone; null where none is. */
  readonly changeLook: number | null;
  /** Mean difference of a look after the change against all before, in deviations of ordinary talk. */
  readonly effect: number;
}

/** Two minutes keep the bursts of meetings; half a minute makes talk as regular as between two people. Half of each. */
const BLOCK_BINS = [8, 2] as const;
export const LOOK_BINS = 6;
/** 30 minutes. */
const CALL_BINS = 120;
/** The fifth minute to the twentieth. */
const FIRST_CHANGE_BIN = 20;
const LAST_CHANGE_BIN = 80;

/** As many of each series; every other call has a change, unless the same speaker is drawn twice. */
export function joinCalls(sources: readonly TalkSource[], random: () => number, count: number): JoinedCall[] {
  const series = bySeries(sources);
  return Array.from({ length: count }, (_, at) => {
    return joinCall(series[Math.floor(at / 2) % series.length] ?? [], random, at % 2 === 1);
  });
}

export function bySeries(sources: readonly TalkSource[]): TalkSource[][] {
  const names = [...new Set(sources.map(({ series }) => series))];
  return names.map((name) => sources.filter(({ series }) => series === name));
}

function joinCall(sources: readonly TalkSource[], random: () => number, isChanged: boolean): JoinedCall {
  const pick = () => sources[Math.floor(random() * sources.length)] as TalkSource;
  const [first, second] = [pick(), pick()];
  const shape = { isFull: random() < 0.5, blockBins: BLOCK_BINS[random() < 0.5 ? 0 : 1] };
  const before = drawn(first, random, shape);
  if (!isChanged || first === second) {
    return { group: first.group, looks: looksOf(before(CALL_BINS)), changeLook: null, effect: 0 };
  }
  const changeBin = FIRST_CHANGE_BIN + Math.floor(random() * (LAST_CHANGE_BIN - FIRST_CHANGE_BIN));
  const bins = [...before(changeBin), ...drawn(second, random, shape)(CALL_BINS - changeBin)];
  return { group: first.group, looks: looksOf(bins), changeLook: Math.ceil(changeBin / LOOK_BINS), effect: 0 };
}

export function looksOf(bins: readonly Bin[]): Bin[] {
  const count = Math.floor(bins.length / LOOK_BINS);
  return Array.from({ length: count }, (_, at) => sumBins(bins.slice(at * LOOK_BINS, (at + 1) * LOOK_BINS)));
}

/** The effect by the features as they are calibrated. */
export function withEffect(call: JoinedCall, calibration: InterestCalibration): JoinedCall {
  const { looks, changeLook } = call;
  if (changeLook === null) return call;
  const before = sumBins(looks.slice(0, changeLook));
  const after = looks.slice(changeLook).map((look) => difference(look, before, calibration));
  return { ...call, effect: after.reduce((sum, each) => sum + each, 0) / after.length };
}

interface Shape {
  readonly isFull: boolean;
  readonly blockBins: number;
}

function drawn({ bins }: TalkSource, random: () => number, { isFull, blockBins }: Shape): (count: number) => Bin[] {
  const questionsPerTurn = 0.05 + 0.2 * random();
  const arousal = 0.5 + 0.08 * gaussian(random);
  return (count) => {
    const made: Bin[] = [];
    while (made.length < count) {
      const from = Math.floor(random() * Math.max(1, bins.length - blockBins + 1));
      made.push(...bins.slice(from, from + blockBins));
    }
    return made.slice(0, count).map((bin) => (isFull ? filled(bin, questionsPerTurn, arousal, random) : bin));
  };
}

function filled(bin: Bin, questionsPerTurn: number, mean: number, random: () => number): Bin {
  let questions = 0;
  for (let turn = 0; turn < bin.turns; turn += 1) if (random() < questionsPerTurn) questions += 1;
  const arousals = Math.round(bin.theirsMs / 1000);
  const arousal = Math.min(1, Math.max(0, mean + 0.1 * gaussian(random)));
  return { ...bin, questions, arousals, arousalSum: arousals * arousal };
}

/** Box and Muller, 1958. */
function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
