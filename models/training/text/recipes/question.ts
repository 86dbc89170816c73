// Does an utterance want an answer? Chinese, English and both mixed, without punctuation. Cues are what the rules of
// pipelines/question-classifier.ts find, so that the model learns when to believe them.

import { questionCues } from '../../../../pipelines/question-classifier.ts';
import { readCped } from '../corpora/cped.ts';
import { readEarnings } from '../corpora/earnings-calls.ts';
import { markedSentences } from '../corpora/punctuated-sentences.ts';
import { readAbcd, readBanking, readCasino, readCrosswoz, readHelpdesk, type Turn } from '../corpora/service-talk.ts';
import { madeLines } from '../made-lines.ts';
import { byBatch, isOfLaterBatch, ownLines } from '../own-lines.ts';
import type { Recipe, TrainingLine } from '../recipe.ts';

/** Lines of our own say by the definition what wants an answer; corpora have other labels, or only a writer's marks. */
const WEIGHTS = { own: 10, made: 1, telephone: 0.15, cped: 1, marked: 0.5 };

const labelsOf = (isQuestion: boolean): string[] => (isQuestion ? ['question'] : []);

const isOurs = ({ id }: TrainingLine): boolean => id.startsWith('q-');

/**
 * Corpora ask more or less often than sales talk, and mean other things by a question: each has a cue of its own that
 * takes that up. The product gives none, so its probability is that of our lines and the definition of docs/metrics.md.
 */
const styleOf = (line: TrainingLine): string[] =>
  isOurs(line) || line.id.startsWith('made-question') ? [] : [`style:${line.id.slice(0, line.id.indexOf('-'))}`];

const withStyle = (line: TrainingLine): TrainingLine => ({ ...line, cues: styleOf(line) });

/** As a recogniser without punctuation gives it. */
const unmarked = (text: string): string =>
  text
    .replace(/[^\p{L}\p{M}\p{N}'’\s%$€£¥]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const fromCped = (dataDir: string): TrainingLine[] =>
  readCped(dataDir).map(({ id, drama, act, text }) => ({
    id: `cped-${id}`,
    lang: 'zh',
    text: unmarked(text),
    labels: labelsOf(act === 'question'),
    group: `cped-${drama}`,
    weight: WEIGHTS.cped,
  }));

const fromMarks = (turns: readonly Turn[], lang: string): TrainingLine[] =>
  turns.flatMap(({ text, group }, turn) =>
    markedSentences(text, lang).map((sentence, index) => ({
      id: `${group}-${turn}-${index}`,
      lang,
      text: unmarked(sentence.text),
      labels: labelsOf(sentence.isQuestion),
      group,
      weight: WEIGHTS.marked,
    })),
  );

/** The sitting `g` and later lines are apart: `objection` learns from the others, and is not to change with each sitting. */
const ourLines = (): TrainingLine[] => [...ownLines('question'), ...ownLines('question-g')];

const fromOurs = (): TrainingLine[] =>
  byBatch(ourLines()).map((line) => ({ ...line, text: unmarked(line.text), weight: WEIGHTS.own }));

/** The grammar of private telephone talk counts less: what it says of long stories in the second person hardly holds in sales. */
const fromGrammar = (): TrainingLine[] => [
  ...madeLines('question').map((line) => ({ ...line, weight: WEIGHTS.made })),
  ...madeLines('telephone', ['en']).map((line) => ({ ...line, weight: WEIGHTS.telephone })),
];

/** What it takes to measure on dramas that were left out: lines of our own and of all dramas, `group` cped-DRAMA. */
export const chineseQuestionLines = (dataDir: string): TrainingLine[] =>
  [...[...fromOurs(), ...fromGrammar()].filter(({ lang }) => lang === 'zh'), ...fromCped(dataDir)].map(withStyle);

export const question: Recipe = {
  name: 'question',
  use: 'does an utterance want an answer',
  holds: 'any',
  labels: ['question'],
  features: { hashBits: 19, tokenRun: 3, letterRun: 0, skipPairs: true, cuePairs: true },
  train: { balance: 0, l2: 25, epochs: 6 },
  cuesOf: questionCues,
  isTypical: (line) => isOurs(line) && isOfLaterBatch(line),
  heldOut: 'typical groups',
  sources: [
    { what: 'CPED (Chen et al. 2022): dialogue acts of Chinese TV dramas', licence: 'Apache-2.0' },
    { what: 'CrossWOZ (Zhu et al. 2020): question marks', licence: 'Apache-2.0' },
    { what: 'BANKING77 (Casanueva et al. 2020): question marks', licence: 'CC BY 4.0' },
    { what: 'CaSiNo (Chawla et al. 2021): question marks', licence: 'CC BY 4.0' },
    { what: 'IT helpdesk calls (Microsoft, synthetic): question marks', licence: 'MIT' },
    { what: 'ABCD sample (Chen et al. 2021): question marks', licence: 'MIT' },
    { what: 'Earnings-21 (Del Rio et al. 2021): question marks', licence: 'CC BY-SA 4.0' },
    {
      what: 'lines of our own, models/training/lines/question{,-g}.train.jsonl, and of our grammars, models/training/lines/made',
      licence: 'Apache-2.0',
    },
  ],
  lines(dataDir) {
    const english = [readBanking, readCasino, readHelpdesk, readAbcd, readEarnings].flatMap((read) => read(dataDir));
    return [
      ...fromOurs(),
      ...fromGrammar(),
      ...fromCped(dataDir),
      ...fromMarks(english, 'en'),
      ...fromMarks(readCrosswoz(dataDir), 'zh'),
    ]
      .filter(({ text }) => text !== '')
      .map(withStyle);
  },
};
