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

/** Lines of a later sitting have its letter before their number: `q-zh-c-12`, `objection-en-price-d3`. */
const LATER_BATCH = /-([c-z])-?\d+$/;
export const isOfLaterBatch = ({ id }: TrainingLine): boolean => LATER_BATCH.test(id);

/**
 * Lines of one sitting are like each other. Those of later ones are kept together, so that they are judged by weights that
 * have seen nothing of their sitting, as a stranger's lines are.
 */
export const byBatch = (lines: readonly TrainingLine[]): TrainingLine[] =>
  lines.map((line) => {
    const batch = LATER_BATCH.exec(line.id)?.[1];
    return batch === undefined ? line : { ...line, group: `batch-${batch}` };
  });

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
