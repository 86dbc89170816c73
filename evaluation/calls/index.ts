// A directory of whole calls, `NAME.jsonl` with `NAME.truth.json`, through the real engine and against their truths.
// Names, phrases and the limit of the truth file are used in place of the playbook's. Out: one measured set.

import { existsSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { EngineError } from '../../engine/errors.ts';
import { Competitor, Phrase, type Playbook } from '../../engine/playbook.ts';
import { createProgress } from '../../gateway/cli/progress.ts';
import { readRecordedCall } from '../../gateway/recorded/read-recorded-call.ts';
import { filesIn } from '../data/folder.ts';
import type { EvaluatedEngine } from '../engine.ts';
import { isInRepository, REPOSITORY } from '../measure-suites.ts';
import type { MeasuredSet } from '../report/result.ts';
import { type CallTruth, readCallTruth } from './call-truth.ts';
import { compareQuestions } from './compare-questions.ts';
import { compareTurns } from './compare-turns.ts';
import { compareWords } from './compare-words.ts';
import { figuresOf, type MeasuredIn } from './measurement.ts';

const ABOUT = 'Whole calls through the engine, each against a truth that was written by hand.';

/**
 * Cards are not measured here, and rules would ask for categories that are not there. Names are found by their sound too,
 * as a recogniser may have written them.
 */
export function adaptedTo(truth: CallTruth): (playbook: Playbook) => Playbook {
  return (playbook) => ({
    ...playbook,
    thresholds: { ...playbook.thresholds, responseLatencyMs: truth.latencyLimitMs },
    competitors: truth.competitors.map((name) => Competitor.parse({ name, soundsLike: true })),
    keywords:
      truth.keywords.length === 0
        ? []
        : [{ id: 'truth', title: 'Truth', phrases: truth.keywords.map((text) => Phrase.parse({ text })) }],
    rules: [],
  });
}

async function measureCall(path: string, engine: EvaluatedEngine): Promise<MeasuredIn[]> {
  const truth = await readCallTruth(path.replace(/\.jsonl$/, '.truth.json'));
  const call = await readRecordedCall(path);
  const log = await engine.analyze(call, { adapt: adaptedTo(truth) });
  const name = basename(path, '.jsonl');
  const measurements = [...compareQuestions(log, truth), ...compareWords(log, truth), ...compareTurns(log, truth)];
  return measurements.map((measurement) => ({ call: name, measurement }));
}

/** A call that cannot be read is a problem of the set. Throws `input.file` where there is none that can. */
export async function measureCalls(directory: string, engine: EvaluatedEngine): Promise<MeasuredSet> {
  if (!existsSync(directory)) throw new EngineError('input.file', `${directory}: there is no such directory`);
  const paths = await filesIn(directory, /\.jsonl$/);
  const progress = createProgress('calls');
  const measured: MeasuredIn[] = [];
  const problems: string[] = [];
  for (const [index, path] of paths.entries()) {
    try {
      measured.push(...(await measureCall(path, engine)));
    } catch (thrown) {
      if (!(thrown instanceof EngineError) || thrown.kind !== 'input') throw thrown;
      problems.push(thrown.message);
    }
    progress.report(index + 1, paths.length);
  }
  progress.end();
  const calls = [...new Set(measured.map(({ call }) => call))];
  if (calls.length === 0) {
    const expected = 'expected NAME.jsonl with NAME.truth.json beside it';
    throw new EngineError('input.file', [`${directory}: no call can be used; ${expected}`, ...problems].join('\n'));
  }
  const figures = [
    ...figuresOf('all calls', measured),
    ...calls.flatMap((call) =>
      figuresOf(
        call,
        measured.filter((each) => each.call === call),
      ),
    ),
  ];
  const isKept = isInRepository(directory);
  const shown = isKept ? relative(REPOSITORY, resolve(directory)) : directory;
  const errors = measured.flatMap(({ call, measurement }) =>
    measurement.kind === 'detection' ? measurement.wrong.map((each) => `${call}: ${measurement.name} ${each}`) : [],
  );
  return { name: `calls ${shown}`, kind: 'calls', isKept, about: ABOUT, absentFolders: [], problems, errors, figures };
}
