// What rules say about a text, as evidence for the classifier of objections: types whose rule holds, and whether somebody
// asks. In: a text. Out: cues, in the words of the classifier's training (models/training/text/recipes/objection.ts).

import { objectionsIn } from './objection-rules.ts';
import { ruleClassifier } from './question-classifier.ts';

const SURE_QUESTION = 0.8;

export function objectionCues(text: string, language: string): string[] {
  const { isQuestion, confidence } = ruleClassifier.classify(text, language);
  const rules = objectionsIn(text, language).flatMap((type) => ['rule', `rule ${type}`]);
  return isQuestion ? [...rules, 'asks', ...(confidence >= SURE_QUESTION ? ['surely asks'] : [])] : rules;
}
