// Earnings-21 (Del Rio et al. 2021, CC BY-SA 4.0): earnings calls, one token a line with the punctuation behind it.
// In: the data folder. Out: punctuated text by call.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Turn } from './service-talk.ts';

const TOKEN = 0;
const PUNCTUATION = 4;

export function readEarnings(dataDir: string): Turn[] {
  const folder = join(dataDir, 'text/earnings21-en');
  const files = readdirSync(folder).filter((file) => file.endsWith('.nlp'));
  return files.sort().map((file) => {
    const [, ...rows] = readFileSync(join(folder, file), 'utf8').trim().split('\n');
    const words = rows.map((row) => row.split('|')).map((fields) => `${fields[TOKEN]}${fields[PUNCTUATION] ?? ''}`);
    return { text: words.join(' '), group: `earnings-${file}` };
  });
}
