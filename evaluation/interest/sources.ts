// Speakers of real conversations for interest: AMI meetings (RTTM) and CORAAL interviews (timed lines; evaluation only).

import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { filesIn } from '../data/folder.ts';
import { readRttm, type SpeakerTurn } from '../data/rttm.ts';
import type { TalkSource } from './join-calls.ts';
import { binsOf } from './talk-bins.ts';

export const AMI = 'text/ami-rttm-en';
export const CORAAL = 'text/coraal-interviews-en-NC';

/** Meetings that the calibration is fitted on; no other is. */
export const FITTED_MEETINGS = /^(ES2011[abcd]|IB4001|IB4002|IB4003|IB4004|IB4010|IB4011|IS1008[abcd])$/;

/** A speaker with less than this share of all bins with speech in them has nothing to measure. */
const LEAST_SPEAKING_BINS = 0.15;
const LEAST_BINS = 24;

export async function amiSources(dataDir: string, isWanted: (meeting: string) => boolean): Promise<TalkSource[]> {
  const files = await filesIn(join(dataDir, AMI), /\.rttm$/);
  const wanted = files.filter((file) => isWanted(basename(file, '.rttm')));
  const all = await Promise.all(wanted.map(async (file) => sourcesOf(basename(file, '.rttm'), await readRttm(file))));
  return all.flat();
}

export async function coraalSources(dataDir: string): Promise<TalkSource[]> {
  const files = await filesIn(join(dataDir, CORAAL), /\.txt$/);
  const all = await Promise.all(
    files.map(async (file) => sourcesOf(basename(file, '.txt'), await readInterview(file))),
  );
  return all.flat();
}

function sourcesOf(group: string, turns: readonly SpeakerTurn[]): TalkSource[] {
  const speakers = [...new Set(turns.map(({ speaker }) => speaker))].sort();
  return speakers.flatMap((speaker) => {
    const bins = binsOf(turns, speaker);
    const speaking = bins.filter(({ theirsMs }) => theirsMs > 500).length;
    const isUsable = bins.length >= LEAST_BINS && speaking >= bins.length * LEAST_SPEAKING_BINS;
    return isUsable ? [{ group, bins }] : [];
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
