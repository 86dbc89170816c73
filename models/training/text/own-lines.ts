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

/**
 * Each line with the cues that rules find in it, and once more without, at half the weight: who wrote the rules knew such
 * lines, so they miss more in new talk than here. Both stay in one fold.
 */
export function withAndWithoutCues(lines: readonly TrainingLine[], cuesOf: CuesOf): TrainingLine[] {
  return lines.flatMap((line) => [
    { ...line, cues: cuesOf(line), group: line.group ?? line.id },
    { ...line, id: `${line.id}-bare`, group: line.group ?? line.id, weight: (line.weight ?? 1) / 2 },
  ]);
}

type CuesOf = (line: TrainingLine) => string[];
