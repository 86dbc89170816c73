// What an utterance of sales talk is about: the topics of docs/metrics.md. Chinese and English.

import { ownLines } from '../own-lines.ts';
import type { Recipe } from '../recipe.ts';

export const topic: Recipe = {
  name: 'topic',
  use: 'what an utterance is about',
  holds: 'one',
  labels: ['technical', 'business', 'price', 'competitor', 'small-talk', 'process', 'other'],
  features: { hashBits: 16, tokenRun: 2, letterRun: 0, edgeTokens: 2, conceptReach: 12, conceptRepeats: 2 },
  isLengthScaled: true,
  train: { balance: 0, l2: 0.01, epochs: 12 },
  sources: [{ what: 'lines of our own, models/training/lines/topic.train.jsonl', licence: 'Apache-2.0' }],
  lines: () => ownLines('topic'),
};
