// Lines of kind `questions` {isQuestion}: a customer says the line; a question is what `question.asked` says is one.

import { z } from 'zod';
import { ofType } from '../../gateway/calls/summarize-log.ts';
import { detectionFigures } from '../detection-figures.ts';
import { calibrationFigures, confidenceIn } from './calibrated-forecasts.ts';
import { fromLabels, lineFields, lineKind, perLanguage } from './line-kind.ts';
import { sayLine } from './say-line.ts';

const QuestionLine = z.preprocess(
  fromLabels((labels) => ({ isQuestion: labels.includes('question') })),
  z.object({ ...lineFields, isQuestion: z.boolean() }),
);

export const questionLines = lineKind({
  kind: 'questions',
  about: 'Lines that a customer says: does it want an answer?',
  schema: QuestionLine,
  async find(line, engine) {
    const said = { ...line, role: 'customer' } as const;
    const isFound = ofType(await sayLine(engine, said), 'question.asked').length > 0;
    const all = await sayLine(engine, said, { questions: { minCustomerConfidence: 0 } });
    const confidence = confidenceIn(all, 'question.asked', engine.isCalibrated('question'));
    return { isFound, confidence };
  },
  figures(items, engine) {
    const model = engine.modelOf('question');
    return perLanguage('question', items, (label, part) => {
      const judged = part.map(({ line, found }) => ({ isTrue: line.isQuestion, ...found }));
      return [
        ...detectionFigures(label, judged, { target: { atLeast: 0.9 }, model }),
        ...calibrationFigures(label, judged, model),
      ];
    });
  },
  wrong: ({ isQuestion }, { isFound }) =>
    isQuestion === isFound ? null : isQuestion ? 'a question, not found' : 'no question, found as one',
});
