// Text models for tests of pipelines: they know the texts they were given, and are sure of the opposite of all others.

import type { TextClassifier, TextModelName } from '../../engine/ports.ts';

/** `known`: by text, the probability of each label; a label that is not given has 0, so has every label of another text. */
export function fakeTextModel(
  name: TextModelName,
  labels: readonly string[],
  known: Readonly<Record<string, Readonly<Record<string, number>>>>,
  isCalibrated = true,
): TextClassifier {
  return {
    name,
    labels,
    isCalibrated,
    thresholds: Object.fromEntries(labels.map((label) => [label, 0.5])),
    classify: (text) => Object.fromEntries(labels.map((label) => [label, known[text]?.[label] ?? 0])),
  };
}
