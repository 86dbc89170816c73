// The lines that we wrote ourselves. In: a kind (`question`, `objection` …). Out: its training or its test lines.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TrainingLine } from './recipe.ts';

const FOLDER = join(import.meta.dirname, '../lines');

function readLines(file: string): TrainingLine[] {
  if (!existsSync(file)) return [];
  const rows = readFileSync(file, 'utf8').split('\n');
  return rows.filter((row) => row.trim() !== '').map((row) => TrainingLine.parse(JSON.parse(row)));
}

/** `models/training/lines/KIND.train.jsonl`; an empty list where there is none. */
export const ownLines = (kind: string): TrainingLine[] => readLines(join(FOLDER, `${kind}.train.jsonl`));

/** `models/training/lines/KIND.test.jsonl`: written apart, for figures only. */
export const ownTestLines = (kind: string): TrainingLine[] => readLines(join(FOLDER, `${kind}.test.jsonl`));
