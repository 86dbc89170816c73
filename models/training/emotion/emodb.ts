// The folder of EMO-DB in, its clips out, in the order of its table. German acted emotion, studio recordings.
// F. Burkhardt, A. Paeschke, M. Rolfes, W. Sendlmeier, B. Weiss, "A Database of German Emotional Speech", Interspeech 2005.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readClip16k } from './recorded-clip.ts';

export interface EmotionClip {
  readonly file: string;
  readonly speaker: string;
  readonly emotion: string;
  /** float32[n] in [−1, 1] at 16 kHz. */
  readonly samples: Float32Array;
}

export async function readEmodb(folder: string): Promise<readonly EmotionClip[]> {
  const table = await readFile(join(folder, 'labels.csv'), 'utf8');
  const [, ...rows] = table.trim().split('\n');
  const clips: EmotionClip[] = [];
  for (const row of rows) {
    // The first five columns are never quoted.
    const [file = '', speaker = '', , , emotion = ''] = row.split(',');
    clips.push({ file, speaker, emotion, samples: await readClip16k(join(folder, 'audio', file)) });
  }
  return clips;
}
