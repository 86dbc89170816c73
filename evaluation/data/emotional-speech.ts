// Clips of acted and expressive speech: emotion/*/labels.csv beside audio/. Out: who speaks, with what emotion, in what file.
// SECap's labels are weak ones (the first emotion word of a person's description); its speaker is the recording group.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCsv } from './csv.ts';

export const EMODB = 'emotion/emodb-de';
export const RAVDESS = 'emotion/ravdess-en-NC';
export const SECAP = 'emotion/secap-zh';

export interface EmotionalClip {
  readonly audioPath: string;
  readonly speaker: string;
  /** As the corpus names it: `anger` in EMO-DB, `angry` in RAVDESS and SECap; clips without any are left out. */
  readonly emotion: string;
}

/** None where the folder is absent. */
export async function readEmotionalClips(dataDir: string, folder: string): Promise<EmotionalClip[]> {
  const path = join(dataDir, folder, 'labels.csv');
  if (!existsSync(path)) return [];
  return parseCsv(await readFile(path, 'utf8')).flatMap((row): EmotionalClip[] => {
    const emotion = row['emotion'] ?? row['weak_label'] ?? '';
    const speaker = row['speaker'] ?? row['actor'] ?? row['group'] ?? '';
    if (emotion === '') return [];
    return [{ audioPath: join(dataDir, folder, 'audio', row['file'] ?? ''), speaker, emotion }];
  });
}
