// A recipe becomes weights. In: a recipe and its lines. Out: quantised weights with calibration and thresholds, and the
// figures of cross-validation (each line judged by weights that have not seen its group). Deterministic.

import { probabilitiesOf } from '../../text/linear-classifier.ts';
import { FeatureOptions, textFeatures } from '../../text/text-features.ts';
import { textTokens } from '../../text/text-tokens.ts';
import type { TextWeights, WeightsHeader } from '../../text/weights-file.ts';
import { fitCalibration, type HeldOut } from './fit-calibration.ts';
import { type Example, type Fitted, fitWeights, logitsOfExample } from './fit-weights.ts';
import { bestThreshold, expectedCalibrationError, f1From, type Judged } from './label-figures.ts';
import { type Recipe, TRAIN_DEFAULTS, type TrainingLine } from './recipe.ts';
import { seededRandom, shuffledOrder } from './seeded-random.ts';

const FOLDS = 5;

export interface LabelFigures {
  readonly label: string;
  readonly f1: number;
  readonly calibrationError: number;
  /** Lines in which the label holds, and all. */
  readonly positives: number;
  readonly n: number;
}

export interface Trained {
  readonly weights: TextWeights;
  readonly crossValidated: readonly LabelFigures[];
}

type Settings = Pick<WeightsHeader, 'name' | 'holds' | 'labels' | 'features' | 'isLengthScaled'>;

function settingsOf(recipe: Recipe): Settings {
  return {
    name: recipe.name,
    holds: recipe.holds,
    labels: [...recipe.labels],
    features: FeatureOptions.parse(recipe.features ?? {}),
    isLengthScaled: recipe.isLengthScaled ?? false,
  };
}

function exampleOf(line: TrainingLine, recipe: Recipe, { labels, features, holds, isLengthScaled }: Settings): Example {
  const unknown = line.labels.filter((label) => !labels.includes(label));
  if (unknown.length > 0) throw new Error(`line ${line.id}: the recipe has no label ${unknown.join(', ')}`);
  if (holds === 'one' && line.labels.length !== 1) throw new Error(`line ${line.id} needs exactly one label`);
  const cues = recipe.cuesOf?.(line.text, line.lang);
  const buckets = Uint32Array.from(textFeatures(textTokens(line.text), features, cues, line.cues));
  return {
    buckets,
    factor: isLengthScaled ? 1 / Math.sqrt(Math.max(1, buckets.length)) : 1,
    targets: labels.map((label) => (line.labels.includes(label) ? 1 : 0)),
    weight: line.weight ?? 1,
  };
}

const groupOf = ({ group, id }: TrainingLine): string => group ?? id;

/** The fold of each line; lines of one group share it. A line without a fold is always trained on. */
function foldsOf(recipe: Recipe, lines: readonly TrainingLine[], seed: number): (number | undefined)[] {
  const isTypical = recipe.heldOut === 'typical groups' ? recipe.isTypical : undefined;
  const groups = [...new Set((isTypical ? lines.filter(isTypical) : lines).map(groupOf))];
  const order = shuffledOrder(groups.length, seededRandom(seed));
  const folds = isTypical ? groups.length : FOLDS;
  const foldOf = new Map([...order].map((group, place) => [groups[group] ?? '', place % folds]));
  return lines.map((line) => foldOf.get(groupOf(line)));
}

/** int8 weights: the largest of each label is ±127. */
function quantise(
  { weights, biases }: Fitted,
  labels: number,
): Pick<WeightsHeader, 'scales' | 'biases'> & { values: Int8Array } {
  const tops = new Array<number>(labels).fill(1e-9);
  weights.forEach((weight, at) => {
    tops[at % labels] = Math.max(tops[at % labels] ?? 0, Math.abs(weight));
  });
  const scales = tops.map((top) => Number((top / 127).toPrecision(6)));
  const values = Int8Array.from(weights, (weight, at) => Math.round(weight / (scales[at % labels] ?? 1)));
  return { values, scales, biases: Array.from(biases, (bias) => Number(bias.toPrecision(6))) };
}

const judgedOf = (
  held: readonly HeldOut[],
  header: Pick<WeightsHeader, 'holds' | 'calibration'>,
  label: number,
): Judged[] =>
  held.map(({ logits, targets }) => ({
    probability: probabilitiesOf(header, logits)[label] ?? 0,
    isTrue: targets[label] === 1,
  }));

/**
 * The weights alone, without cross-validation: for measuring on what `lines` leave out. Calibration is `like` that of
 * weights that were trained whole, so it must not have been made on what is left out either.
 */
export function fitRecipe(
  recipe: Recipe,
  lines: readonly TrainingLine[],
  like: Pick<WeightsHeader, 'calibration' | 'thresholds'>,
): TextWeights {
  const settings = settingsOf(recipe);
  const count = settings.labels.length;
  const shape = { buckets: 2 ** settings.features.hashBits, labels: count, holds: settings.holds };
  const examples = lines.map((line) => exampleOf(line, recipe, settings));
  const { values, scales, biases } = quantise(
    fitWeights(examples, shape, { ...TRAIN_DEFAULTS, ...recipe.train }),
    count,
  );
  const { calibration, thresholds } = like;
  return { header: { ...settings, scales, biases, calibration, thresholds }, values };
}

export function trainRecipe(recipe: Recipe, lines: readonly TrainingLine[]): Trained {
  const settings = settingsOf(recipe);
  const options = { ...TRAIN_DEFAULTS, ...recipe.train };
  const count = settings.labels.length;
  const shape = { buckets: 2 ** settings.features.hashBits, labels: count, holds: settings.holds };
  const examples = lines.map((line) => exampleOf(line, recipe, settings));
  const folds = foldsOf(recipe, lines, options.seed);
  const isTypical = lines.map((line) => recipe.isTypical?.(line) ?? true);

  const held: HeldOut[] = [];
  for (const fold of [...new Set(folds)].filter((each) => each !== undefined).sort((a, b) => a - b)) {
    const fitted = fitWeights(
      examples.filter((_, index) => folds[index] !== fold),
      shape,
      options,
    );
    examples.forEach((example, index) => {
      if (folds[index] !== fold || !isTypical[index]) return;
      held.push({ logits: logitsOfExample(fitted, example, count), targets: example.targets, weight: example.weight });
    });
  }
  const calibration = fitCalibration(held, settings.holds, count).map(({ slope, offset }) => ({
    slope: Number(slope.toPrecision(6)),
    offset: Number(offset.toPrecision(6)),
  }));
  const calibrated = { holds: settings.holds, calibration };
  const thresholds = settings.labels.map((_, label) => bestThreshold(judgedOf(held, calibrated, label)));

  const { values, scales, biases } = quantise(fitWeights(examples, shape, options), count);
  const crossValidated = settings.labels.map((label, index) => {
    const judged = judgedOf(held, calibrated, index);
    return figuresOf(label, judged, thresholds[index] ?? 0.5);
  });
  return { weights: { header: { ...settings, scales, biases, calibration, thresholds }, values }, crossValidated };
}

export function figuresOf(label: string, judged: readonly Judged[], threshold: number): LabelFigures {
  return {
    label,
    f1: f1From(judged, threshold),
    calibrationError: expectedCalibrationError(judged),
    positives: judged.filter(({ isTrue }) => isTrue).length,
    n: judged.length,
  };
}
