// Does an utterance want an answer? Chinese and English, without punctuation.

import { readCped } from '../corpora/cped.ts';
import { ownLines } from '../own-lines.ts';
import type { Recipe, TrainingLine } from '../recipe.ts';

const fromCped = (dataDir: string): TrainingLine[] =>
  readCped(dataDir).map(({ id, drama, act, text }) => ({
    id: `cped-${id}`,
    lang: 'zh',
    text,
    labels: act === 'question' ? ['question'] : [],
    group: `cped-${drama}`,
  }));

export const question: Recipe = {
  name: 'question',
  use: 'does an utterance want an answer',
  holds: 'any',
  labels: ['question'],
  features: { hashBits: 18 },
  train: { balance: 0, l2: 5 },
  sources: [
    { what: 'CPED (dialogue acts of Chinese TV dramas)', licence: 'Apache-2.0' },
    { what: 'lines of our own, models/training/lines/question.train.jsonl', licence: 'Apache-2.0' },
  ],
  lines: (dataDir) => [...ownLines('question'), ...fromCped(dataDir)],
};
