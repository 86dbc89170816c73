// Objections in sales talk that we wrote apart from the training lines: found or not, the type, and what the probability is
// worth. Rules, which were all there was before, stand beside. What production asks is measured, at its threshold.

import { loadTextModels } from '../../models/text/shipped-weights.ts';
import { ownTestLines } from '../../models/training/text/own-lines.ts';
import type { TrainingLine } from '../../models/training/text/recipe.ts';
import { ObjectionOptions, objectionsOf } from '../../pipelines/objection-of.ts';
import { detectionFigures, labelFigures, probabilityFigures } from '../detection-figures.ts';
import type { Figure, Suite } from '../figure.ts';

const NONE = 'none';
const OPTIONS = ObjectionOptions.parse({});
/** Says everything, so that a probability is known of each line. */
const ALL = ObjectionOptions.parse({ minProbability: 0 });

/** Lines about other things object to nothing. */
const testLines = (): TrainingLine[] => [
  ...ownTestLines('objection'),
  ...ownTestLines('topic').map((line) => ({ ...line, labels: [NONE] })),
];

export const objectionsSuite: Suite = {
  name: 'objections',
  folders: [],
  run: async () => {
    const lines = testLines();
    return ['en', 'zh'].flatMap((language) =>
      figuresOf(
        language,
        lines.filter(({ lang }) => lang === language),
      ),
    );
  },
};

function figuresOf(language: string, lines: readonly TrainingLine[]): Figure[] {
  const classifier = loadTextModels().objection;
  const surest = (line: TrainingLine, options: typeof OPTIONS, by = classifier) =>
    objectionsOf(line.text, line.lang, by, options).sort((a, b) => b.confidence - a.confidence)[0];
  const isTrue = ({ labels }: TrainingLine) => labels[0] !== NONE;
  const judged = (find: (line: TrainingLine) => unknown) =>
    lines.map((line) => ({ isTrue: isTrue(line), isFound: find(line) !== undefined }));
  const types = lines.filter(isTrue).flatMap((line) => {
    const found = surest(line, OPTIONS);
    return found ? [{ truth: line.labels[0] ?? NONE, found: found.objection }] : [];
  });
  const forecasts = lines.map((line) => ({ isTrue: isTrue(line), probability: surest(line, ALL)?.confidence ?? 0 }));
  const model = 'text/objection';
  const ofRules = objectionRules(
    judged((line) => objectionsOf(line.text, line.lang, undefined, OPTIONS)[0]),
    language,
  );
  return [
    ...detectionFigures(
      `${language} objection`,
      judged((line) => surest(line, OPTIONS)),
      { model, target: { atLeast: 0.9 } },
    ),
    ...ofRules,
    ...labelFigures(`${language} objection type of those found`, types, { model }),
    ...probabilityFigures(`${language} objection`, forecasts, { model }),
  ];
}

const objectionRules = (judged: Parameters<typeof detectionFigures>[1], language: string): Figure[] =>
  detectionFigures(`${language} objection by rule,`, judged, { model: 'rules', baseline: true });
