// Conversations whose every stretch has a start and an end: CORAAL interviews and AMI meetings. Out: what was said when,
// by whom, in ms. An interview has a customer (who is interviewed) and a rep; in a meeting everybody's role is unknown.

import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Role } from '../../engine/events.ts';
import { filesIn } from './folder.ts';
import { readRttm } from './rttm.ts';

export const INTERVIEWS = 'text/coraal-interviews-en-NC';
export const MEETINGS = 'text/ami-rttm-en';

export interface TimedSegment {
  readonly who: string;
  readonly role: Role;
  readonly startMs: number;
  readonly endMs: number;
  /** Empty where no words are known. */
  readonly text: string;
}

export interface TimedConversation {
  readonly name: string;
  readonly segments: readonly TimedSegment[];
}

/** Lines `number, speaker, start s, text, end s`, tab-separated; pauses are lines of their own and are left out. */
export async function readInterviews(dataDir: string): Promise<TimedConversation[]> {
  const files = await filesIn(join(dataDir, INTERVIEWS), /^[A-Z]{3}_.*\.txt$/);
  return Promise.all(
    files.map(async (path) => {
      const name = basename(path, '.txt');
      const lines = (await readFile(path, 'utf8')).split(/\r?\n/).slice(1);
      return { name, segments: lines.flatMap((line) => interviewSegment(name, line)) };
    }),
  );
}

function interviewSegment(name: string, line: string): TimedSegment[] {
  const [, who = '', start, content = '', end] = line.split('\t');
  const [startMs, endMs] = [Math.round(Number(start) * 1_000), Math.round(Number(end) * 1_000)];
  const isPause = /^\(pause [\d.]+\)$/.test(content.trim());
  if (who === '' || isPause || !(endMs > startMs)) return [];
  return [{ who, role: interviewRole(name, who), startMs, endMs, text: content.replace(/[<>[\]/()]/g, ' ').trim() }];
}

function interviewRole(name: string, who: string): Role {
  if (name.startsWith(who)) return 'customer';
  return who === 'Misc' ? 'unknown' : 'rep';
}

export async function readMeetings(dataDir: string): Promise<TimedConversation[]> {
  const files = await filesIn(join(dataDir, MEETINGS), /\.rttm$/);
  return Promise.all(
    files.map(async (path) => {
      const turns = await readRttm(path);
      const segments = turns.map(({ speaker, startMs, endMs }) => {
        return { who: speaker, role: 'unknown' as const, startMs, endMs, text: '' };
      });
      return { name: basename(path, '.rttm'), segments };
    }),
  );
}
