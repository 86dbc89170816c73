// Does a customer object, and to what? Chinese and English. Talk about other things is what does not object. The cues are
// those of the pipeline: by them a plain question is told from an objection that is put as one.

import { questionShapes } from '../../../../pipelines/question-shapes.ts';
import { readAbcd, readBanking, readCrosswoz, readHelpdesk } from '../corpora/service-talk.ts';
import { madeLines } from '../made-lines.ts';
import { byBatch, isOfLaterBatch, ownLines, ownTestLines } from '../own-lines.ts';
import type { Recipe, TrainingLine } from '../recipe.ts';

const NONE = 'none';
const withoutObjection = (line: TrainingLine): TrainingLine => ({ ...line, labels: [NONE] });

/** A line that a grammar made says less than one of ours, and one of other people's talk less still: there are many more of them. */
const WEIGHTS = { made: 0.2, question: 0.3, madeQuestion: 0.05, service: 0.02 };
/** Written in pairs that differ in little, one that objects and one that does not: harder to tell than talk is. */
const IN_PAIRS = /^objection-.*-[hi]\d+$/;
const isQuestion = ({ labels }: TrainingLine): boolean => labels.length > 0;
const weighing = (weight: number) => (line: TrainingLine) => ({ ...line, weight });

const fromGrammar = (): TrainingLine[] =>
  madeLines('objection').map((line) => ({
    ...(line.labels.length > 0 ? line : withoutObjection(line)),
    weight: WEIGHTS.made,
  }));

/** Who asks does not object by that. */
const fromQuestions = (): TrainingLine[] =>
  [
    ...byBatch(ownLines('question')).filter(isQuestion).map(weighing(WEIGHTS.question)),
    ...madeLines('question').filter(isQuestion).map(weighing(WEIGHTS.madeQuestion)),
  ].map(withoutObjection);

/** People who are helped with something say what they need; next to none of it objects. */
const fromService = (dataDir: string): TrainingLine[] =>
  [
    { lang: 'en', turns: [readBanking, readHelpdesk, readAbcd].flatMap((read) => read(dataDir)) },
    { lang: 'zh', turns: readCrosswoz(dataDir) },
  ].flatMap(({ lang, turns }) =>
    turns.map(({ text, group }, at) => ({
      id: `service-${lang}-${at}`,
      lang,
      text,
      labels: [NONE],
      group,
      weight: WEIGHTS.service,
    })),
  );

export const objection: Recipe = {
  name: 'objection',
  use: 'does a customer object, and to what',
  holds: 'one',
  labels: [NONE, 'price', 'budget-process', 'timing', 'authority', 'need', 'trust', 'competitor', 'technical-fit'],
  features: { hashBits: 16, tokenRun: 2, letterRun: 0, edgeTokens: 2, conceptReach: 12, conceptRepeats: 1 },
  cuesOf: questionShapes,
  train: { balance: 0, l2: 2, epochs: 12 },
  sources: [
    { what: 'BANKING77 (Casanueva et al. 2020): what does not object', licence: 'CC BY 4.0' },
    { what: 'IT helpdesk calls (Microsoft, synthetic): what does not object', licence: 'MIT' },
    { what: 'ABCD sample (Chen et al. 2021): what does not object', licence: 'MIT' },
    { what: 'CrossWOZ (Zhu et al. 2020): what does not object', licence: 'Apache-2.0' },
    {
      what: 'lines of our own, models/training/lines/{objection,topic,question}.train.jsonl, and of our grammars, models/training/lines/made',
      licence: 'Apache-2.0',
    },
  ],
  isTypical: (line) => isOfLaterBatch(line) && !line.id.startsWith('q-') && !IN_PAIRS.test(line.id),
  lines: (dataDir) => [
    ...byBatch(ownLines('objection')),
    ...byBatch(ownLines('topic')).map(withoutObjection),
    ...fromGrammar(),
    ...fromQuestions(),
    ...fromService(dataDir),
  ],
  testLines: () => [...ownTestLines('objection'), ...ownTestLines('topic').map(withoutObjection)],
};
