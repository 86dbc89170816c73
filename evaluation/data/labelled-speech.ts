// vad-labelled: clips with hand-marked speech and pauses. `NAME.flac` beside `NAME.csv` (start_s, end_s, speech 1 or 0).

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCsv } from './csv.ts';
import { filesIn } from './folder.ts';

export const LABELLED_SPEECH = 'vad-labelled';

export interface LabelledClip {
  /** FLAC or WAV file. */
  readonly audioPath: string;
  readonly spans: readonly { readonly startMs: number; readonly endMs: number; readonly isSpeech: boolean }[];
}

export async function readLabelledClips(dataDir: string): Promise<LabelledClip[]> {
  const files = await filesIn(join(dataDir, LABELLED_SPEECH), /\.csv$/);
  return Promise.all(
    files.map(async (path) => ({
      audioPath: path.replace(/\.csv$/, '.flac'),
      spans: parseCsv(await readFile(path, 'utf8')).map((row) => ({
        startMs: Number(row['start_s']) * 1_000,
        endMs: Number(row['end_s']) * 1_000,
        isSpeech: row['speech'] === '1',
      })),
    })),
  );
}
