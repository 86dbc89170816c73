// Speakers of real conversations for interest: AMI meetings and earnings calls (RTTM), CORAAL interviews (timed lines;
// evaluation only).

import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { filesIn } from '../data/folder.ts';
import { readRttm, type SpeakerTurn } from '../data/rttm.ts';
import type { TalkSource } from './join-calls.ts';
import { binsOf } from './talk-bins.ts';

export const AMI = 'text/ami-rttm-en';
export const EARNINGS = 'text/earnings21-en';
export const CORAAL = 'text/coraal-interviews-en-NC';

/** Meetings that the calibration is fitted on; no other is, and no other talk. */
export const FITTED_MEETINGS = /^(ES2011[abcd]|IB4001|IB4002|IB4003|IB4004|IB4010|IB4011|IS1008[abcd]|TS3004[abcd])$/;

/** A speaker with less than this share of all bins with speech in them has nothing to measure. */
const LEAST_SPEAKING_BINS = 0.15;
const LEAST_BINS = 24;

/** Meetings of the same people. */
const seriesOf = (meeting: string): string => (meeting.startsWith('IB4') ? 'IB4' : meeting.replace(/[a-d]$/, ''));

export const amiSources = (dataDir: string) => rttmSources(join(dataDir, AMI), seriesOf);
export const earningsSources = (dataDir: string) => rttmSources(join(dataDir, EARNINGS), () => 'earnings calls');

async function rttmSources(folder: string, seriesOfFile: (name: string) => string): Promise<TalkSource[]> {
  const files = await filesIn(folder, /\.rttm$/);
  const all = await Promise.all(
    files.map(async (file) => {
      const name = basename(file, '.rttm');
      return sourcesOf({ group: name, series: seriesOfFile(name) }, await readRttm(file));
    }),
  );
  return all.flat();
}

export async function coraalSources(dataDir: string): Promise<TalkSource[]> {
  const files = await filesIn(join(dataDir, CORAAL), /\.txt$/);
  const all = await Promise.all(
    files.map(async (file) => {
      return sourcesOf({ group: basename(file, '.txt'), series: 'interviews' }, await readInterview(file));
    }),
  );
  return all.flat();
}

function sourcesOf(of: Omit<TalkSource, 'bins'>, turns: readonly SpeakerTurn[]): TalkSource[] {
  const speakers = [...new Set(turns.map(({ speaker }) => speaker))].sort();
  return speakers.flatMap((speaker) => {
    const bins = binsOf(turns, speaker);
    const speaking = bins.filter(({ theirsMs }) => theirsMs > 500).length;
    const isUsable = bins.length >= LEAST_BINS && speaking >= bins.length * LEAST_SPEAKING_BINS;
    return isUsable ? [{ ...of, bins }] : [];
  });
}

/** Line, Spkr, StTime, Content, EnTime, seconds; lines of pauses are left out. */
async function readInterview(path: string): Promise<SpeakerTurn[]> {
  const [, ...lines] = (await readFile(path, 'utf8')).split('\n');
  const turns = lines.flatMap((line): SpeakerTurn[] => {
    const [, speaker, start, content = '', end] = line.split('\t');
    if (!speaker || /^\(pause/.test(content)) return [];
    const [startMs, endMs] = [Math.round(Number(start) * 1_000), Math.round(Number(end) * 1_000)];
    return Number.isFinite(startMs) && endMs > startMs ? [{ speaker, startMs, endMs }] : [];
  });
  return turns.sort((a, b) => a.startMs - b.startMs);
}
