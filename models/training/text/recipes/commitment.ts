// Does an utterance promise something: a commitment with an owner and an action? Chinese and English.

import { COMMITMENT_CUES } from '../../../../pipelines/cues/commitment-cues.ts';
import { cuesIn } from '../../../../pipelines/cues/cue.ts';
import { ownLines, ownTestLines, withAndWithoutCues } from '../own-lines.ts';
import type { Recipe, TrainingLine } from '../recipe.ts';

/** Lines of these labels promise nothing; others of that file may. */
const PROMISE_NOTHING = ['weak', 'pain', 'user', 'evaluator', 'decision-maker', 'gatekeeper'];

const cuesOf = (line: TrainingLine): string[] => cuesIn(line.text, line.lang, COMMITMENT_CUES);

export const commitment: Recipe = {
  name: 'commitment',
  use: 'does an utterance promise something: a commitment',
  holds: 'any',
  labels: ['commitment'],
  // The lines are few: words and pairs carry over to new talk, parts of words do not (cross-validation).
  features: { hashBits: 16, tokenRun: 2, letterRun: 0, edgeTokens: 0 },
  train: { balance: 0, l2: 3 },
  sources: [
    {
      what: 'lines of our own, models/training/lines/commitment.train.jsonl and signals.train.jsonl',
      licence: 'Apache-2.0',
    },
  ],
  lines: () => {
    const others = ownLines('signals').filter(({ labels }) => labels.some((label) => PROMISE_NOTHING.includes(label)));
    return withAndWithoutCues([...ownLines('commitment'), ...others.map((line) => ({ ...line, labels: [] }))], cuesOf);
  },
  testLines: () => ownTestLines('commitment').map((line) => ({ ...line, cues: cuesOf(line) })),
};
