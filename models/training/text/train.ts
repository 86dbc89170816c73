// `npm run train -- NAME [--data DIR]`: trains one text classifier and writes models/weights/text/NAME.bin and NAME.json (the
// manifest's facts: bytes, data, licences, figures, date). The same data gives the same weights.
//
// To add a classifier:
//   1. write lines: models/training/lines/NAME.train.jsonl, one {"id","lang","text","labels":[…]} each, and
//      NAME.test.jsonl apart from them (only measured, never trained on);
//   2. write models/training/text/recipes/NAME.ts (a Recipe; recipes/question.ts is the example) and list it in
//      recipes/index.ts;
//   3. add NAME to TextModelName in engine/ports.ts if it is not there;
//   4. `npm run train -- NAME`. The manifest and the gateway find the new files by themselves;
//   5. in a pipeline: `context.textModels.NAME?.classify(text, language)`, with rules where it is absent.

import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Argument, Command } from 'commander';
import { createTextClassifier } from '../../text/linear-classifier.ts';
import { WEIGHTS_DIR, type WeightsFacts } from '../../text/shipped-weights.ts';
import { encodeWeights, type TextWeights } from '../../text/weights-file.ts';
import { ownTestLines } from './own-lines.ts';
import type { Recipe, TrainingLine } from './recipe.ts';
import { RECIPES } from './recipes/index.ts';
import { figuresOf, type LabelFigures, trainRecipe } from './train-recipe.ts';

const MAX_BYTES = 2_000_000;

function measure(weights: TextWeights, recipe: Recipe, lines: readonly TrainingLine[]): LabelFigures[] {
  const classifier = createTextClassifier(weights);
  const found = lines.map((line) =>
    classifier.classify(line.text, line.lang, [...(recipe.cuesOf?.(line.text, line.lang) ?? []), ...(line.cues ?? [])]),
  );
  return classifier.labels.map((label) => {
    const judged = lines.map((line, index) => ({
      probability: found[index]?.[label] ?? 0,
      isTrue: line.labels.includes(label),
    }));
    return figuresOf(label, judged, classifier.thresholds[label] ?? 0.5);
  });
}

const HELD_OUT = {
  fifths: '5-fold cross-validation on the training lines, groups kept together',
  'typical groups': 'cross-validation, each sitting of lines judged by weights that have seen nothing of it',
};

const rounded = (value: number): number => Number(value.toFixed(4));

const measured = (how: string, figures: readonly LabelFigures[]): WeightsFacts['measured'] =>
  figures.flatMap(({ label, f1, calibrationError, positives, n }) => [
    { what: `F1 of ${label} (${positives} of ${n})`, value: rounded(f1), how },
    { what: `expected calibration error of ${label}`, value: rounded(calibrationError), how },
  ]);

interface Flags {
  readonly data: string;
  readonly date: string;
}

function run(name: string, { data, date }: Flags): void {
  const recipe = RECIPES.find((each) => each.name === name);
  if (!recipe) throw new Error(`no recipe ${name}`);
  const lines = recipe.lines(data);
  const { weights, crossValidated } = trainRecipe(recipe, lines);
  const bytes = encodeWeights(weights);
  if (bytes.byteLength > MAX_BYTES) throw new Error(`${bytes.byteLength} bytes; at most ${MAX_BYTES} may ship`);
  const test = recipe.testLines?.() ?? ownTestLines(name);
  const facts: WeightsFacts = {
    name,
    use: recipe.use,
    file: `${name}.bin`,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    sizeBytes: bytes.byteLength,
    licence: 'Apache-2.0',
    trainedOn: recipe.sources,
    lines: lines.length,
    date,
    measured: [
      ...measured(HELD_OUT[recipe.heldOut ?? 'fifths'], crossValidated),
      ...(test.length > 0 ? measured('lines of our own, written apart', measure(weights, recipe, test)) : []),
    ],
  };
  mkdirSync(WEIGHTS_DIR, { recursive: true });
  writeFileSync(join(WEIGHTS_DIR, facts.file), bytes);
  writeFileSync(join(WEIGHTS_DIR, `${name}.json`), `${JSON.stringify(facts, null, 2)}\n`);
  process.stdout.write(`${JSON.stringify(facts, null, 2)}\n`);
}

new Command('train')
  .description('Train one text classifier and write its weights and their facts to models/weights/text.')
  .addArgument(new Argument('<name>', 'which classifier').choices(RECIPES.map((recipe) => recipe.name)))
  .option('--data <dir>', 'directory with the corpora that the recipe names', '../shared/data')
  .option('--date <date>', 'YYYY-MM-DD that the facts bear', new Date().toISOString().slice(0, 10))
  .action(run)
  .parse();
