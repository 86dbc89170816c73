// Does a text object, and to what? In: a text, and a trained classifier where there is one. Out: types with a confidence:
// the probability that somebody objects. Long texts are judged in parts, so that one sentence is not lost among ten.

import { z } from 'zod';
import type { TextClassifier } from '../engine/ports.ts';
import { type Objection, objectionsIn } from './objection-rules.ts';
import { questionShapes } from './question-shapes.ts';

export const ObjectionOptions = z.strictObject({
  /** Probability from which a trained classifier's finding counts, 0…1. Default 0.4: best F1 in cross-validation. */
  minProbability: z.number().min(0).max(1).default(0.4),
  /** Confidence of an objection found by rule, 0…1. Default 0.7: a rule of thumb, not calibrated. */
  ruleConfidence: z.number().min(0).max(1).default(0.7),
});
type Options = z.output<typeof ObjectionOptions>;

export interface ObjectionFound {
  readonly objection: Objection;
  /** 0…1 */
  readonly confidence: number;
  readonly isCalibrated: boolean;
}

/** The classifier's label for words that do not object. */
const NONE = 'none';
const SENTENCE = /[^.?!。？！；;\n]+[.?!。？！；;\n]*/g;
/** Letters in a part: two or three sentences, as the training lines have. A Chinese character counts three. */
const PART_LETTERS = 160;
const lettersIn = (text: string) => text.length + 2 * (text.match(/\p{Script=Han}/gu)?.length ?? 0);

/** Sentences in a row, joined up to the length of a training line. */
function partsOf(text: string): string[] {
  if (text.length <= PART_LETTERS / 3 || lettersIn(text) <= PART_LETTERS) return [text];
  const parts: string[] = [];
  for (const sentence of text.match(SENTENCE) ?? [text]) {
    const last = parts.at(-1);
    if (last !== undefined && lettersIn(last) + lettersIn(sentence) <= PART_LETTERS)
      parts[parts.length - 1] += sentence;
    else parts.push(sentence);
  }
  return parts;
}

interface PartJudged {
  /** P(somebody objects) */
  readonly confidence: number;
  readonly probabilities: Readonly<Record<string, number>>;
}

function judge(text: string, language: string, classifier: TextClassifier): PartJudged {
  const probabilities = classifier.classify(text, language, questionShapes(text, language));
  return { confidence: Math.min(1, Math.max(0, 1 - (probabilities[NONE] ?? 0))), probabilities };
}

/** A part that leans to no type by so much has the type of the whole. */
const PLAIN_TYPE_PROBABILITY = 0.5;

function likeliest(types: readonly Objection[], weightOf: (type: Objection) => number): Objection | undefined {
  const [first, ...rest] = types;
  return first && rest.reduce((best, type) => (weightOf(type) > weightOf(best) ? type : best), first);
}

/** The surest finding of each type. */
export function objectionsOf(
  text: string,
  language: string,
  classifier: TextClassifier | undefined,
  { minProbability, ruleConfidence }: Options,
): ObjectionFound[] {
  if (!classifier) {
    const found = objectionsIn(text, language);
    return found.map((objection) => ({ objection, confidence: ruleConfidence, isCalibrated: false }));
  }
  const types = classifier.labels.filter((label) => label !== NONE) as Objection[];
  const parts = partsOf(text)
    .map((part) => judge(part, language, classifier))
    .filter(({ confidence }) => confidence >= minProbability);
  const ofWhole = likeliest(types, (type) => parts.reduce((sum, part) => sum + (part.probabilities[type] ?? 0), 0));
  const surest = new Map<Objection, ObjectionFound>();
  for (const { confidence, probabilities } of parts) {
    const own = likeliest(types, (type) => probabilities[type] ?? 0);
    const isPlain = own !== undefined && (probabilities[own] ?? 0) >= PLAIN_TYPE_PROBABILITY;
    const objection = isPlain ? own : ofWhole;
    if (objection === undefined || (surest.get(objection)?.confidence ?? 0) >= confidence) continue;
    surest.set(objection, { objection, confidence, isCalibrated: classifier.isCalibrated });
  }
  return [...surest.values()];
}
