// Three questions asked of one set of lines: does a customer's utterance show an intent to buy, name a pain, tell who plays
// which part in the decision? Chinese and English.

import type { TextModelName } from '../../../../engine/ports.ts';
import { type Cue, cuesIn } from '../../../../pipelines/cues/cue.ts';
import { BUYING_CUES, DECISION_CUES, PAIN_CUES } from '../../../../pipelines/cues/signal-cues.ts';
import { ownLines, ownTestLines } from '../own-lines.ts';
import type { Recipe, TrainingLine } from '../recipe.ts';

function signalRecipe(name: TextModelName, use: string, labels: readonly string[], cues: readonly Cue[]): Recipe {
  const prepared = (line: TrainingLine): TrainingLine => ({
    ...line,
    labels: line.labels.filter((label) => labels.includes(label)),
    cues: cuesIn(line.text, line.lang, cues),
  });
  return {
    name,
    use,
    holds: 'any',
    labels,
    features: { hashBits: 16 },
    train: { l2: 3 },
    sources: [{ what: 'lines of our own, models/training/lines/signals.train.jsonl', licence: 'Apache-2.0' }],
    lines: () => ownLines('signals').map(prepared),
    testLines: () => ownTestLines('signals').map(prepared),
  };
}

const ROLES = ['decision-maker', 'champion', 'evaluator', 'user', 'gatekeeper'];

export const buyingSignal = signalRecipe(
  'buyingSignal',
  'does a customer show an intent to buy',
  ['weak', 'strong'],
  BUYING_CUES,
);
export const pain = signalRecipe('pain', 'does a customer name a pain', ['pain'], PAIN_CUES);
export const decisionRole = signalRecipe('decisionRole', 'who plays which part in the decision', ROLES, DECISION_CUES);
