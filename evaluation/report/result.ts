// What one run of the evaluation measured, and what is kept of it: benchmarks/results/evaluation.json (shared data and
// the stranger's sets of this repository) and evaluation-own.json (all other data; not under version control).

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { type Figure, isReached } from '../figure.ts';

/** One suite over a data directory, one file of lines, or one directory of calls. */
export interface MeasuredSet {
  /** `questions`, `lines questions evaluation/stranger/questions.jsonl`, … */
  readonly name: string;
  readonly kind: 'data' | 'lines' | 'calls';
  /** False where the set is somebody's own and its result stays off version control. */
  readonly isKept: boolean;
  /** What was measured on what. */
  readonly about: string;
  readonly absentFolders: readonly string[];
  /** Lines or files that could not be used, each with its place and what was expected. */
  readonly problems: readonly string[];
  /** What was found instead of the truth, line by line, for `--errors`. */
  readonly errors: readonly string[];
  readonly figures: readonly Figure[];
}

export interface KeptSet {
  readonly kind: MeasuredSet['kind'];
  readonly about: string;
  readonly at: string;
  readonly commit: string;
  readonly absentFolders: readonly string[];
  readonly models: readonly string[];
  readonly figures: readonly Figure[];
}

export interface KeptResults {
  /** By classifier: whether its probabilities were calibrated on held-out lines; a name that is absent has none. */
  readonly classifiers: Readonly<Record<string, boolean>>;
  readonly machine: ReturnType<typeof machineOf>;
  readonly sets: Readonly<Record<string, KeptSet>>;
}

const NOTHING: KeptResults = { classifiers: {}, machine: machineOf(), sets: {} };

export async function readResults(path: string): Promise<KeptResults> {
  return existsSync(path) ? (JSON.parse(await readFile(path, 'utf8')) as KeptResults) : NOTHING;
}

/** Replaces what was kept of the same sets; the others stay, and so does a set whose data are not all here now. */
export async function writeResults(
  path: string,
  sets: readonly MeasuredSet[],
  classifiers: KeptResults['classifiers'],
): Promise<void> {
  const before = await readResults(path);
  const at = new Date().toISOString();
  const commit = commitHere();
  const wouldLose = ({ name, absentFolders }: MeasuredSet) =>
    absentFolders.length > 0 && before.sets[name] !== undefined;
  const measured = sets
    .filter((set) => !wouldLose(set))
    .map((set): [string, KeptSet] => [set.name, keptOf(set, at, commit)]);
  const all = { ...before.sets, ...Object.fromEntries(measured) };
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  const results: KeptResults = { classifiers, machine: machineOf(), sets: sorted };
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(results, rounded, 2)}\n`);
}

function keptOf({ kind, about, absentFolders, figures }: MeasuredSet, at: string, commit: string): KeptSet {
  return { kind, about, at, commit, absentFolders, models: modelsOf(figures), figures };
}

/** Five digits after the point are more than any interval here is wide. */
const rounded = (_key: string, value: unknown) => (typeof value === 'number' ? Math.round(value * 1e5) / 1e5 : value);

export const modelsOf = (figures: readonly Figure[]) =>
  [...new Set(figures.flatMap(({ model }) => model ?? []))].sort();

export const missedOf = (sets: readonly MeasuredSet[]) =>
  sets.flatMap(({ name, figures }) =>
    figures.filter((figure) => isReached(figure) === false).map((figure) => `${name}: ${figure.name}`),
  );

function machineOf() {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
}

function commitHere(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
}
