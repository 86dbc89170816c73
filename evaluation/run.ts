// `npm run evaluate`: every signal on a data directory, on files of lines and on whole calls. Prints tables, keeps results.
// Exit 0 when the measurement finished, whatever it says; 1 with `--strict` and a missed target, or where a suite failed;
// 2 for wrong input.

import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { EngineError } from '../engine/errors.ts';
import { type EvaluatedEngine, openEngine } from './engine.ts';
import { LINE_KINDS } from './lines/index.ts';
import { REPOSITORY, SHARED_DATA } from './measure-suites.ts';
import { accuracyPage } from './report/accuracy-page.ts';
import { type KeptResults, type MeasuredSet, missedOf, modelsOf, readResults, writeResults } from './report/result.ts';
import { setText } from './report/table.ts';
import { assertIsThere, suiteNames, type Wanted, wantedSets } from './wanted-sets.ts';

interface Flags extends Wanted {
  readonly json?: boolean;
  readonly strict?: boolean;
  readonly docs?: boolean;
  readonly errors: string;
  readonly embedder?: string;
}

const KEPT = join(REPOSITORY, 'benchmarks/results/evaluation.json');
const OWN = join(REPOSITORY, 'benchmarks/results/evaluation-own.json');
const PAGE = join(REPOSITORY, 'docs/accuracy.md');

const command = new Command('evaluate')
  .description(
    'Measure every signal on the data directory on the test lines and on the sets in evaluation/stranger. With --data, --only, --lines or --calls: that alone.',
  )
  .addOption(
    new Option('--data <dir>', 'directory laid out like ../shared/data').env('SOTTO_DATA').default(SHARED_DATA),
  )
  .option('--json', 'print one JSON object instead of tables')
  .option('--only <name>', `one suite: ${suiteNames.join(', ')}`)
  .option('--lines <kind=file...>', `labelled lines of your own; kinds: ${LINE_KINDS.join(', ')}`)
  .option('--calls <dir...>', 'whole calls of your own: NAME.jsonl with NAME.truth.json beside it')
  .option('--embedder <dir>', 'folder of a sentence model to judge topics with; its results are not kept')
  .option('--errors <n>', 'print so many of the things that were judged wrongly', '0')
  .option('--docs', 'only write docs/accuracy.md anew from the kept results')
  .option('--strict', 'exit 1 where a target is missed')
  .parse();

const flags = command.opts<Flags>();
const isPageOnly = flags.docs === true && !flags.only && !flags.lines && !flags.calls;
process.exitCode = isPageOnly ? 0 : await evaluate().catch(report);
if (isPageOnly) await writePage();

async function evaluate(): Promise<number> {
  const isDataGiven = command.getOptionValueSource('data') === 'cli';
  if (command.getOptionValueSource('data') !== 'default') assertIsThere(resolve(flags.data));
  const previous = { kept: await readResults(KEPT), own: await readResults(OWN) };
  const engine = await openEngine(flags.embedder);
  const sets: MeasuredSet[] = [];
  let exitCode = 0;
  try {
    for (const measure of wantedSets({ ...flags, data: resolve(flags.data) }, isDataGiven)) {
      try {
        const set = await measure(engine);
        sets.push(set);
        if (!flags.json) print(set, isKept(set) ? previous.kept : previous.own);
        await keep(set, engine);
      } catch (thrown) {
        exitCode = Math.max(exitCode, report(thrown));
      }
    }
  } finally {
    await engine.close();
  }
  if (flags.json) process.stdout.write(`${JSON.stringify(reportOf(sets))}\n`);
  if (flags.strict && missedOf(sets).length > 0) return Math.max(exitCode, 1);
  return exitCode;
}

/** One set that cannot be measured does not hold up the others. */
function report(thrown: unknown): number {
  const isInput = thrown instanceof EngineError && thrown.kind === 'input';
  const text = isInput ? thrown.message : thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  process.stderr.write(`${text}\n`);
  return isInput ? 2 : 1;
}

function print(set: MeasuredSet, previous: KeptResults): void {
  process.stdout.write(setText(set, previous));
  for (const error of set.errors.slice(0, Number(flags.errors))) process.stdout.write(`  ${error}\n`);
}

/** As soon as it is measured, so that a run that is stopped has not been for nothing. */
async function keep(set: MeasuredSet, { classifiers }: EvaluatedEngine): Promise<void> {
  await writeResults(isKept(set) ? KEPT : OWN, [set], classifiers);
  if (isKept(set)) await writePage();
}

/** What does not ship is nobody's result but one's own. */
function isKept(set: MeasuredSet): boolean {
  return set.isKept && flags.embedder === undefined;
}

/** The page and the kept results must agree. */
async function writePage(): Promise<void> {
  await writeFile(PAGE, accuracyPage(await readResults(KEPT)));
}

function reportOf(sets: readonly MeasuredSet[]) {
  return {
    models: modelsOf(sets.flatMap(({ figures }) => figures)),
    missed: missedOf(sets),
    sets: sets.map(({ isKept: _, errors: __, ...set }) => set),
  };
}
