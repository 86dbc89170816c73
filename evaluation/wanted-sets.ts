// What a run measures. In: the options. Out: one measurement for each set, in the order of the table.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError } from '../engine/errors.ts';
import { measureCalls } from './calls/index.ts';
import type { EvaluatedEngine } from './engine.ts';
import { LINE_KINDS, measureLines } from './lines/index.ts';
import { measureSuite, REPOSITORY } from './measure-suites.ts';
import type { MeasuredSet } from './report/result.ts';
import { ALL_SUITES } from './suites/index.ts';

export interface Wanted {
  readonly data: string;
  readonly only?: string;
  /** KIND=FILE */
  readonly lines?: readonly string[];
  readonly calls?: readonly string[];
}

export const suiteNames: readonly string[] = ALL_SUITES.map(({ name }) => name);

const STRANGER = join(REPOSITORY, 'evaluation/stranger');
const OWN_LINES = join(REPOSITORY, 'models/training/lines');
/** A further set was written where those before had served to choose what to do next. */
const STRANGER_SETS = ['', '-2', '-3', '-4', '-5', '-6'];
/** Lines that were written to test with and that nothing was trained on, then those of strangers. */
const KEPT_LINES: readonly string[] = [
  ...Object.entries({
    questions: 'question',
    objections: 'objection',
    topics: 'topic',
    commitments: 'commitment',
    signals: 'signals',
    evidence: 'evidence',
    pii: 'pii',
  })
    .map(([kind, name]) => `${kind}=${join(OWN_LINES, `${name}.test.jsonl`)}`)
    .filter((argument) => existsSync(argument.slice(argument.indexOf('=') + 1))),
  ...LINE_KINDS.flatMap((kind) =>
    STRANGER_SETS.map((set) => join(STRANGER, `${kind}${set}.jsonl`))
      .filter((path) => existsSync(path))
      .map((path) => `${kind}=${path}`),
  ),
];

/** A directory that was named and is not there is a slip of the pen, not absent data. Throws `input.config`. */
export function assertIsThere(dataDir: string): void {
  if (existsSync(dataDir)) return;
  throw new EngineError('input.config', `--data ${dataDir}: there is no such directory`);
}

type Measure = (engine: EvaluatedEngine) => Promise<MeasuredSet>;

/** Everything, or only what is asked for: a data directory that is given, one suite, lines, calls. */
export function wantedSets({ data, only, lines, calls }: Wanted, isDataGiven: boolean): Measure[] {
  const isAll = !only && !lines && !calls && !isDataGiven;
  const suites = isAll || isDataGiven || only ? suitesNamed(only) : [];
  return [
    ...suites.map(
      (suite): Measure =>
        ({ embedder }) =>
          measureSuite(data, suite, embedder),
    ),
    ...(lines ?? (isAll ? KEPT_LINES : [])).map(
      (argument): Measure =>
        (engine) =>
          measureLines(argument, engine),
    ),
    ...(calls ?? (isAll ? [join(STRANGER, 'calls')] : [])).map(
      (dir): Measure =>
        (engine) =>
          measureCalls(dir, engine),
    ),
  ];
}

function suitesNamed(only: string | undefined) {
  const suites = ALL_SUITES.filter(({ name }) => only === undefined || name === only);
  if (suites.length > 0) return suites;
  throw new EngineError(
    'input.config',
    `--only ${only}: there is no such suite; expected one of ${suiteNames.join(', ')}`,
  );
}
