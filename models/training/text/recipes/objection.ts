// Does a customer object, and to what? Chinese and English. Talk about other things is what does not object.

import { ownLines, ownTestLines } from '../own-lines.ts';
import type { Recipe, TrainingLine } from '../recipe.ts';

const NONE = 'none';
const withoutObjection = (line: TrainingLine): TrainingLine => ({ ...line, labels: [NONE] });

export const objection: Recipe = {
  name: 'objection',
  use: 'does a customer object, and to what',
  holds: 'one',
  labels: [NONE, 'price', 'budget-process', 'timing', 'authority', 'need', 'trust', 'competitor', 'technical-fit'],
  features: { hashBits: 16, tokenRun: 2, letterRun: 0, edgeTokens: 2, conceptReach: 12, conceptRepeats: 3 },
  isLengthScaled: true,
  train: { balance: 0, l2: 0.01, epochs: 12 },
  sources: [{ what: 'lines of our own, models/training/lines/{objection,topic}.train.jsonl', licence: 'Apache-2.0' }],
  lines: () => [...ownLines('objection'), ...ownLines('topic').map(withoutObjection)],
  testLines: () => [...ownTestLines('objection'), ...ownTestLines('topic').map(withoutObjection)],
};
