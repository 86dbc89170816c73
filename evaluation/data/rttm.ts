// Speaker turns as RTTM files give them (NIST): SPEAKER file channel start duration <NA> <NA> speaker. Seconds in, ms out.

import { readFile } from 'node:fs/promises';

export interface SpeakerTurn {
  readonly speaker: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** In the order of the file; lines of other kinds are left out. */
export async function readRttm(path: string): Promise<SpeakerTurn[]> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  return lines.flatMap((line): SpeakerTurn[] => {
    const [kind, , , start, duration, , , speaker] = line.trim().split(/\s+/);
    if (kind !== 'SPEAKER' || start === undefined || duration === undefined || speaker === undefined) return [];
    const startMs = Math.round(Number(start) * 1_000);
    return [{ speaker, startMs, endMs: startMs + Math.round(Number(duration) * 1_000) }];
  });
}
