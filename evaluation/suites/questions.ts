// Questions in people's talk: CPED (Chinese drama) and SwDA (English telephone), as they stand and without punctuation.
// What production asks is measured: the classifier of pipelines/questions at its threshold for customers.

import { ruleClassifier } from '../../pipelines/question-classifier.ts';
import { QuestionsOptions } from '../../pipelines/questions.ts';
import { type ActLine, CPED, readCped, readSwda, SWDA } from '../data/dialogue-acts.ts';
import { withoutPunctuation } from '../data/spoken-text.ts';
import { detectionFigures } from '../detection-figures.ts';
import type { Figure, Suite } from '../figure.ts';

const LEAST = QuestionsOptions.parse({}).minCustomerConfidence;

/** F1 on text without punctuation that must be reached (issue 3). */
const TARGETS = { CPED: 0.78, SwDA: 0.7 } as const;

export const questionsSuite: Suite = {
  name: 'questions',
  folders: [CPED, SWDA],
  about:
    'Utterances of Chinese TV drama (CPED, dialogue act `question`) and of English telephone talk (SwDA, its question tags without rhetorical ones), said by people and labelled by people.',
  async run({ dataDir, onProgress }) {
    const cped = await readCped(dataDir);
    onProgress?.(1, 4);
    const swda = await readSwda(dataDir);
    onProgress?.(2, 4);
    return [...figuresOf('CPED', cped), ...figuresOf('SwDA', swda)];
  },
};

function figuresOf(corpus: keyof typeof TARGETS, lines: readonly ActLine[]): Figure[] {
  if (lines.length === 0) return [];
  const judged = (prepare: (text: string) => string) =>
    lines.map(({ text, language, isQuestion, group }) => {
      const { confidence, isQuestion: isFound } = ruleClassifier.classify(prepare(text), language);
      return { isTrue: isQuestion, isFound: isFound && confidence >= LEAST, group };
    });
  const model = 'rules';
  return [
    ...detectionFigures(`${corpus} question, no punctuation,`, judged(withoutPunctuation), {
      target: { atLeast: TARGETS[corpus] },
      model,
    }),
    ...detectionFigures(
      `${corpus} question, as written,`,
      judged((text) => text),
      { model },
    ),
  ];
}
