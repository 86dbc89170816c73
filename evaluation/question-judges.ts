// Who judges questions in the suite: the rules, the shipped classifier, and for text that it was trained on the same
// recipe trained again without the group (a drama) that is judged; each also plain, by n-grams alone, as a baseline.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TextClassifier } from '../engine/ports.ts';
import { createTextClassifier } from '../models/text/linear-classifier.ts';
import { loadTextModels, WEIGHTS_DIR } from '../models/text/shipped-weights.ts';
import { decodeWeights } from '../models/text/weights-file.ts';
import type { Recipe, TrainingLine } from '../models/training/text/recipe.ts';
import { chineseQuestionLines, question } from '../models/training/text/recipes/question.ts';
import { fitRecipe } from '../models/training/text/train-recipe.ts';
import { type QuestionClassifier, ruleClassifier, trainedClassifier } from '../pipelines/question-classifier.ts';

/**
 * What a judge says of one text: a probability, 0 where it finds no question at all. `rateLogOdds` is what the utterances
 * before it in the same call add.
 */
export type Judge = (text: string, language: string, rateLogOdds: number) => number;

const judgeOf =
  (classifier: QuestionClassifier): Judge =>
  (text, language, rateLogOdds) => {
    const { isQuestion, confidence } = classifier.classify(text, language, rateLogOdds);
    return isQuestion ? confidence : 0;
  };

export const judgeByRules = judgeOf(ruleClassifier);

export function shippedJudge(): Judge | null {
  const model = loadTextModels().question;
  return model ? judgeOf(trainedClassifier(model)) : null;
}

/** Words, word pairs and characters in a logistic regression, nothing else. */
const PLAIN: Recipe = { ...question, cuesOf: () => [] };

const plainJudge =
  (model: TextClassifier): Judge =>
  (text, language) =>
    model.classify(text, language)['question'] ?? 0;

export interface Judges {
  readonly trained: Judge;
  readonly plain: Judge;
}

const UNCALIBRATED = { calibration: null, thresholds: [0.5] };

function judgesFrom(lines: readonly TrainingLine[], like: Parameters<typeof fitRecipe>[2]): Judges {
  return {
    trained: judgeOf(trainedClassifier(createTextClassifier(fitRecipe(question, lines, like)))),
    plain: plainJudge(createTextClassifier(fitRecipe(PLAIN, lines, UNCALIBRATED))),
  };
}

/** Chinese judges that have seen no line of these dramas; calibrated as the shipped one is, on sales lines only. */
export function judgesWithout(dramas: readonly string[], dataDir: string): Judges {
  const left = new Set(dramas.map((drama) => `cped-${drama}`));
  const lines = chineseQuestionLines(dataDir).filter(({ group }) => !left.has(group ?? ''));
  return judgesFrom(lines, decodeWeights(readFileSync(join(WEIGHTS_DIR, 'question.bin'))).header);
}

/** English and Chinese n-grams alone, trained on everything that the shipped classifier was. */
export const plainJudgeOfAll = (dataDir: string): Judge =>
  plainJudge(createTextClassifier(fitRecipe(PLAIN, question.lines(dataDir), UNCALIBRATED)));
