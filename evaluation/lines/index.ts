// Every kind of labelled lines, and one file of them as a measured set.

import { relative, resolve } from 'node:path';
import { EngineError } from '../../engine/errors.ts';
import type { EvaluatedEngine } from '../engine.ts';
import { isInRepository, REPOSITORY } from '../measure-suites.ts';
import type { MeasuredSet } from '../report/result.ts';
import { commitmentLines } from './commitments.ts';
import { evidenceLines } from './evidence.ts';
import type { LineKind } from './line-kind.ts';
import { objectionLines } from './objections.ts';
import { piiLines } from './pii.ts';
import { questionLines } from './questions.ts';
import { signalLines } from './signals.ts';
import { topicLines } from './topics.ts';

const ALL_KINDS: readonly LineKind[] = [
  questionLines,
  objectionLines,
  topicLines,
  commitmentLines,
  signalLines,
  piiLines,
  evidenceLines,
];
/** Where lines of this repository come from. */
const SOURCES: readonly (readonly [string, string])[] = [
  ['evaluation/stranger/', 'A set that was written apart from all lines that the signal was made with.'],
  ['models/training/lines/', 'Test lines of those who made the signal, written apart and never trained on.'],
];
export const LINE_KINDS = ALL_KINDS.map(({ kind }) => kind);

/** `argument` is KIND=FILE. Throws `input.config` for a kind that there is not, `input.file` for a file without any use. */
export async function measureLines(argument: string, engine: EvaluatedEngine): Promise<MeasuredSet> {
  const at = argument.indexOf('=');
  const [name, file] = [argument.slice(0, Math.max(0, at)), argument.slice(at + 1)];
  const kind = ALL_KINDS.find((each) => each.kind === name);
  if (!kind || file === '') {
    throw new EngineError(
      'input.config',
      `--lines ${argument}: expected KIND=FILE, KIND one of ${LINE_KINDS.join(', ')}`,
    );
  }
  const { figures, problems, errors } = await kind.measure(file, engine);
  const isKept = isInRepository(file);
  const shown = isKept ? relative(REPOSITORY, resolve(file)) : file;
  const about = [kind.about, ...SOURCES.flatMap(([folder, source]) => (shown.startsWith(folder) ? [source] : []))].join(
    ' ',
  );
  return { name: `lines ${name} ${shown}`, kind: 'lines', isKept, about, absentFolders: [], problems, errors, figures };
}
