// `npm run evaluate`: every signal on a data directory, on files of lines and on whole calls. Prints tables, keeps results.
// Exit 0 when the measurement finished, whatever it says; 1 with `--strict` and a missed target; 2 for wrong input.

import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { EngineError } from '../engine/errors.ts';
import { measureCalls } from './calls/index.ts';
import { openEngine } from './engine.ts';
import { LINE_KINDS, measureLines } from './lines/index.ts';
import { measureSuites, REPOSITORY, SHARED_DATA } from './measure-suites.ts';
import { type MeasuredSet, missedOf, modelsOf, readResults, writeResults } from './report/result.ts';
import { setText } from './report/table.ts';
import { ALL_SUITES } from './suites/index.ts';

interface Flags {
  readonly data: string;
  readonly json?: boolean;
  readonly only?: string;
  readonly lines?: readonly string[];
  readonly calls?: readonly string[];
  readonly strict?: boolean;
  readonly errors: string;
}

const KEPT = join(REPOSITORY, 'benchmarks/results/evaluation.json');
const OWN = join(REPOSITORY, 'benchmarks/results/evaluation-own.json');

const command = new Command('evaluate')
  .description('Measure every signal. Without --lines and --calls: on the data directory.')
  .addOption(
    new Option('--data <dir>', 'directory laid out like ../shared/data').env('SOTTO_DATA').default(SHARED_DATA),
  )
  .option('--json', 'print one JSON object instead of tables')
  .option('--only <name>', `one suite: ${ALL_SUITES.map(({ name }) => name).join(', ')}`)
  .option('--lines <kind=file...>', `labelled lines of your own; kinds: ${LINE_KINDS.join(', ')}`)
  .option('--calls <dir...>', 'whole calls of your own: NAME.jsonl with NAME.truth.json beside it')
  .option('--errors <n>', 'print so many of the lines that were judged wrongly', '0')
  .option('--strict', 'exit 1 where a target is missed')
  .parse();

try {
  process.exitCode = await evaluate(command.opts<Flags>());
} catch (thrown) {
  if (!(thrown instanceof EngineError) || thrown.kind !== 'input') throw thrown;
  process.stderr.write(`${thrown.message}\n`);
  process.exitCode = 2;
}

async function evaluate(flags: Flags): Promise<number> {
  const sets = await measure(flags);
  const previous = { kept: await readResults(KEPT), own: await readResults(OWN) };
  const previousOf = ({ isKept }: MeasuredSet) => (isKept ? previous.kept : previous.own);
  if (flags.json) process.stdout.write(`${JSON.stringify(reportOf(sets))}\n`);
  else {
    for (const set of sets) {
      process.stdout.write(setText(set, previousOf(set)));
      for (const error of set.errors.slice(0, Number(flags.errors))) process.stdout.write(`  ${error}\n`);
    }
  }
  await writeResults(
    KEPT,
    sets.filter(({ isKept }) => isKept),
  );
  const own = sets.filter(({ isKept }) => !isKept);
  if (own.length > 0) await writeResults(OWN, own);
  return flags.strict && missedOf(sets).length > 0 ? 1 : 0;
}

/** With --lines or --calls the data directory is measured only when it is asked for, by --data or --only. */
async function measure(flags: Flags): Promise<MeasuredSet[]> {
  const { lines = [], calls = [] } = flags;
  const isAsked = command.getOptionValueSource('data') === 'cli' || flags.only !== undefined;
  const suites = lines.length + calls.length === 0 || isAsked ? suitesNamed(flags.only) : [];
  const engine = await openEngine();
  try {
    const sets = await measureSuites(resolve(flags.data), suites);
    for (const argument of lines) sets.push(await measureLines(argument, engine));
    for (const directory of calls) sets.push(await measureCalls(directory, engine));
    return sets;
  } finally {
    await engine.close();
  }
}

function suitesNamed(only: string | undefined) {
  const suites = ALL_SUITES.filter(({ name }) => only === undefined || name === only);
  if (suites.length > 0) return suites;
  const names = ALL_SUITES.map(({ name }) => name).join(', ');
  throw new EngineError('input.config', `--only ${only}: there is no such suite; expected one of ${names}`);
}

function reportOf(sets: readonly MeasuredSet[]) {
  return {
    models: modelsOf(sets.flatMap(({ figures }) => figures)),
    missed: missedOf(sets),
    sets: sets.map(({ isKept: _, errors: __, ...set }) => set),
  };
}
