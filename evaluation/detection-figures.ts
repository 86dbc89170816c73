// Figures that many measurements have in common: a yes-or-no detection, labels of several classes, a probability.
// In: judged items. Out: figures with 95 % bootstrap intervals, drawn by group (call, speaker) where there are any.

import type { Figure } from './figure.ts';
import {
  accuracyOf,
  areaUnderCurve,
  bootstrapInterval,
  type Confusion,
  calibrationErrorByChance,
  confusionOf,
  expectedCalibrationError,
  type Forecast,
  f1Of,
  type Judged,
  type Labelled,
  macroF1,
  meanRecall,
  precisionOf,
  recallOf,
  reliability,
} from './statistics.ts';

type Extra = Pick<Figure, 'target' | 'baseline' | 'model' | 'note'>;
interface Grouped {
  /** Items of one call, dialogue or speaker are drawn together. */
  readonly group?: string;
}
type Counts = Confusion & Grouped;

/** Under so many items an interval says more about the draw than about the method, and a bin of ten means nothing. */
const MIN_PER_BIN = 20;
/** A statistic that sorts tens of thousands of items is drawn less often: its interval is narrow anyway. */
const MANY_ITEMS = 5_000;
const FEW_RESAMPLES = 100;

function figure<Item extends Grouped>(
  name: string,
  items: readonly Item[],
  statistic: (sample: readonly Item[]) => number | null,
  extra: Extra,
): Figure {
  const isGrouped = items.some(({ group }) => group !== undefined);
  const groupOf = isGrouped ? { groupOf: (item: Item) => item.group ?? '' } : {};
  const value = items.length === 0 ? null : statistic(items);
  const resamples = items.length > MANY_ITEMS ? FEW_RESAMPLES : undefined;
  const interval =
    value === null ? null : bootstrapInterval(items, statistic, { ...groupOf, ...(resamples ? { resamples } : {}) });
  return { name, value, n: items.length, interval, unit: 'ratio', ...extra };
}

/** Precision, recall and F1 of `label`; `extra.target` is that of the F1. */
export function detectionFigures(label: string, judged: readonly (Judged & Grouped)[], extra: Extra = {}): Figure[] {
  const { target, ...rest } = extra;
  const parts = confusionsByGroup(judged);
  const hasAny = judged.some(({ isTrue, isFound }) => isTrue || isFound);
  const on = (name: string, of: (confusion: Confusion) => number, more: Extra): Figure => ({
    ...figure(`${label} ${name}`, hasAny ? parts : [], (sample) => of(summed(sample)), more),
    n: judged.length,
  });
  return [
    on('precision', precisionOf, rest),
    on('recall', recallOf, rest),
    on('F1', f1Of, target ? { ...rest, target } : rest),
  ];
}

/** Counts add up, so a draw of groups need not go through their items again. */
function confusionsByGroup(judged: readonly (Judged & Grouped)[]): Counts[] {
  const groups = new Map<string, Judged[]>();
  judged.forEach((item, index) => {
    const key = item.group ?? `item ${index}`;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  });
  return [...groups.values()].map(confusionOf);
}

function summed(confusions: readonly Counts[]): Confusion {
  let [truePositives, falsePositives, falseNegatives, trueNegatives] = [0, 0, 0, 0];
  for (const each of confusions) {
    truePositives += each.truePositives;
    falsePositives += each.falsePositives;
    falseNegatives += each.falseNegatives;
    trueNegatives += each.trueNegatives;
  }
  return { truePositives, falsePositives, falseNegatives, trueNegatives };
}

/** Accuracy and macro F1 of `label`; `extra.target` is that of the macro F1. */
export function labelFigures(label: string, items: readonly (Labelled & Grouped)[], extra: Extra = {}): Figure[] {
  const { target, ...rest } = extra;
  return [
    figure(`${label} accuracy`, items, accuracyOf, rest),
    figure(`${label} macro F1`, items, macroF1, target ? { ...rest, target } : rest),
  ];
}

/** Mean recall over the classes (unweighted average recall). */
export function meanRecallFigure(label: string, items: readonly (Labelled & Grouped)[], extra: Extra = {}): Figure {
  return figure(`${label} mean recall`, items, meanRecall, extra);
}

/** Share of items that are right. */
export function shareFigure(
  name: string,
  items: readonly ({ readonly isRight: boolean } & Grouped)[],
  extra: Extra = {},
): Figure {
  const shareOf = (sample: readonly { readonly isRight: boolean }[]) =>
    sample.filter(({ isRight }) => isRight).length / sample.length;
  return figure(name, items, shareOf, extra);
}

/** Mean of values in `unit`. */
export function meanFigure(
  name: string,
  values: readonly ({ readonly value: number } & Grouped)[],
  unit: string,
  extra: Extra = {},
): Figure {
  const meanOf = (sample: readonly { readonly value: number }[]) =>
    sample.reduce((sum, { value }) => sum + value, 0) / sample.length;
  return { ...figure(name, values, meanOf, extra), unit };
}

/** From so many lines on a draw of them makes little of the error: its target is judged. */
const MIN_FOR_TARGET = 200;

/**
 * Area under the ROC curve and expected calibration error with its reliability table. The error has its target (≤ 0.05)
 * where there are enough items to judge it; the note says how large it would be by chance alone.
 */
export function probabilityFigures(
  label: string,
  forecasts: readonly (Forecast & Grouped)[],
  extra: Extra = {},
): Figure[] {
  const bins = Math.max(2, Math.min(10, Math.floor(forecasts.length / MIN_PER_BIN)));
  const errorOf = (sample: readonly Forecast[]) => expectedCalibrationError(sample, bins);
  const byChance = calibrationErrorByChance(forecasts, bins);
  const isEnough = forecasts.length >= MIN_FOR_TARGET;
  const chance = byChance === null ? [] : [`${byChance.toFixed(3)} by chance if every probability were right`];
  const note = [...(extra.note === undefined ? [] : [extra.note]), ...chance].join('; ');
  return [
    figure(`${label} area under ROC`, forecasts, areaUnderCurve, extra),
    {
      ...figure(`${label} calibration error`, forecasts, errorOf, {
        ...extra,
        ...(note === '' ? {} : { note }),
        ...(isEnough ? { target: { atMost: 0.05 } } : {}),
      }),
      reliability: reliability(forecasts, bins),
    },
  ];
}
