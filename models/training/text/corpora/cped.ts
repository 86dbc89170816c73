// CPED (Chen et al. 2022, Apache-2.0): lines of Chinese TV dramas with a dialogue act each. In: the data folder.
// Out: utterances in order. A drama is a group: its characters and writers are not split between folds.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDelimited } from './delimited.ts';

export interface CpedUtterance {
  readonly id: string;
  readonly drama: string;
  readonly act: string;
  readonly text: string;
}

export function readCped(dataDir: string): CpedUtterance[] {
  const rows = readDelimited(
    readFileSync(join(dataDir, 'text/cped-zh/cped_shared.csv'), 'utf8').replace(/^\uFEFF/, ''),
  );
  return rows
    .filter((row) => row['Utterance'] !== '')
    .map((row) => ({
      id: row['Utterance_ID'] ?? '',
      drama: row['TV_ID'] ?? '',
      act: row['DA'] ?? '',
      text: row['Utterance'] ?? '',
    }));
}
