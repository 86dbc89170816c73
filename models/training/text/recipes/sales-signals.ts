// Three questions asked of one set of lines: does a customer's utterance show an intent to buy, name a pain, tell who plays
// which part in the decision? Chinese and English.

import type { TextModelName } from '../../../../engine/ports.ts';
import { type Cue, cuesIn } from '../../../../pipelines/cues/cue.ts';
import { BUYING_CUES, DECISION_CUES, PAIN_CUES } from '../../../../pipelines/cues/signal-cues.ts';
import { questionShapes } from '../../../../pipelines/question-shapes.ts';
import { madeLines } from '../made-lines.ts';
import { byBatch, isOfLaterBatch, ownLines, ownTestLines, withAndWithoutCues } from '../own-lines.ts';
import type { Recipe, TrainingLine } from '../recipe.ts';

/** A line that a grammar made says less than one of ours; there are twice as many of them. */
const MADE_WEIGHT = 0.2;
const fromGrammar = (): TrainingLine[] => madeLines('signals').map((line) => ({ ...line, weight: MADE_WEIGHT }));

function signalRecipe(name: TextModelName, use: string, labels: readonly string[], cues: readonly Cue[]): Recipe {
  const prepared = (line: TrainingLine): TrainingLine => ({
    ...line,
    labels: line.labels.filter((label) => labels.includes(label)),
  });
  const cuesOf = (line: TrainingLine): string[] => cuesIn(line.text, line.lang, cues);
  return {
    name,
    use,
    holds: 'any',
    labels,
    // The lines are few: words, pairs and concepts carry over to new talk, parts of words do not (cross-validation).
    features: { hashBits: 16, tokenRun: 2, letterRun: 0, edgeTokens: 0, conceptReach: 12, conceptRepeats: 1 },
    train: { l2: 4 },
    cuesOf: questionShapes,
    // A bare copy is of no sitting by its name, nor is a made line: the product always has the cues.
    isTypical: isOfLaterBatch,
    sources: [
      {
        what: 'lines of our own, models/training/lines/signals.train.jsonl, and of our grammar, models/training/lines/made',
        licence: 'Apache-2.0',
      },
    ],
    lines: () => withAndWithoutCues([...byBatch(ownLines('signals')), ...fromGrammar()].map(prepared), cuesOf),
    testLines: () => ownTestLines('signals').map((line) => ({ ...prepared(line), cues: cuesOf(line) })),
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
